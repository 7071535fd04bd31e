// Outboxes of all kinds of aggregates of a service, found by the sparse index on `pendingSince`.
import { planted } from '../cut-points.ts';
import type { OutboxStore, Pending } from '../journal/store.ts';
import type { Outgoing } from '../store/documents.ts';
import { LIMITED, type MongoConnection, SETTLED } from './connection.ts';

interface PendingDocument {
  readonly _id: string;
  readonly partition: number;
  readonly seq: number;
  readonly pendingSince?: Date;
  readonly outbox: readonly Outgoing[];
}

const waiting = { pendingSince: { $exists: true } };
const projection = { partition: 1, seq: 1, pendingSince: 1, outbox: 1 };

/** Batches of one pass. */
const PASS = 4;

/** Merges what waits of each kind, the longest waiting first. */
async function* oldestFirst(sources: readonly AsyncGenerator<Pending[]>[]): AsyncGenerator<Pending> {
  let assignments = sources.map((source) => ({ source, ready: [] as Pending[] }));
  try {
    for (;;) {
      const empty = assignments.filter(({ ready }) => ready.length === 0);
      await Promise.all(
        empty.map(async (assignment) => {
          assignment.ready = (await assignment.source.next()).value ?? [];
        }),
      );
      assignments = assignments.filter(({ ready }) => ready.length > 0);
      const [first, ...others] = assignments;
      if (first === undefined) return;
      const oldest = others.reduce(
        (best, assignment) => ((assignment.ready[0]?.since ?? 0) < (best.ready[0]?.since ?? 0) ? assignment : best),
        first,
      );
      const next = oldest.ready.shift();
      if (next !== undefined) yield next;
    }
  } finally {
    for (const { source } of assignments) await source.return(undefined);
  }
}

/** @param kinds the collections, by name of the aggregate */
export function mongoOutbox(connection: MongoConnection, kinds: readonly string[]): OutboxStore {
  const collectionOf = (kind: string) => connection.collection<PendingDocument>(kind);

  /** What waits of one kind, the longest waiting first, as the database sends it. */
  async function* waitingOf(kind: string, events: number): AsyncGenerator<Pending[]> {
    const cursor = collectionOf(kind)
      .find(waiting, { ...SETTLED, projection, batchSize: events })
      .sort({ pendingSince: 1 })
      .limit(events * PASS);
    try {
      while (await cursor.hasNext()) {
        yield cursor.readBufferedDocuments().map(({ _id, partition, seq, pendingSince = new Date(0), outbox }) => ({
          kind,
          id: _id,
          partition,
          seq,
          since: pendingSince,
          outbox,
        }));
      }
    } finally {
      await cursor.close();
    }
  }

  /** Aggregates of one kind that were read at the same seq: one guarded write each, in one request. */
  async function drainAlike(aggregates: readonly Pending[], trimBefore: Date): Promise<void> {
    const [first] = aggregates;
    if (first === undefined) return;
    const { kind, seq } = first;
    const collection = collectionOf(kind);
    const _id = { $in: aggregates.map(({ id }) => id) };
    const { matchedCount } = await collection.updateMany(planted('unconditional-drain') ? { _id } : { _id, seq }, {
      $set: { outbox: [] },
      $unset: { pendingSince: '' },
      $pull: { receipts: { at: { $lt: trimBefore } } } as object,
    });
    if (matchedCount === aggregates.length) return;
    // some have moved on: only what was read goes, and they stay pending for the next pass
    await collection.updateMany({ _id }, { $pull: { outbox: { seq: { $lte: seq } } } as object });
  }

  return {
    async *pending(events, among) {
      let batch: Pending[] = [];
      let count = 0;
      const looked = among === undefined ? kinds : kinds.filter((kind) => among.has(kind));
      for await (const aggregate of oldestFirst(looked.map((kind) => waitingOf(kind, events)))) {
        batch.push(aggregate);
        count += aggregate.outbox.length;
        if (count < events) continue;
        yield batch;
        batch = [];
        count = 0;
      }
      if (batch.length > 0) yield batch;
    },

    async drain(aggregates, trimBefore) {
      const alike = new Map<string, Pending[]>();
      for (const aggregate of aggregates) {
        const key = `${aggregate.kind} ${aggregate.seq}`;
        const group = alike.get(key);
        if (group === undefined) alike.set(key, [aggregate]);
        else group.push(aggregate);
      }
      await Promise.all([...alike.values()].map((group) => drainAlike(group, trimBefore)));
    },

    async backlog() {
      const perKind = await Promise.all(
        kinds.map(async (kind) => {
          const collection = collectionOf(kind);
          const [oldest] = await collection.find(waiting, LIMITED).sort({ pendingSince: 1 }).limit(1).toArray();
          return { count: await collection.countDocuments(waiting, LIMITED), since: oldest?.pendingSince };
        }),
      );
      const moments = perKind.flatMap(({ since }) => (since === undefined ? [] : [since.getTime()]));
      return {
        aggregates: perKind.reduce((sum, { count }) => sum + count, 0),
        since: moments.length === 0 ? undefined : new Date(Math.min(...moments)),
      };
    },
  };
}
