// Checkpoints of consumer groups: `{_id: group|service|partition, pos, recordedAt, redrives}`, moved by compare-and-set.
import type { Assignment, Begin, Begins, Checkpoint, Checkpoints, Held } from '../consume/store.ts';
import { batching } from './batching.ts';
import { LIMITED, type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';

interface CheckpointDocument {
  readonly _id: string;
  readonly group: string;
  readonly service: Checkpoint['service'];
  readonly partition: number;
  readonly pos: number;
  readonly recordedAt?: string;
  readonly redrives: number;
  readonly first?: number;
  readonly since?: string;
  readonly era?: number;
}

interface Step extends Pick<CheckpointDocument, '_id' | 'pos'> {
  readonly from: number;
  readonly recordedAt: string;
  readonly era: number;
}

/** Assignments that have never changed their era do not name it. */
const inEra = (era: number) => (era === 0 ? { era: { $exists: false } } : { era });

interface BeginsDocument extends Omit<Begins, 'types'> {
  readonly _id: string;
  readonly types: readonly (Omit<Begin, 'at'> & { readonly at?: readonly number[] })[];
}

type HeldDocument = Omit<Held, 'group'> & { readonly _id: string };

const heldOf = ({ _id, folded, terminal }: HeldDocument): Held => ({ group: _id, folded, terminal });

const keyOf = ({ group, service, partition }: Assignment) => `${group}|${service}|${partition}`;

const beginsKey = (group: string) => `${group}|begins`;

const beginsOf = ({ _id, types, ...begins }: BeginsDocument): Begins => ({
  ...begins,
  types: types.map((type) => ({ ...type, at: type.at })),
});

export function mongoCheckpoints(connection: MongoConnection): Checkpoints {
  const collection = connection.collection<CheckpointDocument>('checkpoints');
  const held = connection.collection<HeldDocument>('checkpoints');
  const begins = connection.collection<BeginsDocument>('checkpoints');

  /** Where some were moved by another worker, those stand where this one leads them count as moved by it. */
  const advance = batching(async (steps: readonly Step[]) => {
    const { matchedCount } = await collection.bulkWrite(
      steps.map(({ _id, from, pos, recordedAt, era }) => ({
        updateOne: { filter: { _id, pos: from, ...inEra(era) }, update: { $set: { pos, recordedAt } } },
      })),
      { ordered: false },
    );
    if (matchedCount === steps.length || matchedCount === 0) return steps.map(() => matchedCount > 0);
    const found = await collection.find({ _id: { $in: steps.map(({ _id }) => _id) } }, SETTLED).toArray();
    return steps.map(({ _id, pos, era }) =>
      found.some((one) => one._id === _id && one.pos === pos && (one.era ?? 0) === era),
    );
  });

  return {
    async open(assignments) {
      const known = new Set(
        await collection.distinct('_id', { group: { $in: assignments.map(({ group }) => group) } }, LIMITED),
      );
      const fresh = assignments.filter((assignment) => !known.has(keyOf(assignment)));
      if (fresh.length === 0) return;
      await collection
        .insertMany(
          fresh.map(({ group, service, partition }) => ({
            _id: keyOf({ group, service, partition }),
            group,
            service,
            partition,
            pos: 0,
            redrives: 0,
          })),
          { ordered: false },
        )
        .catch(unlessThere);
    },
    async of(group) {
      const found = await collection.find({ group }, SETTLED).toArray();
      return found.map(({ _id, recordedAt, ...checkpoint }) => ({ ...checkpoint, recordedAt }));
    },
    advance: (assignment, from, { pos, recordedAt }, era = 0) =>
      advance({ _id: keyOf(assignment), from, pos, recordedAt, era }),
    async begins(group) {
      const found = await begins.findOne({ _id: beginsKey(group) }, SETTLED);
      return found === null ? undefined : beginsOf(found);
    },
    async noteBegins(group, { types, ...next }) {
      const _id = beginsKey(group);
      const document = { ...next, types: types.map(({ at, ...type }) => (at === undefined ? type : { ...type, at })) };
      if (next.version === 1) return (await begins.insertOne({ _id, ...document }).catch(unlessThere)) !== undefined;
      const { matchedCount } = await begins.updateOne({ _id, version: next.version - 1 }, { $set: document });
      return matchedCount === 1;
    },
    async enterEra(group, era, rewound) {
      const earlier = { group, $or: [{ era: { $exists: false } }, { era: { $lt: era } }] };
      await collection.updateMany(
        { ...earlier, service: { $in: [...rewound] } },
        { $set: { era, pos: 0 }, $unset: { recordedAt: true } },
      );
      await collection.updateMany(earlier, { $set: { era } });
    },
    async raiseRedrives(assignment) {
      await collection.updateOne({ _id: keyOf(assignment) }, { $inc: { redrives: 1 } });
    },
    async restart(assignment) {
      await collection.updateOne(
        { _id: keyOf(assignment) },
        { $set: { pos: 0 }, $unset: { recordedAt: true, first: true, since: true }, $inc: { redrives: 1 } },
      );
    },
    async note(notes) {
      if (notes.length === 0) return;
      await collection.bulkWrite(
        notes.map(({ group, service, partition, ...noted }) => ({
          updateOne: {
            filter: {
              _id: keyOf({ group, service, partition }),
              ['first' in noted ? 'first' : 'since']: { $exists: false },
            },
            update: { $set: noted },
          },
        })),
        { ordered: false },
      );
    },
    async declare({ group, ...types }) {
      await held.updateOne({ _id: group }, { $setOnInsert: types }, { upsert: true }).catch(unlessThere);
    },
    async declared() {
      return (await held.find({ folded: { $exists: true } }, LIMITED).toArray()).map(heldOf);
    },
  };
}
