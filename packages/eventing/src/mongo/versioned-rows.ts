// Immutable rows `{_id: owner|version, owner, version, at, content}`; nothing here ever changes one (rule 12).
// Of an owner who was forgotten `{_id: owner|, forgotten}` stays, so that whoever writes late takes back what they wrote.
import { reject } from '@tributary/contracts';
import { cut } from '../cut-points.ts';
import type { VersionedRows } from '../ports/beside-aggregates.ts';
import { type MongoConnection, SETTLED } from './connection.ts';
import { unlessThere } from './races.ts';

interface RowDocument<Content> {
  readonly _id: string;
  readonly owner: string;
  readonly version: string;
  readonly at: Date;
  readonly content: Content;
}

/** Rows of one step of a sweep. */
const PAGE = 200;

const keyOf = (owner: string, version: string) => `${owner}|${version}`;

export const makeVersionedRowsIndexes = (connection: MongoConnection, name: string): Promise<string[]> =>
  connection.collection(name).createIndexes([
    { key: { owner: 1 }, sparse: true },
    { key: { at: 1 }, sparse: true },
  ]);

/** @param connection is asked when it is needed: rows are declared before the start */
export function mongoVersionedRows<Content extends object>(
  connection: () => MongoConnection,
  name: string,
): VersionedRows<Content> {
  const collection = () => connection().collection<RowDocument<Content>>(name);
  return {
    async add(owner, content, { now, newId }) {
      const version = newId();
      const row = { _id: keyOf(owner, version), owner, version, at: now, content };
      await collection().insertOne(row as never);
      cut('after-record');
      // after the row: who is forgotten from now on, takes it along
      const forgotten = await collection().findOne({ _id: keyOf(owner, '') } as never, SETTLED);
      if (forgotten === null) return version;
      await collection().deleteOne({ _id: row._id } as never);
      return reject('GONE');
    },

    async addAll(all, { now }) {
      if (all.length === 0) return new Set();
      const rows = all.map((row) => ({ _id: keyOf(row.owner, row.version), at: now, ...row }));
      await collection().insertMany(rows as never, { ordered: false });
      // after the rows, as above
      const marks = [...new Set(all.map(({ owner }) => keyOf(owner, '')))];
      const forgotten = await collection()
        .find({ _id: { $in: marks } } as never, SETTLED)
        .toArray();
      const owners = new Set(forgotten.map(({ _id }) => _id.slice(0, -1)));
      const late = rows.filter(({ owner }) => owners.has(owner)).map(({ _id }) => _id);
      if (late.length > 0) await collection().deleteMany({ _id: { $in: late } } as never);
      return owners;
    },

    async read(owner, version) {
      const row = await collection().findOne({ _id: keyOf(owner, version) } as never, SETTLED);
      return row?.content as Content | undefined;
    },

    async forget(owner) {
      await collection()
        .insertOne({ _id: keyOf(owner, ''), forgotten: true } as never)
        .catch(unlessThere);
      cut('after-record');
      await collection().deleteMany({ owner } as never);
      cut('after-record');
    },

    async sweep(before, pointsAt, after) {
      let changed = 0;
      const filter = { at: { $lt: before }, ...(after === undefined ? {} : { _id: { $gt: after } }) };
      const old = await collection()
        .find(filter as never, { ...SETTLED, projection: { content: 0 } })
        .sort({ _id: 1 })
        .limit(PAGE)
        .toArray();
      for (const { _id, owner, version } of old) {
        if ((await pointsAt(owner)) === version) continue;
        changed += (await collection().deleteOne({ _id } as never)).deletedCount;
      }
      return { next: old.length < PAGE ? undefined : old.at(-1)?._id, changed };
    },
  };
}
