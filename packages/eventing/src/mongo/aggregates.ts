// Aggregates of one kind as documents `{_id, ministry, partition, seq, at, …state, outbox, receipts, created, sources}`.
// Requests reach filters only as scalars through a strict model; writes are contract-checked and go through the driver.
import { trusted } from 'mongoose';
import type { AggregateDefinition } from '../ports/aggregates.ts';
import type {
  AggregateDocument,
  AggregateDocuments,
  Guard,
  Inserted,
  Outgoing,
  Receipt,
  Reservation,
  Source,
} from '../store/documents.ts';
import type { Place } from '../store/places.ts';
import { batching } from './batching.ts';
import { type Fields, type MongoConnection, SETTLED, sizeOf } from './connection.ts';
import { mongoHoldings } from './holdings.ts';
import { mongoMovedReceipts } from './moved-receipts.ts';
import { mongoMovedSources } from './moved-sources.ts';
import { type Order, openOrder, orderOf, rangesAfter } from './pages.ts';
import { plainFit } from './plain-fit.ts';
import { trustedFilter } from './trusted-filter.ts';
import { unknownField } from './unknown-field.ts';
import { duplicate, duplicates } from './write-errors.ts';

/** What the store keeps beside the state. */
interface Bookkeeping {
  readonly _id: string;
  readonly ministry: string;
  readonly partition: number;
  readonly seq: number;
  /** documents from before there were tokens have none */
  readonly token?: string;
  readonly at: Date;
  readonly outbox: readonly Outgoing[];
  readonly pendingSince?: Date;
  readonly receipts: readonly Receipt[];
  readonly receiptsMovedAt?: Date;
  readonly created?: Receipt;
  readonly sources: Readonly<Record<string, number>>;
  /** only where true */
  readonly sourcesMoved?: boolean;
  readonly erasedAt?: Date;
  /** only where there are some */
  readonly naming?: readonly string[];
  readonly reservations?: Readonly<Record<string, Reservation>>;
  /** only where there are some: their index */
  readonly reserving?: boolean;
  readonly reserved?: string;
}

const bookkeeping = {
  _id: String,
  ministry: String,
  partition: Number,
  seq: Number,
  token: String,
  at: Date,
  outbox: Array,
  pendingSince: Date,
  receipts: Array,
  receiptsMovedAt: Date,
  created: Object,
  sources: Object,
  sourcesMoved: Boolean,
  erasedAt: Date,
  naming: Array,
  reservations: Object,
  reserving: Boolean,
  reserved: String,
};

