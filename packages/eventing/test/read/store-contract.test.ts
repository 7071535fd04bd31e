// What every store of a consumer promises: guards that match one state or nothing, and repeats that change nothing.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assignment, RowChange, RowFact } from '../../src/consume/store.ts';
import { mongoCheckpoints } from '../../src/mongo/checkpoints.ts';
import { connectMongo, type MongoConnection } from '../../src/mongo/connection.ts';
import { mongoDeadRecords } from '../../src/mongo/dead-records.ts';
import { mongoParkedMarkers } from '../../src/mongo/parked.ts';
import { mongoRows } from '../../src/mongo/rows.ts';
import { type Servers, startServers } from '../fixtures/servers.ts';
import { idIn } from './support/facts.ts';
import { memoryStore, type ReadStore } from './support/memory-store.ts';

let servers: Servers | undefined;
let connection: MongoConnection | undefined;

async function mongoStore(): Promise<ReadStore> {
  servers ??= await startServers();
  connection ??= await connectMongo(servers.mongoUrl, 'store_contract');
  const rows = mongoRows(connection, '1');
  await rows.index();
  return {
    checkpoints: mongoCheckpoints(connection),
    parked: mongoParkedMarkers(connection),
    rows,
    deadRecords: mongoDeadRecords(connection),
  };
}

afterAll(async () => {
  await connection?.close();
  await servers?.close();
});

