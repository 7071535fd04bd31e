// Rows of aggregates with more facts than a document may hold: whoever reads one sees all of it, each fact once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row, RowChange, RowFact } from '../../src/consume/store.ts';
import type { MongoConnection } from '../../src/mongo/connection.ts';
import { mongoRows, RowTooLarge } from '../../src/mongo/rows.ts';
import { createMemory } from '../../src/views/memory.ts';
import { freshDatabase, type Servers, startServers } from '../fixtures/servers.ts';
import { wells } from './support/engine.ts';
import { idIn, wellMeasured } from './support/facts.ts';

let servers: Servers;
let connection: MongoConnection;
let rows: ReturnType<typeof mongoRows>;
beforeAll(async () => {
  servers = await startServers();
  connection = await freshDatabase(servers);
  rows = mongoRows(connection, '1');
  await rows.index();
});
afterAll(async () => {
  await connection.close();
  await servers.close();
});

const fact = (seq: number, bytes: number): RowFact => ({
  type: wellMeasured.type,
  seq,
  pos: seq,
  recordedAt: new Date(1_767_000_000_000 + seq).toISOString(),
  on: undefined,
  ministry: 'MPLA',
  data: { level: seq, measuredOn: '2026-02-01', note: 'x'.repeat(bytes) },
});

const change = (agg: string, after: number, count: number, bytes: number): RowChange => ({
  service: 'registry',
  agg,
  kind: 'well',
  ministry: 'MPLA',
  partition: 3,
  pos: after + count,
  seq: after + count,
  facts: Array.from({ length: count }, (_, index) => fact(after + 1 + index, bytes)),
  erased: false,
  after,
});

/** Writes as the handler does: the head is looked at before each chunk. */
async function grow(agg: string, from: number, to: number, chunk: number, bytes: number): Promise<void> {
  for (let at = from; at < to; at += chunk) {
    expect((await rows.highWatermarks('registry', [agg])).get(agg)?.seq ?? 0).toBe(at);
    expect(await rows.write([change(agg, at, chunk, bytes)])).toBe(true);
  }
}

const seqsOf = (row: Row | undefined) => row?.facts.map(({ seq }) => seq);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const segments = () => connection.collection<{ _id: string; row: string; facts: object[] }>('segments__v1');
const documents = () => connection.collection<{ _id: string }>('rows__v1');

async function beyond(pos: number, agg: string): Promise<Row | undefined> {
  for await (const row of rows.beyond([{ service: 'registry', partition: 3, pos }])) if (row.agg === agg) return row;
  return undefined;
}

describe('rule 31: a row of more facts than a document may hold', () => {
  const agg = idIn(3);

  it('takes 20 MB of them, and gives back each once, in order', async () => {
    await grow(agg, 0, 400, 20, 50_000);
    expect(seqsOf(await rows.one('registry', agg))).toEqual(upTo(400));
    expect(seqsOf(await beyond(0, agg))).toEqual(upTo(400));
    expect(await segments().countDocuments({ row: `registry:${agg}` })).toBeGreaterThan(10);
  });

  it('gives a reader that follows no more than what is new to it', async () => {
    const memory = createMemory();
    const reader = memory.reader(wells);
    const all = await beyond(0, agg);
    if (all === undefined) throw new Error('the row is there');
    memory.take(all, 400);
    await grow(agg, 400, 410, 10, 100);
    const more = await beyond(400, agg);
    expect(more?.facts.length).toBeLessThan(40);
    expect((more?.skipped ?? 0) + (more?.facts.length ?? 0)).toBe(410);
    if (more !== undefined) memory.take(more, 410);
    expect(reader.one(agg)?.levels).toEqual(upTo(410));
  });

  it('comes with so many others at once and no more, so that a process that is filled goes on', async () => {
    const many = Array.from({ length: 900 }, (_, n) => ({
      ...change(idIn(4, n % 8), 0, 1, 10),
      agg: `many-${n}`,
      partition: 4,
    }));
    await rows.write(many);
    let [inRow, most] = [0, 0];
    const beat = () => {
      inRow = 0;
      beating = setImmediate(beat);
    };
    let beating = setImmediate(beat);
    let read = 0;
    for await (const _row of rows.beyond([{ service: 'registry', partition: 4, pos: 0 }])) {
      read += 1;
      inRow += 1;
      most = Math.max(most, inRow);
    }
    clearImmediate(beating);
    expect(read).toBe(900);
    expect(most).toBeLessThanOrEqual(200);
  });

  it('loses and doubles nothing where it was cut short between a segment and the row', async () => {
    const cut = idIn(3, 1);
    await grow(cut, 0, 60, 20, 5_000);
    const row = await documents().findOne({ _id: `registry:${cut}` });
    const facts = (row as unknown as { facts: { pos: number }[] }).facts.slice(0, 45);
    await segments().insertOne({ _id: `registry:${cut}#0`, row: `registry:${cut}`, from: 0, pos: 45, facts } as never);
    expect(seqsOf(await rows.one('registry', cut))).toEqual(upTo(60));
    await grow(cut, 60, 200, 20, 5_000);
    expect(seqsOf(await rows.one('registry', cut))).toEqual(upTo(200));
  });

  it('is measured where it was written before rows were', async () => {
    const old = idIn(3, 2);
    await rows.write([change(old, 0, 200, 5_000)]);
    await documents().updateOne({ _id: `registry:${old}` }, { $unset: { bytes: true } } as never);
    await grow(old, 200, 220, 20, 100);
    expect(seqsOf(await rows.one('registry', old))).toEqual(upTo(220));
    expect(await segments().countDocuments({ row: `registry:${old}` })).toBe(1);
  });

  it('I16: leaves nothing of an erased aggregate, not even where the erasure was cut short', async () => {
    const row = `registry:${agg}`;
    const [left] = await segments().find({ row }).limit(1).toArray();
    const gone = { ...change(agg, 410, 1, 0), facts: [], erased: true };
    expect(await rows.write([gone])).toBe(true);
    expect(await segments().countDocuments({ row })).toBe(0);
    await documents().updateOne({ _id: row }, { $set: { segments: 1, parted: 9 } } as never);
    if (left !== undefined) await segments().insertOne(left);
    expect(await rows.one('registry', agg)).toMatchObject({ seq: 411, facts: [], erased: true });
    await rows.highWatermarks('registry', [agg]);
    expect(await segments().countDocuments({ row })).toBe(0);
  });

  it('refuses more at once than a document takes, and says of whom', async () => {
    const huge = idIn(3, 3);
    await expect(rows.write([change(huge, 0, 300, 50_000)])).rejects.toThrow(RowTooLarge);
    await expect(rows.write([change(huge, 0, 300, 50_000)])).rejects.toThrow(huge);
    expect(await rows.one('registry', huge)).toBeUndefined();
  });
});
