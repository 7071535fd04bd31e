// I13 no field across a boundary, here that of one person: five thousand registers are attacked by interval reconstruction,
// over all that registry/consent and registry/stock give of them, now and as of an instant.
import type { StockEstimate } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import type { ConsentSaid, ConsentState, PersonConsentsRow } from '../../src/read-models/person-consents.ts';
import type { PersonRow } from '../../src/read-models/persons.ts';
import { registryConsent } from '../../src/reports/registry-consent/registry-consent.ts';
import { registryStock } from '../../src/reports/registry-stock/registry-stock.ts';
import type { Figures } from '../../src/reports/report.ts';
import { reconstructed } from './attack.ts';
import { drawing } from './drawing.ts';

const TABLES = 5_000;
const to = '2026-06-30';
const scope = { plan: undefined, to, language: 'en', currency: 'EUR' } as const;

interface Register {
  readonly persons: ReadonlyMap<string, PersonRow>;
  readonly personConsents: ReadonlyMap<string, PersonConsentsRow>;
  readonly stockEstimates: ReadonlyMap<string, StockEstimate>;
}

const isEnded = (state: unknown) => state === 'withdrawn' || state === 'expired';

/** Few persons in few countries, who say one thing or another, and many of them the same. */
function drawnRegister(seed: number): Register {
  const draw = drawing(seed);
  const upTo = (most: number) => Math.floor(draw() * (most + 1));
  const [count, countries, versions] = [upTo(draw() < 0.3 ? 14 : 180), 1 + upTo(draw() < 0.2 ? 11 : 2), 1 + upTo(3)];
  const [ending, silent, unreached] = [draw() ** 2, draw() ** 2, draw() < 0.5 ? 0 : draw()];
  const persons = new Map<string, PersonRow>();
  const personConsents = new Map<string, PersonConsentsRow>();
  const drawnState = (): ConsentState => (draw() >= ending ? 'given' : draw() < 0.7 ? 'withdrawn' : 'expired');
  for (let no = 0; no < count; no += 1) {
    const consents = new Map<string, ConsentSaid>();
    for (const purpose of ['contact', 'research']) {
      if (draw() < silent) continue;
      const state = drawnState();
      const on = draw() < 0.5 ? '2025-03-04' : '2026-03-04';
      const withdrawnOn = state === 'withdrawn' ? on : undefined;
      consents.set(purpose, { state, noticeVersion: `${Math.floor(draw() ** 2 * versions)}`, on, withdrawnOn });
    }
    const isContactable = !isEnded(consents.get('contact')?.state) && draw() >= unreached;
    const known = { isOpen: true, isMerged: false, sex: 'female', birthCohort: '1985-1989', confirmedOn: undefined };
    persons.set(`${no}`, { ...known, country: `C${upTo(countries - 1)}`, assurance: 'self', isContactable });
    personConsents.set(`${no}`, { survivorId: undefined, consents });
  }
  return { persons, personConsents, stockEstimates: new Map() };
}

/** The register when fewer had been entered. */
const earlier = (register: Register, share: number): Register => {
  const upTo = <Row>(rows: ReadonlyMap<string, Row>) => new Map([...rows].slice(0, Math.floor(rows.size * share)));
  return { ...register, persons: upTo(register.persons), personConsents: upTo(register.personConsents) };
};

function answered(figures: Figures | { readonly rejected: string }): Figures['rows'] {
  if ('rejected' in figures) throw new Error(figures.rejected);
  return figures.rows;
}
const consentsOf = (rows: Register, newest = rows) => answered(registryConsent.fold(rows, scope, newest));
const stockOf = (rows: Register, newest = rows) => answered(registryStock.fold(rows, scope, newest));

type Rows = Figures['rows'];
const nameOf = (row: Rows[number]) => `${row['purpose']} ${row['noticeVersion']} ${row['state']}`;
const isWhole = (row: Rows[number]) => row['state'] === 'all';
const told = (value: unknown) => (value === null || value === undefined ? undefined : [Number(value)]);
const sumOf = (rows: Rows) => rows.reduce((sum, row) => sum + Number(row['persons'] ?? 0), 0);

/**
 * The hidden cells of a purpose that its total gives away, and how many persons can have ended a consent at most.
 * Each hidden cell has one person at least.
 */
function learntFrom(cells: Rows, total: number | undefined, mostEnded: number): readonly string[] {
  const found = reconstructed(
    cells.map((row) => ({ key: nameOf(row), counts: told(row['persons']) })),
    total === undefined ? undefined : [total],
  ).map(({ key, value }) => `${key} is ${value}`);
  const hiddenEnded = cells.filter((row) => row['persons'] === null && isEnded(row['state']));
  const left = mostEnded - sumOf(cells.filter((row) => isEnded(row['state'])));
  const isOneEach = hiddenEnded.length > 0 && left <= hiddenEnded.length;
  return [...found, ...(isOneEach ? hiddenEnded.map((row) => `${nameOf(row)} is 1`) : [])];
}

