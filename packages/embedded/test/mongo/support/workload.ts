// Writers that know what the server has acknowledged, and a judge that compares it with what a server still has.
import { expect } from 'vitest';
import type { WireClient } from './wire-client.ts';

/** What one writer has seen acknowledged, and what it has asked for. */
interface Ledger {
  readonly writer: number;
  /** pairs of documents, one in each of two collections: acknowledged up to here, asked up to `askedPairs` */
  pairs: number;
  askedPairs: number;
  /** documents of pairs from 0 up to here were deleted again */
  deleted: number;
  askedDeleted: number;
  /** value of the writer's counter */
  counter: number;
  askedCounter: number;
}

export type Ledgers = readonly Readonly<Ledger>[];

const DB = { $db: 'crash' };
const PAD = 'x'.repeat(150);

const newLedger = (writer: number): Ledger => ({
  writer,
  pairs: 0,
  askedPairs: 0,
  deleted: 0,
  askedDeleted: 0,
  counter: 0,
  askedCounter: 0,
});

export interface Workload {
  readonly ledgers: Ledgers;
  /** Lets each writer work until `goOn` says no, or its connection ends. */
  run(clients: readonly WireClient[], goOn: () => boolean): Promise<void>;
}

export function workload(writers: number): Workload {
  const ledgers = Array.from({ length: writers }, (_, writer) => newLedger(writer));
  return {
    ledgers,
    async run(clients, goOn) {
      const working = ledgers.map(async (ledger, at) => {
        const client = clients[at];
        if (client === undefined) throw new Error('a client for each writer');
        while (goOn()) await round(client, ledger, ledgers);
      });
      await Promise.allSettled(working);
    },
  };
}

async function round(client: WireClient, mine: Ledger, all: readonly Ledger[]): Promise<void> {
  const { writer } = mine;
  const pair = mine.askedPairs;
  mine.askedPairs += 1;
  for (const collection of ['left', 'right']) {
    const document = { _id: `${writer}-${pair}`, writer, pair, pad: PAD };
    expect(await client.run({ insert: collection, documents: [document], ...DB })).toMatchObject({ n: { value: 1 } });
  }
  mine.pairs = pair + 1;

  mine.askedCounter += 1;
  const update = { q: { _id: writer }, u: { $set: { n: mine.askedCounter, pad: PAD } }, upsert: true };
  await client.run({ update: 'counters', updates: [update], ...DB });
  mine.counter = mine.askedCounter;

  // What is read is acknowledged too: somebody may act on it.
  const other = all[(writer + 1) % all.length] ?? mine;
  const seen = await client.run({ find: 'counters', filter: { _id: other.writer }, ...DB });
  const n = seen['cursor']?.firstBatch[0]?.n.value ?? 0;
  other.counter = Math.max(other.counter, n);

  if (pair % 2 === 0) return;
  mine.askedDeleted = pair - 1;
  for (const collection of ['left', 'right']) {
    await client.run({ delete: collection, deletes: [{ q: { writer, pair: { $lt: pair - 1 } }, limit: 0 }], ...DB });
  }
  mine.deleted = pair - 1;
}

/** Expects everything acknowledged in what a server has, and nothing that was never asked for. */
export async function judge(client: WireClient, ledgers: Ledgers): Promise<void> {
  const left = await pairsIn(client, 'left');
  const right = await pairsIn(client, 'right');
  const counters = await all(client, 'counters');
  for (const ledger of ledgers) {
    const { writer, pairs, askedPairs, deleted, askedDeleted, counter, askedCounter } = ledger;
    const there = left.get(writer) ?? new Set();
    const beside = right.get(writer) ?? new Set();
    for (const found of [there, beside]) {
      for (let pair = askedDeleted; pair < pairs; pair += 1) {
        expect(found.has(pair), `pair ${pair} of writer ${writer} was acknowledged`).toBe(true);
      }
      for (const pair of found) expect(pair, `writer ${writer} was told of a deletion`).toBeGreaterThanOrEqual(deleted);
    }
    // One log: where the second of a pair is there the first is too, until it was deleted.
    for (const pair of beside) if (pair >= askedDeleted) expect(there.has(pair)).toBe(true);
    for (const pair of [...there, ...beside]) expect(pair).toBeLessThan(askedPairs);
    const n = counters.find(({ _id }) => _id.value === writer)?.['n'].value ?? 0;
    expect(n, `the counter of writer ${writer} was acknowledged`).toBeGreaterThanOrEqual(counter);
    expect(n).toBeLessThanOrEqual(askedCounter);
  }
}

async function pairsIn(client: WireClient, collection: string): Promise<Map<number, Set<number>>> {
  const found = new Map<number, Set<number>>();
  for (const { writer, pair } of await all(client, collection)) {
    found.set(writer.value, (found.get(writer.value) ?? new Set()).add(pair.value));
  }
  return found;
}

async function all(client: WireClient, collection: string) {
  const first = await client.run({ find: collection, filter: {}, ...DB });
  const docs = [...first['cursor'].firstBatch];
  for (let { id } = first['cursor']; !id.isZero(); ) {
    const { cursor } = await client.run({ getMore: id, collection, ...DB });
    docs.push(...cursor.nextBatch);
    id = cursor.id;
  }
  return docs;
}
