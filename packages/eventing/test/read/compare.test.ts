// What is told of two versions of the views: nothing where readers see the same up to where both are, else what differs.

import type { View } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/consume/store.ts';
import { compareVersions, differences, type Side } from '../../src/rebuild/compare.ts';
import { subjects, wells } from './support/engine.ts';
import { idIn, wellDug, wellMeasured } from './support/facts.ts';
import { memoryStore } from './support/memory-store.ts';

const views = [wells, subjects] as unknown as readonly View<unknown>[];
const agg = idIn(3);

/** A well with so many readings, the first of them of that level. */
function well(readings: number, level = 1): Row {
  const fact = (seq: number, { type, data }: { type: string; data: unknown }) => ({
    type,
    seq,
    pos: seq,
    recordedAt: `2026-03-01T00:00:0${seq}.000Z`,
    on: '2026-02-01',
    ministry: 'MPLA',
    data,
  });
  const facts = [
    fact(1, wellDug({ name: 'north', dugOn: '2026-02-01' })),
    ...Array.from({ length: readings }, (_, i) =>
      fact(i + 2, wellMeasured({ level: i === 0 ? level : i, measuredOn: '2026-02-01' })),
    ),
  ];
  const seq = readings + 1;
  return {
    service: 'registry',
    agg,
    kind: 'well',
    ministry: 'MPLA',
    partition: 3,
    pos: seq,
    seq,
    facts,
    erased: false,
  };
}

const erased = (row: Row): Row => ({ ...row, seq: row.seq + 1, pos: row.pos + 1, facts: [], erased: true });

describe('two rows of an aggregate', () => {
  it('are the same up to where both are, whatever came later to one of them', () => {
    expect(differences(views, [well(2), well(2)], 9)).toEqual([]);
    expect(differences(views, [well(3), well(1)], 2)).toEqual([]);
  });

  it('differ in the view that folds them differently, by the names of fields and never by a value', () => {
    expect(differences(views, [well(2), well(2, 7)], 9)).toEqual([{ view: 'wells', what: 'differs in levels' }]);
  });

  it('differ where one is missing', () => {
    expect(differences(views, [well(1), undefined], 9)).toEqual([{ view: 'wells', what: 'only there before' }]);
    expect(differences(views, [undefined, well(1)], 9)).toEqual([{ view: 'wells', what: 'only there after' }]);
  });

  it('differ where no view shows it and the facts are others', () => {
    const other = { ...well(1), facts: well(1).facts.map((fact) => ({ ...fact, on: '2026-02-02' })) };
    expect(differences(views, [well(1), other], 9)).toEqual([{ view: '', what: 'has other facts: 2 before, 2 after' }]);
    const further = { ...well(1), seq: 3 };
    expect(differences(views, [well(1), further], 9)).toEqual([{ view: '', what: 'is at seq 2 before and 3 after' }]);
  });

  it('are looked at later where an erasure has reached one of them only', () => {
    expect(differences(views, [erased(well(1)), well(1)], 2)).toBe('later');
    expect(differences(views, [well(1), erased(well(1))], 2)).toBe('later');
    expect(differences(views, [erased(well(1)), erased(well(1))], 2)).toEqual([]);
    expect(differences(views, [erased(well(1)), well(1)], 3)).not.toEqual([]);
  });
});

describe('two versions', () => {
  const assignment = { service: 'registry', partition: 3 } as const;

  async function sides(before: readonly Row[], after: readonly Row[], applied: readonly [number, number]) {
    const { checkpoints, parked } = memoryStore();
    const made = await Promise.all(
      [before, after].map(async (rows, index): Promise<Side> => {
        const side = { version: `${index + 1}`, group: `reporting.views.${index + 1}` };
        const store = memoryStore();
        await store.rows.write(rows.map((row) => ({ ...row, after: 0 })));
        await checkpoints.open([{ ...assignment, group: side.group }]);
        const at = { pos: applied[index] ?? 0, recordedAt: '2026-03-01T00:00:09.000Z' };
        await checkpoints.advance({ ...assignment, group: side.group }, 0, at);
        return { ...side, rows: store.rows };
      }),
    );
    const [one, other] = made as [Side, Side];
    const now = () => new Date('2026-03-01T00:01:00.000Z');
    return { views, before: one, after: other, checkpoints, parked, now };
  }

  it('that hold the same differ in nothing, also where one has gone on', async () => {
    expect(await compareVersions(await sides([well(1)], [well(3)], [2, 4]))).toMatchObject({
      against: '1',
      aggregates: 1,
      different: 0,
      differences: [],
    });
  });

  it('that differ are told by aggregate and view, with what is set aside', async () => {
    const parts = await sides([well(1)], [well(2)], [3, 3]);
    await parts.parked.park({ group: 'reporting.views.1', ...assignment, agg, fromSeq: 3, error: 'deep' });
    const { different, differences: named } = await compareVersions(parts);
    expect(different).toBe(1);
    expect(named).toEqual([
      {
        service: 'registry',
        aggregate: agg,
        view: 'wells',
        what: 'differs in levels, set aside in 1 from seq 3',
      },
    ]);
  });

  it('of which a row moved while it was read differ in nothing', async () => {
    const parts = await sides([well(1)], [well(1)], [2, 2]);
    const { beyond, one } = parts.after.rows;
    const twice: Side = {
      ...parts.after,
      rows: {
        one,
        async *beyond(places) {
          yield* beyond(places);
          yield* beyond(places);
        },
      },
    };
    expect(await compareVersions({ ...parts, after: twice })).toMatchObject({ aggregates: 1, different: 0 });
    const late: Side = { ...parts.after, rows: { one, async *beyond() {} } };
    expect(await compareVersions({ ...parts, after: late })).toMatchObject({ aggregates: 1, different: 0 });
  });
});