/** All that both reports on one register give away. */
function faultsOf(consents: Rows, stock: Rows): readonly string[] {
  const all = stock.at(-1);
  const wholes = consents.filter(isWhole);
  const registered = told(all?.['registered'])?.[0] ?? wholes.flatMap((row) => told(row['persons']) ?? [])[0];
  const contactable = told(all?.['contactable'])?.[0];
  const countries = reconstructed(
    stock.slice(0, -1).map((row) => ({ key: String(row['country']), counts: told(row['registered']) })),
    registered === undefined ? undefined : [registered],
  ).map(({ key, value }) => `${key} has ${value}`);
  const small = consents
    .flatMap((row) => [row['persons'], row['withdrawals']])
    .filter((count) => count !== null && Number(count) > 0 && Number(count) < 10);
  return [
    ...countries,
    ...small.map((count) => `${count} is told`),
    ...wholes.flatMap(({ purpose }) => {
      const cells = consents.filter((row) => row['purpose'] === purpose && !isWhole(row));
      const knows = purpose === 'contact' && registered !== undefined && contactable !== undefined;
      return learntFrom(cells, registered, knows ? registered - contactable : Number.POSITIVE_INFINITY);
    }),
  ];
}

const hiddenIn = (rows: Rows) =>
  new Set(rows.filter((row) => !isWhole(row) && row['persons'] === null).map((row) => nameOf(row)));
const wholesOf = (rows: Rows) => new Map(rows.filter(isWhole).map((row) => [row['purpose'], row]));
const brokenDown = (rows: Rows) => new Set(rows.filter((row) => !isWhole(row)).map((row) => row['purpose']));

describe('I13: registry/consent under attack', () => {
  it('gives no hidden cell back from any of five thousand registers, with registry/stock', { timeout: 120_000 }, () => {
    const faults: string[] = [];
    let [hidden, shown, notBrokenDown] = [0, 0, 0];
    for (let seed = 0; seed < TABLES; seed += 1) {
      const register = drawnRegister(seed);
      const rows = consentsOf(register);
      faults.push(...faultsOf(rows, stockOf(register)).map((fault) => `${seed}: ${fault}`));
      hidden += hiddenIn(rows).size;
      shown += rows.filter((row) => !isWhole(row) && row['persons'] !== null).length;
      notBrokenDown += rows.filter((row) => isWhole(row) && !brokenDown(rows).has(row['purpose'])).length;
    }
    expect(faults).toEqual([]);
    expect(hidden).toBeGreaterThan(TABLES);
    expect(shown).toBeGreaterThan(TABLES);
    expect(notBrokenDown).toBeGreaterThan(TABLES / 10);
  });

  it('gives nothing back by the difference to what was recorded before', { timeout: 120_000 }, () => {
    const faults: string[] = [];
    for (let seed = 0; seed < TABLES; seed += 1) {
      const newest = drawnRegister(seed);
      const before = earlier(newest, 0.9);
      const [now, then] = [consentsOf(newest), consentsOf(before, newest)];
      faults.push(...faultsOf(then, stockOf(before, newest)).map((fault) => `${seed}: ${fault}`));
      const [hiddenThen, brokenThen, brokenNow] = [hiddenIn(then), brokenDown(then), brokenDown(now)];
      for (const name of hiddenIn(now)) {
        const [purpose = ''] = name.split(' ');
        if (brokenThen.has(purpose) && !hiddenThen.has(name)) faults.push(`${seed}: ${name} was told`);
      }
      for (const [purpose, whole] of wholesOf(now)) {
        const earlierWhole = wholesOf(then).get(purpose);
        if (!brokenNow.has(purpose) && brokenThen.has(purpose)) faults.push(`${seed}: ${purpose} was broken down`);
        for (const column of ['persons', 'withdrawals']) {
          if (whole[column] === null && earlierWhole?.[column] !== null) faults.push(`${seed}: ${column} was told`);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  it('would succeed if small counts alone were hidden, or nobody looked at who is contactable', () => {
    const row = (noticeVersion: string, state: string, persons: number | null) => ({
      purpose: 'contact',
      ...{ noticeVersion, state, persons },
    });
    const alone = [row('1', 'given', 40), row('1', 'withdrawn', null)] as unknown as Rows;
    expect(learntFrom(alone, 47, Number.POSITIVE_INFINITY)).toEqual(['contact 1 withdrawn is 7']);
    const ended = [row('1', 'withdrawn', null), row('1', 'expired', null), row('2', 'given', null)] as unknown as Rows;
    expect(learntFrom(ended, 22, 3)).toEqual([]);
    expect(learntFrom(ended, 22, 2)).toEqual(['contact 1 withdrawn is 1', 'contact 1 expired is 1']);
  });
});
