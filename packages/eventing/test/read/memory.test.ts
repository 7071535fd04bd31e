// What facts in memory cost (rule 34), measured in a process of its own, and what a captured moment shows.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row, RowFact } from '../../src/consume/store.ts';
import type { Cut } from '../../src/ports/views.ts';
import { inSlices, type Slices } from '../../src/slices.ts';
import { foldFacts } from '../../src/views/fold.ts';
import { createMemory, type Memory } from '../../src/views/memory.ts';
import { type Well, wells } from './support/engine.ts';
import { uuid, wellDug, wellMeasured } from './support/facts.ts';
import type { Held } from './support/held.main.ts';

describe('50,000 initiatives with 200,000 facts in memory (rule 34)', () => {
  let folder: string;
  let held: Held;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tributary-held-'));
    const outfile = join(folder, 'held.mjs');
    const entry = fileURLToPath(new URL('support/held.main.ts', import.meta.url));
    await build({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', target: 'node20', outfile });
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', outfile]);
    held = JSON.parse(stdout) as Held;
    process.stdout.write(`measured: ${stdout}\n`);
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('take at most 60 MB: 300 bytes for each fact, with its share of its entity', () => {
    expect(held.facts).toBe(200_000);
    expect(held.bytesOfFacts / held.facts).toBeLessThan(300);
  });

  it('fold to rows that cuts and reports share: under four cuts they take little more than under one', () => {
    expect(held.bytesOfRows / held.facts).toBeLessThan(75);
    expect(held.bytesOfRowsUnderFourCuts / held.bytesOfRows).toBeLessThan(2);
  });

  it('are folded in slices that stop the event loop for a small part of the time that a fold at once does', () => {
    expect(held.stops.inSlicesMs / held.stops.atOnceMs).toBeLessThan(0.5);
  });
});

const day = (n: number) => `2026-01-${String(n).padStart(2, '0')}`;
const instant = (n: number) => `2026-03-01T00:00:00.${String(n).padStart(3, '0')}Z`;

/** A memory and, beside it, plain lists of the same facts. */
function harness() {
  const memory = createMemory();
  const reader = memory.reader(wells);
  const plain = new Map<string, RowFact[]>();
  let recorded = 0;

  const rowOf = (agg: string, facts: readonly RowFact[], erased: boolean): Row => {
    const pos = facts.length + (erased ? 1 : 0);
    const place = { service: 'registry', agg, kind: 'well', ministry: 'MPLA', partition: 0 } as const;
    return { ...place, pos, seq: pos, facts: erased ? [] : facts, erased };
  };

  return {
    memory,
    reader,
    add(well: number, on: number): void {
      const agg = uuid(well);
      const facts = plain.get(agg) ?? [];
      const seq = facts.length + 1;
      recorded += 1;
      const [type, data] =
        seq === 1
          ? [wellDug.type, { name: `well ${well}`, dugOn: day(on) }]
          : [wellMeasured.type, { level: on, measuredOn: day(on) }];
      const fact = { type, seq, pos: seq, recordedAt: instant(recorded), on: day(on), ministry: 'MPLA', data };
      plain.set(agg, [...facts, fact]);
      memory.take(rowOf(agg, plain.get(agg) ?? [], false), seq);
    },
    erase(well: number): void {
      const agg = uuid(well);
      const facts = plain.get(agg);
      if (facts === undefined) return;
      plain.set(agg, []);
      memory.take(rowOf(agg, facts, true), facts.length + 1);
    },
    /** What a fold at once gives now. */
    folded: (cut: Cut): [string, Well][] =>
      [...plain].flatMap(([id, facts]) => {
        const row = foldFacts(wells, { id, ministry: 'MPLA', facts }, cut);
        return row === undefined ? [] : [[id, row]];
      }),
  };
}

/** One entity at a time; between two, whatever waits. */
const entityByEntity: Slices = (work) => inSlices(work, { clock: ticking() });
function ticking(): () => number {
  let now = 0;
  return () => {
    now += 1_000;
    return now;
  };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

const aWell = fc.nat({ max: 7 });
/** Few, so that the same is asked for again and again. */
const aCut = fc.constantFrom<Cut>({}, { to: day(9) }, { asOf: instant(6) }, { to: day(20), asOf: instant(12) });
const deed = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('add' as const), well: aWell, on: fc.integer({ min: 1, max: 28 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('erase' as const), well: aWell }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('capture' as const), cut: aCut, turns: fc.nat({ max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('read' as const), cut: aCut }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const) }) },
);

describe('a captured moment (rule 36)', () => {
  it('shows what a fold at once showed then, in its order, whatever is taken in while it is folded', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 40 }), async (deeds) => {
        const { memory, reader, add, erase, folded } = harness();
        const checks: Promise<void>[] = [];
        const check = async (moment: ReturnType<Memory['moment']>, cut: Cut, turns: number) => {
          const expected = folded(cut);
          for (let passed = 0; passed < turns; passed += 1) await turn();
          expect([...(await moment.rows(wells, cut, entityByEntity))]).toEqual(expected);
        };
        for (const one of deeds) {
          if (one.do === 'add') add(one.well, one.on);
          else if (one.do === 'erase') erase(one.well);
          else if (one.do === 'read') expect([...reader.all(one.cut)]).toEqual(folded(one.cut));
          else if (one.do === 'capture') checks.push(check(memory.moment(), one.cut, one.turns));
          else await turn();
        }
        await Promise.all(checks);
        expect([...reader.all()]).toEqual(folded({}));
      }),
      { numRuns: 300 },
    );
  });

  it('is folded once for all who ask for the same cut, and shares what did not change with what was folded before', async () => {
    const { memory, reader, add } = harness();
    for (let well = 0; well < 50; well += 1) add(well, 5);
    let steps = 0;
    const onSlice = () => {
      steps += 1;
    };
    const counting: Slices = (work) => inSlices(work, { clock: ticking(), onSlice });
    const moment = memory.moment();
    expect(memory.moment()).toBe(moment);
    const [one, other] = await Promise.all([moment.rows(wells, {}, counting), moment.rows(wells, {}, counting)]);
    expect(other).toBe(one);
    expect(reader.all()).toBe(one);
    expect(steps).toBe(51);
    add(7, 6);
    const later = await memory.moment().rows(wells, {}, counting);
    expect(steps).toBe(53);
    expect(later.get(uuid(7))).not.toBe(one.get(uuid(7)));
    expect(later.get(uuid(8))).toBe(one.get(uuid(8)));
    expect(one.get(uuid(7))?.levels).toEqual([]);
  });

  it('is folded for whoever stays where the one who began it gives up', async () => {
    const { memory, add } = harness();
    for (let well = 0; well < 20; well += 1) add(well, 5);
    const moment = memory.moment();
    const givingUp: Slices = (work) =>
      inSlices(work, {
        clock: ticking(),
        onSlice: () => {
          throw new Error('nobody waits');
        },
      });
    const first = moment.rows(wells, {}, givingUp);
    const second = moment.rows(wells, {}, entityByEntity);
    await expect(first).rejects.toThrow('nobody waits');
    expect((await second).size).toBe(20);
  });
});