describe.each([
  ['in memory', async () => memoryStore()],
  ['in MongoDB', mongoStore],
] as const)('a consumer store %s', (_, open) => {
  let store: ReadStore;
  beforeAll(async () => {
    store = await open();
  });

  const assignment: Assignment = { group: 'g.views.1', service: 'registry', partition: 3 };
  const other: Assignment = { ...assignment, partition: 4 };
  const at = (pos: number) => ({ pos, recordedAt: `2026-03-01T00:00:00.${String(pos).padStart(3, '0')}Z` });
  const placeOf = async ({ group, partition }: Assignment) =>
    (await store.checkpoints.of(group)).find((one) => one.partition === partition);

  it('rule 22: opens a checkpoint once and moves it by compare-and-set on the old position', async () => {
    await store.checkpoints.open([assignment, other]);
    expect(await placeOf(assignment)).toEqual({ ...assignment, pos: 0, recordedAt: undefined, redrives: 0 });
    expect(await store.checkpoints.advance(assignment, 0, at(5))).toBe(true);
    expect(await store.checkpoints.advance(assignment, 0, at(9))).toBe(false);
    await store.checkpoints.open([assignment, other]);
    expect(await placeOf(assignment)).toEqual({ ...assignment, ...at(5), redrives: 0 });
    expect(await placeOf(other)).toMatchObject({ pos: 0 });
  });

  it('rule 22: lets exactly one of many contenders move it', async () => {
    const contended = { ...assignment, group: 'contended' };
    await store.checkpoints.open([contended]);
    const moved = await Promise.all(
      Array.from({ length: 20 }, (_, i) => store.checkpoints.advance(contended, 0, at(i + 1))),
    );
    expect(moved.filter(Boolean)).toHaveLength(1);
  });

  it('rule 22: moves assignments side by side, and tells each whether it was the one', async () => {
    const assignments = [0, 1, 2].map((partition) => ({ ...assignment, group: 'side by side', partition }));
    await store.checkpoints.open(assignments);
    const raced = assignments[1] ?? assignment;
    expect(await store.checkpoints.advance(raced, 0, at(8))).toBe(true);
    expect(await Promise.all(assignments.map((one) => store.checkpoints.advance(one, 0, at(2))))).toEqual([
      true,
      false,
      true,
    ]);
    expect(await placeOf(raced)).toMatchObject(at(8));
  });

  it('raises redrives without moving the position', async () => {
    await store.checkpoints.raiseRedrives(assignment);
    expect(await placeOf(assignment)).toEqual({ ...assignment, ...at(5), redrives: 1 });
  });

  it('rule 35: keeps the high watermark of an assignment that was noted first, and when its oldest event was', async () => {
    const fresh = { ...assignment, group: 'noted' };
    await store.checkpoints.open([fresh]);
    await store.checkpoints.note([{ ...fresh, first: 7 }]);
    await store.checkpoints.note([
      { ...fresh, first: 9 },
      { ...fresh, since: at(1).recordedAt },
      { ...fresh, partition: 9, first: 1 },
    ]);
    expect(await placeOf(fresh)).toMatchObject({ pos: 0, first: 7, since: at(1).recordedAt });
    expect(await store.checkpoints.of('noted')).toHaveLength(1);
    await store.checkpoints.note([]);
  });

  it('rule 30: keeps where reactions begin, one version after the other, and takes assignments into a new era once', async () => {
    const group = 'begins';
    const [back, on] = [
      { ...assignment, group },
      { ...other, group, service: 'strategy' as const },
    ];
    await store.checkpoints.open([back, on]);
    for (const name of [back, on]) await store.checkpoints.advance(name, 0, at(5));
    const types = [
      { type: 'a', service: 'registry' as const, at: [1, 2] },
      { type: 'b', service: 'registry' as const, at: undefined },
    ];
    const first = { version: 1, era: 0, types, rewound: [] };
    expect(await store.checkpoints.begins(group)).toBeUndefined();
    expect(await store.checkpoints.noteBegins(group, first)).toBe(true);
    expect(await store.checkpoints.noteBegins(group, first)).toBe(false);
    const next = { ...first, version: 2, era: 1, rewound: ['registry' as const] };
    expect(await store.checkpoints.noteBegins(group, next)).toBe(true);
    expect(await store.checkpoints.noteBegins(group, next)).toBe(false);
    expect(await store.checkpoints.begins(group)).toEqual(next);
    await store.checkpoints.enterEra(group, 1, ['registry']);
    expect(await placeOf(back)).toMatchObject({ pos: 0, era: 1 });
    expect(await placeOf(on)).toMatchObject({ ...at(5), era: 1 });
    expect(await store.checkpoints.advance(back, 0, at(3))).toBe(false);
    expect(await store.checkpoints.advance(back, 0, at(3), 1)).toBe(true);
    await store.checkpoints.enterEra(group, 1, ['registry']);
    expect(await placeOf(back)).toMatchObject({ ...at(3), era: 1 });
  });

  it('rule 28: keeps what was declared first of the rows of a group', async () => {
    const held = { group: assignment.group, folded: ['a', 'b'], terminal: ['c'] };
    await store.checkpoints.declare(held);
    await store.checkpoints.declare({ ...held, folded: ['a'] });
    expect(await store.checkpoints.declared()).toEqual([held]);
    expect(await store.checkpoints.of(assignment.group)).toHaveLength(2);
  });

  it('rule 26: keeps the lowest seq of an aggregate that is set aside twice', async () => {
    const marker = { ...assignment, agg: idIn(3), fromSeq: 7, error: 'x' };
    await store.parked.park(marker);
    await store.parked.park({ ...marker, fromSeq: 9, error: 'y' });
    expect([...(await store.parked.of(assignment.group, 'registry', [idIn(3), idIn(4)]))]).toEqual([
      [idIn(3), { ...marker, error: 'y', mending: false }],
    ]);
    expect((await store.parked.of('other', 'registry', [idIn(3)])).size).toBe(0);
  });

  it('rule 27: deletes a marker only while it is mending', async () => {
    const name = { group: assignment.group, service: 'registry', agg: idIn(3) } as const;
    expect(await store.parked.finish(name)).toBe(false);
    await store.parked.mend(name, 8);
    expect(await store.parked.list(assignment.group)).toMatchObject([{ fromSeq: 8, mending: true }]);
    await store.parked.park({ ...assignment, agg: idIn(3), fromSeq: 9, error: 'again' });
    expect(await store.parked.finish(name)).toBe(false);
    await store.parked.mend(name, 9);
    expect(await store.parked.finish(name)).toBe(true);
    expect(await store.parked.list()).toEqual([]);
    await store.parked.mend(name, 9);
    expect(await store.parked.list()).toEqual([]);
  });

  const fact = (seq: number): RowFact => ({
    type: 'registry.well.dug.v1',
    seq,
    pos: seq * 10,
    recordedAt: at(seq).recordedAt,
    on: seq % 2 === 0 ? '2026-01-01' : undefined,
    ministry: 'MPLA',
    data: { level: seq, parts: [{ a: '1' }], huge: 9_007_199_254_740_991, ratio: 0.1 },
  });
  const change = (after: number, seq: number, agg = idIn(3)): RowChange => ({
    service: 'registry',
    agg,
    kind: 'well',
    ministry: 'MPLA',
    partition: 3,
    pos: seq * 10,
    seq,
    facts: Array.from({ length: seq - after }, (_, i) => fact(after + i + 1)),
    erased: false,
    after,
  });
  const all = async (pos: number) => {
    const found = [];
    for await (const row of store.rows.beyond([{ service: 'registry', partition: 3, pos }])) found.push(row);
    return found;
  };

  it('I3 rule 31: writes a row only as it stood, and tells when one did not', async () => {
    expect(await store.rows.write([change(0, 2)])).toBe(true);
    expect(await store.rows.write([change(0, 2)])).toBe(false);
    expect(await store.rows.write([change(0, 1, idIn(3, 1)), change(1, 3), change(2, 4)])).toBe(false);
    const { after: _after, ...expected } = { ...change(0, 4), pos: 40 };
    expect(await store.rows.one('registry', idIn(3))).toEqual(expected);
    expect(await store.rows.highWatermarks('registry', [idIn(3), idIn(3, 1), idIn(3, 2)])).toEqual(
      new Map([
        [idIn(3), { seq: 4, erased: false }],
        [idIn(3, 1), { seq: 1, erased: false }],
      ]),
    );
  });

  it('I3 rule 31: writes the rows of many assignments side by side, each once', async () => {
    const in5to7 = (after: number, seq: number) =>
      [5, 6, 7].map((partition) => ({ ...change(after, seq, idIn(partition)), partition }));
    const fresh = in5to7(0, 1);
    expect(await store.rows.write(fresh.slice(0, 1))).toBe(true);
    const written = await Promise.all(fresh.map((one) => store.rows.write([one])));
    expect(written[0]).toBe(false);
    for (const { agg, facts } of fresh) expect(await store.rows.one('registry', agg)).toMatchObject({ seq: 1, facts });
    expect(await Promise.all(in5to7(1, 2).map((one) => store.rows.write([one])))).toEqual([true, true, true]);
  });

  it('rule 31: keeps rows without facts, and moves them by seq alone', async () => {
    const empty = { ...change(0, 1, idIn(3, 2)), facts: [] };
    expect(await store.rows.write([empty])).toBe(true);
    expect(await store.rows.write([{ ...empty, after: 1, seq: 5, pos: 50 }])).toBe(true);
    expect(await store.rows.one('registry', idIn(3, 2))).toMatchObject({ seq: 5, pos: 50, facts: [] });
  });

  it('rule 34: finds the rows of a partition that moved beyond a position', async () => {
    expect((await all(0)).map(({ agg }) => agg).sort()).toEqual([idIn(3), idIn(3, 1), idIn(3, 2)].sort());
    expect((await all(40)).map(({ agg }) => agg)).toEqual([idIn(3, 2)]);
    expect(await all(50)).toEqual([]);
  });

  it('rule 34: finds the rows of several partitions, each beyond its own position', async () => {
    const found: string[] = [];
    const places = [5, 6].map((partition) => ({
      service: 'registry' as const,
      partition,
      pos: partition === 5 ? 20 : 10,
    }));
    for await (const { agg } of store.rows.beyond([...places, { service: 'strategy', partition: 7, pos: 0 }]))
      found.push(agg);
    expect(found).toEqual([idIn(6)]);
    for await (const { agg } of store.rows.beyond([])) found.push(agg);
    expect(found).toHaveLength(1);
  });

  it('rule 29: empties a row for good and keeps its position', async () => {
    expect(await store.rows.write([{ ...change(4, 6), facts: [], erased: true }])).toBe(true);
    expect(await store.rows.one('registry', idIn(3))).toMatchObject({ seq: 6, pos: 60, facts: [], erased: true });
  });

  it('rule 26: counts a dead record once, however often it comes', async () => {
    const record = { topic: 'registry.events', partition: 3, offset: '17', error: 'x' };
    await store.deadRecords.put(record);
    await store.deadRecords.put(record);
    await store.deadRecords.put({ ...record, offset: '18' });
    expect(await store.deadRecords.count()).toBe(2);
  });
});
