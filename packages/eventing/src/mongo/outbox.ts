// Outboxes of all kinds of aggregates of a service, found by the sparse index on `pendingSince`.
import { planted } from '../cut-points.ts';
import type { OutboxStore, Pending } from '../journal/store.ts';
import type { Outgoing } from '../store/documents.ts';
import { LIMITED, type MongoConnection } from './connection.ts';

interface PendingDocument {
  readonly _id: string;
  readonly slot: number;
  readonly seq: number;
  readonly pendingSince?: Date;
  readonly outbox: readonly Outgoing[];
}

const waiting = { pendingSince: { $exists: true } };
const projection = { slot: 1, seq: 1, pendingSince: 1, outbox: 1 };

/** @param kinds the collections, by name of the aggregate */
export function mongoOutbox(connection: MongoConnection, kinds: readonly string[]): OutboxStore {
  const collectionOf = (kind: string) => connection.collection<PendingDocument>(kind);

  /** The longest waiting of one kind, until `events` events are together. */
  async function pendingOf(kind: string, events: number): Promise<Pending[]> {
    const cursor = collectionOf(kind)
      .find(waiting, { ...LIMITED, projection, batchSize: events })
      .sort({ pendingSince: 1 })
      .limit(events);
    const found: Pending[] = [];
    let count = 0;
    for await (const { _id, slot, seq, pendingSince = new Date(0), outbox } of cursor) {
      found.push({ kind, id: _id, slot, seq, since: pendingSince, outbox });
      count += outbox.length;
      if (count >= events) break;
    }
    return found;
  }

  async function drainOf(kind: string, aggregates: readonly Pending[], trimBefore: Date): Promise<void> {
    const collection = collectionOf(kind);
    const emptied = await collection.bulkWrite(
      aggregates.map(({ id, seq }) => ({
        updateOne: {
          filter: planted('unconditional-drain') ? { _id: id } : { _id: id, seq },
          update: {
            $set: { outbox: [] },
            $unset: { pendingSince: '' },
            $pull: { receipts: { at: { $lt: trimBefore } } },
          } as object,
        },
      })),
      { ordered: false },
    );
    if (emptied.matchedCount === aggregates.length) return;
    // some have moved on: only what was read goes, and they stay pending for the next round
    await collection.bulkWrite(
      aggregates.flatMap(({ id, outbox }) => {
        const last = outbox.at(-1)?.seq;
        if (last === undefined) return [];
        const update = { $pull: { outbox: { seq: { $lte: last } } } };
        return [{ updateOne: { filter: { _id: id, 'outbox.seq': { $lte: last } }, update } }];
      }),
      { ordered: false },
    );
  }

  return {
    async pending(events) {
      const found = (await Promise.all(kinds.map((kind) => pendingOf(kind, events)))).flat();
      found.sort((a, b) => a.since.getTime() - b.since.getTime());
      let count = 0;
      const enough = found.findIndex(({ outbox }) => {
        count += outbox.length;
        return count >= events;
      });
      return enough === -1 ? found : found.slice(0, enough + 1);
    },

    async drain(aggregates, trimBefore) {
      await Promise.all(
        kinds.map(async (kind) => {
          const ofKind = aggregates.filter((aggregate) => aggregate.kind === kind);
          if (ofKind.length > 0) await drainOf(kind, ofKind, trimBefore);
        }),
      );
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
