// I13 no field across a boundary, here that of one person: ten thousand tables are attacked by interval reconstruction, over
// all answers that registry/stock gives of them.
import { describe, expect, it } from 'vitest';
import type { PersonRow } from '../../src/read-models/persons.ts';
import { registryStock } from '../../src/reports/registry-stock/registry-stock.ts';
import type { Figures } from '../../src/reports/report.ts';
import { type Learnt, reconstructed, type ToldRow } from './attack.ts';
import { drawing } from './drawing.ts';
import { countsIn } from './stock.ts';

const TABLES = 10_000;
const to = '2026-06-30';
const codes = ['IT', 'DE', 'FR', 'PT', 'ES', 'RU', 'IE'];

/** A few countries with few persons each: that is where small counts are. */
function drawnPersons(seed: number): ReadonlyMap<string, PersonRow> {
  const draw = drawing(seed);
  const upTo = (most: number) => Math.floor(draw() * (most + 1));
  const persons = new Map<string, PersonRow>();
  for (const country of codes.slice(0, 1 + upTo(codes.length - 1))) {
    const [verified, confirmed, contactable] = [draw(), draw(), draw()].map((part) => (part < 0.2 ? 0 : part));
    const [count, bands] = [upTo(draw() < 0.5 ? 14 : 45), 1 + upTo(draw() < 0.1 ? 12 : 3)];
    for (let no = 0; no < count; no += 1) {
      const first = 1950 + 5 * upTo(bands - 1);
      persons.set(`${country}-${no}`, {
        isOpen: true,
        isMerged: false,
        sex: ['female', 'male', 'other'][Math.floor(draw() ** 2 * 3)] ?? 'unknown',
        birthCohort: `${first}-${first + 4}`,
        country,
        assurance: draw() < (verified ?? 0) ? 'eid' : 'self',
        isContactable: draw() < (contactable ?? 0),
        confirmedOn: draw() < (confirmed ?? 0) ? '2026-02-14' : undefined,
      });
    }
  }
  return persons;
}

function answer(persons: ReadonlyMap<string, PersonRow>, by: 'sex' | 'ageBand' | undefined): Figures {
  const rows = { persons, stockEstimates: new Map() };
  const figures = registryStock.fold(rows, { plan: undefined, by, to, language: 'en', currency: 'EUR' });
  if ('rejected' in figures) throw new Error(figures.rejected);
  return figures;
}

const isWhole = (row: Figures['rows'][number]) => row['group'] === null || row['group'] === 'all';
const toldBy = (rows: Figures['rows'], key: string): readonly ToldRow[] =>
  rows.map((row) => ({ key: String(row[key]), counts: countsIn(row) }));

/** What the whole table and each country of a breakdown give away. */
function learntFrom({ rows }: Figures): readonly Learnt[] {
  const countries = rows.slice(0, -1).filter(isWhole);
  const total = rows.at(-1);
  const ofTable = reconstructed(toldBy(countries, 'country'), total && countsIn(total));
  const ofGroups = countries.flatMap((whole) => {
    const groups = rows.slice(0, -1).filter((row) => row['country'] === whole['country'] && !isWhole(row));
    return reconstructed(toldBy(groups, 'group'), countsIn(whole));
  });
  return [...ofTable, ...ofGroups];
}

const seeds = Array.from({ length: TABLES }, (_, seed) => seed);

describe('I13: registry/stock under attack', () => {
  it('gives no hidden cell back from any of ten thousand tables, in whole or broken down', { timeout: 120_000 }, () => {
    const faults: string[] = [];
    let [hidden, groupsHidden] = [0, 0];
    for (const seed of seeds) {
      const persons = drawnPersons(seed);
      const answers = ([undefined, 'sex', 'ageBand'] as const).map((by) => answer(persons, by));
      const wholes = answers.map(({ rows }) =>
        rows
          .filter(isWhole)
          .map((row) => `${row['country']} ${countsIn(row)}`)
          .join(),
      );
      if (new Set(wholes).size > 1) faults.push(`${seed}: breakdowns hide other countries`);
      for (const figures of answers) {
        // a column of which nobody hidden has anything tells that it is 0, and so it is told
        for (const { key, value } of learntFrom(figures)) if (value > 0) faults.push(`${seed}: ${key} is ${value}`);
        for (const row of figures.rows) {
          if (countsIn(row)?.some((count) => count > 0 && count < 10)) faults.push(`${seed}: ${countsIn(row)} is told`);
          if (countsIn(row) === undefined && isWhole(row)) hidden += 1;
          else if (countsIn(row) === undefined) groupsHidden += 1;
        }
      }
    }
    expect(faults).toEqual([]);
    expect(hidden).toBeGreaterThan(TABLES);
    expect(groupsHidden).toBeGreaterThan(TABLES);
  });

  it('would succeed if small counts alone were hidden', () => {
    const isSmall = (counts: readonly number[]) => counts.some((count) => count > 0 && count < 10);
    const rows = [
      { key: 'IE', counts: [7, 5, 5, 6] },
      { key: 'CA', counts: [23, 13, 12, 13] },
      { key: 'US', counts: [60, 45, 40, 50] },
    ];
    const hiding = rows.map(({ key, counts }) => ({ key, counts: isSmall(counts) ? undefined : counts }));
    expect(reconstructed(hiding, [90, 63, 57, 69]).map(({ value }) => value)).toEqual([7, 5, 5, 6]);
  });

  it('would succeed on rows that are one person each', () => {
    const rows = Array.from({ length: 12 }, (_, at) => ({ key: `${at}`, counts: undefined }));
    expect(reconstructed(rows, [12, 0, 0, 0]).filter(({ column }) => column === 0)).toHaveLength(12);
  });
});
