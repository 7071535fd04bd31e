// Persons and estimates for tests of registry/stock, and the table that it shows.
import {
  type DomainEvent,
  personAssuranceRaised,
  personConfirmed,
  personRegistered,
  stockEstimateRecorded,
} from '@tributary/contracts';
import type { Cell } from '../../src/reports/report.ts';
import { type Told, told } from './history.ts';

export interface Somebody {
  readonly country: string;
  readonly sex?: string;
  readonly birthCohort?: string;
  readonly isVerified?: boolean;
  readonly confirmedOn?: string | undefined;
  readonly isContactable?: boolean;
  readonly registeredOn?: string;
}

export const person = (id: string, one: Somebody): readonly Told[] => {
  const { country, sex = 'female', birthCohort = '1985-1989', registeredOn = '2025-03-04', confirmedOn } = one;
  const contactable = one.isContactable ?? false;
  const facts: DomainEvent[] = [
    personRegistered({
      ...{ sex, birthCohort, residenceCountry: country, channel: 'web', assurance: 'assisted' },
      ...{ contactable, registeredOn },
    }),
  ];
  if (one.isVerified) facts.push(personAssuranceRaised({ assurance: 'consular', verifiedOn: registeredOn }));
  if (confirmedOn !== undefined) facts.push(personConfirmed({ contactable, channel: 'web', confirmedOn }));
  return told(`person:${id}`, ...facts);
};

/** As many persons of a country as its row says: registered, verified, confirmed, contactable. */
export const people = (country: string, [registered, verified, confirmed, contactable]: readonly number[]) =>
  Array.from({ length: registered ?? 0 }, (_, at) =>
    person(`${country}-${at}`, {
      country,
      isVerified: at < (verified ?? 0),
      confirmedOn: at < (confirmed ?? 0) ? '2026-02-14' : undefined,
      isContactable: at < (contactable ?? 0),
    }),
  ).flat();

export const estimate = (country: string, persons: number, year = 2024): readonly Told[] =>
  told(
    `estimate:${country}:${year}`,
    stockEstimateRecorded({ country, year, persons, source: 'Sample', method: 'model' }),
  );

/** The country of sample-country.md: registered, verified, confirmed, contactable, stock. */
export const istmara: Readonly<Record<string, readonly number[]>> = {
  IT: [320, 260, 240, 290, 12_000],
  DE: [260, 210, 190, 235, 9_500],
  FR: [180, 140, 120, 160, 8_000],
  PT: [120, 95, 90, 108, 3_000],
  ES: [110, 85, 80, 98, 4_000],
  RU: [90, 50, 30, 60, 6_000],
  GB: [70, 55, 50, 60, 2_500],
  US: [60, 45, 40, 50, 2_000],
  CA: [23, 13, 12, 13, 800],
  IE: [7, 5, 5, 6, 250],
};

type Row = Readonly<Record<string, Cell>>;

const counted = ['registered', 'verified', 'confirmed', 'contactable', 'stockEstimate', 'coveragePct'];

/** Each row as text by its country and group; what is hidden is a dash. */
export const tableOf = (rows: readonly Row[]) =>
  Object.fromEntries(
    rows.map((row) => [
      [row['country'], row['group']].filter((part) => part !== null).join(' '),
      counted.map((column) => row[column] ?? '–').join(' '),
    ]),
  );

/** The counts of a row; undefined where they are hidden. */
export const countsIn = (row: Row): readonly number[] | undefined =>
  row['suppressed'] === 'yes' ? undefined : counted.slice(0, 4).map((column) => Number(row[column]));