/** @throws a field of the state has a name that the store uses itself */
export function mongoAggregates<State extends object>(
  connection: MongoConnection,
  definition: AggregateDefinition<State>,
): AggregateDocuments<State> {
  const fields = Object.keys(definition.fields);
  const clash = fields.find((field) => field in bookkeeping);
  if (clash !== undefined) throw new TypeError(`${definition.name}: a field of the state cannot be named ${clash}`);
  const model = connection.model(definition.name, { ...bookkeeping, ...definition.fields });
  const collection = connection.collection<Bookkeeping & Fields>(definition.name);
  const own = orderOf(definition);
  const fitsPlainly = plainFit(definition.fields);
  const growing = new Set<string>(definition.grows ?? []);

  function toDocument(raw: Bookkeeping & Fields): AggregateDocument<State> {
    const state = Object.fromEntries(fields.filter((field) => field in raw).map((field) => [field, raw[field]]));
    return {
      id: raw._id,
      ministry: raw.ministry,
      partition: raw.partition,
      seq: raw.seq,
      token: raw.token ?? '',
      at: raw.at,
      state: state as State,
      outbox: raw.outbox,
      receipts: raw.receipts,
      receiptsMovedAt: raw.receiptsMovedAt,
      created: raw.created,
      sources: raw.sources,
      sourcesMoved: raw.sourcesMoved ?? false,
      erased: raw.erasedAt !== undefined,
      naming: raw.naming ?? [],
      reservations: raw.reservations ?? {},
      reserved: raw.reserved ?? '0',
    };
  }

  const toRaw = (document: AggregateDocument<State>) => {
    const { id, state, erased, sourcesMoved, naming, reservations, reserved, ...rest } = document;
    return {
      _id: id,
      ...state,
      ...rest,
      ...(erased ? { erasedAt: rest.at } : {}),
      ...(sourcesMoved ? { sourcesMoved } : {}),
      ...(naming.length > 0 ? { naming } : {}),
      ...(Object.keys(reservations).length > 0 ? { reservations, reserving: true } : {}),
      ...(reserved === '0' ? {} : { reserved }),
    };
  };

  const guardOf = (id: string, { seq, token, source }: Guard) => ({
    _id: id,
    seq,
    token: token === '' ? { $exists: false } : token,
    ...(source && { [`sources.${source.subject}`]: { $not: { $gte: source.seq } } }),
  });

  /** What of a state is written again with each step: all but the lists that only grow. */
  const rewritten = (state: State): Fields =>
    Object.fromEntries(Object.entries(state).filter(([field]) => !growing.has(field)));

  const answered = ({ subject, seq }: Source, alone: boolean): Fields =>
    alone ? { sources: { [subject]: seq }, sourcesMoved: true } : { [`sources.${subject}`]: seq };

  /** Documents with a mark, in the order of their ids. */
  async function marked(mark: object, after: string | undefined, limit: number) {
    const filter = { ...mark, ...(after === undefined ? {} : { _id: { $gt: after } }) };
    const found = await collection.find(filter, SETTLED).sort({ _id: 1 }).limit(limit).toArray();
    return found.map(toDocument);
  }

  /** The ranges that come after a document; an id says its own place, of other fields it is read. */
  async function rangesOf(open: Order, after: string | Place | undefined): Promise<readonly Fields[]> {
    if (after === undefined) return [{}];
    if (typeof after === 'object') return rangesAfter(open, after);
    if (Object.keys(open).length === 1) return rangesAfter(open, { _id: after });
    const place = await collection.findOne({ _id: after }, SETTLED);
    return place === null ? [] : rangesAfter(open, place);
  }

  async function update(filter: object, change: object): Promise<'saved' | 'missed' | 'key-taken'> {
    try {
      const { matchedCount } = await collection.updateOne(filter, change);
      return matchedCount === 1 ? 'saved' : 'missed';
    } catch (error) {
      duplicate(error);
      return 'key-taken';
    }
  }

  const born = (document: AggregateDocument<State>) => ({ ...toRaw(document), pendingSince: document.at });

  async function insertOne(document: AggregateDocument<State>): Promise<Inserted> {
    try {
      await collection.insertOne(born(document) as never);
      return 'saved';
    } catch (error) {
      return duplicate(error);
    }
  }

  async function insertAll(all: readonly AggregateDocument<State>[]): Promise<readonly Inserted[]> {
    if (all.length < 2) return Promise.all(all.map(insertOne));
    const hindered = await collection.insertMany(all.map(born) as never, { ordered: false }).then(
      (): number[] => [],
      (error: unknown) => duplicates(error).map(({ index }) => index),
    );
    if (hindered.length === 0) return all.map(() => 'saved');
    // which key was taken is read, never taken from the words of the server: an id that is there was there first
    const ids = hindered.flatMap((index) => all[index]?.id ?? []);
    const there = await collection.find({ _id: { $in: ids } }, { ...SETTLED, projection: { _id: 1 } }).toArray();
    const taken = new Set(there.map(({ _id }) => _id));
    return all.map(({ id }, index) => (!hindered.includes(index) ? 'saved' : taken.has(id) ? 'id-taken' : 'key-taken'));
  }

  return {
    ...mongoMovedReceipts(connection),
    ...mongoMovedSources(connection),
    ...mongoHoldings(connection),

    async find(id) {
      const raw = await collection.findOne({ _id: id, seq: { $exists: true } }, SETTLED);
      return raw === null ? undefined : toDocument(raw);
    },

    async findAll(ids) {
      const found = await collection.find({ _id: { $in: [...ids] }, seq: { $exists: true } }, SETTLED).toArray();
      return found.map(toDocument);
    },

    async page(filter, after, limit, asked) {
      const order = asked === undefined ? own : orderOf({ order: asked });
      const wanted = { ...trustedFilter(filter), seq: trusted({ $exists: true }) };
      const found: (Bookkeeping & Fields)[] = [];
      for (const range of await rangesOf(openOrder(order, filter), after)) {
        if (found.length === limit) break;
        const rest = model.find({ $and: [wanted, range] }).sort(order);
        found.push(...(await rest.limit(limit - found.length).lean<(Bookkeeping & Fields)[]>()));
      }
      return found.map(toDocument);
    },

    insert: batching(insertAll),
    insertAll,

    save(guard, { next, events, receipt, moving, movingSources, gains, erases }) {
      const gone = fields.filter((field) => (next.state as Fields)[field] === undefined);
      const emptied = erases ? ['created', 'receiptsMovedAt'] : [];
      const unset = Object.fromEntries([...gone, ...emptied].map((field) => [field, '']));
      const replaces = erases || moving.length > 0;
      const { source } = guard;
      return update(guardOf(next.id, guard), {
        $set: {
          ...(erases ? next.state : rewritten(next.state)),
          ministry: next.ministry,
          seq: next.seq,
          token: next.token,
          at: next.at,
          ...(source && answered(source, Object.keys(movingSources).length > 0)),
          ...(erases ? { erasedAt: next.at } : {}),
          ...(next.naming.length > 0 ? { naming: next.naming } : {}),
          ...(replaces ? { receipts: next.receipts } : {}),
          ...(moving.length > 0 && !erases ? { receiptsMovedAt: next.receiptsMovedAt } : {}),
        },
        ...(Object.keys(unset).length > 0 ? { $unset: unset } : {}),
        $min: { pendingSince: next.at },
        $push: {
          outbox: { $each: events },
          ...Object.fromEntries(
            Object.entries(gains).flatMap(([field, $each]) => ($each.length > 0 ? [[field, { $each }]] : [])),
          ),
          ...(receipt === undefined || replaces ? {} : { receipts: receipt }),
        },
      });
    },

    async mark(id, version, source, token, alone = false) {
      const filter = guardOf(id, { ...version, source });
      const result = await update(filter, { $set: { ...answered(source, alone), token } });
      return result === 'saved' ? 'saved' : 'missed';
    },

    async insertVoid(id) {
      try {
        await collection.insertOne({ _id: id, void: true } as never);
        return 'saved';
      } catch (error) {
        duplicate(error);
        return 'id-taken';
      }
    },

    async reserve(id, version, { owner, reservation, reserved, token, reserving }) {
      const path = `reservations.${owner}`;
      const change =
        reservation === undefined
          ? { $set: { token, reserved }, $unset: { [path]: '', ...(reserving ? {} : { reserving: '' }) } }
          : { $set: { token, reserved, [path]: reservation, reserving } };
      const result = await update(guardOf(id, version), change);
      return result === 'saved' ? 'saved' : 'missed';
    },

    withReservations: (after, limit) => marked({ reserving: true }, after, limit),
    withNaming: (after, limit) => marked({ naming: { $exists: true } }, after, limit),

    async named(id, version) {
      await update(guardOf(id, version), { $unset: { naming: '' } });
    },

    sizeOf: (document) => sizeOf(toRaw(document)),
    sizeOfState: sizeOf,

    async check(whole, gains = {}) {
      const state = { ...whole, ...gains };
      if (fitsPlainly(state)) return;
      const unknown = unknownField(definition.fields, state);
      if (unknown !== undefined) throw new TypeError(`${definition.name} has no field ${unknown}`);
      await model.validate({ ...state });
    },
  };
}
