// How many persons a country has, and each part of them by sex or by age; hidden parts are told elsewhere.
import type { LocalDate } from '@tributary/contracts';
import type { Pausing } from '@tributary/eventing';
import type { PersonRow } from '../../read-models/persons.ts';
import { yearBefore } from '../months.ts';

/** Registered, and of those: verified, confirmed within twelve months, contactable. */
export type Counts = readonly [registered: number, verified: number, confirmed: number, contactable: number];

export const none: Counts = [0, 0, 0, 0];

/** What a table is broken down by, one thing at a time. */
export type Breakdown = 'sex' | 'ageBand';

export interface CountedCountry {
  readonly all: Counts;
  /** by sex or age band; empty without a breakdown */
  readonly groups: ReadonlyMap<string, Counts>;
}

/** Levels that an embassy or a state stands behind. */
const verifying: readonly string[] = ['consular', 'eid'];

const isBirthCohort = /^(\d{4})-(\d{4})$/;

/** The ages that a birth cohort reaches in the year of `to`: `1985-1989` in 2026 is `37-41`. */
export function ageBandOf(birthCohort: string, to: LocalDate): string {
  const [, first, last] = isBirthCohort.exec(birthCohort) ?? [];
  if (first === undefined || last === undefined) return birthCohort;
  const year = Number(to.slice(0, 4));
  const [youngest, oldest] = [year - Number(last), year - Number(first)].map((age) => Math.max(0, age));
  return `${youngest}-${oldest}`;
}

const plus = (counts: Counts, more: Counts): Counts => [
  counts[0] + more[0],
  counts[1] + more[1],
  counts[2] + more[2],
  counts[3] + more[3],
];

export const sumOf = (all: Iterable<Counts>): Counts => [...all].reduce(plus, none);

/** Counts the persons whose record is open on `to`, by the country that they live in. */
export function* countPersons(
  persons: ReadonlyMap<string, PersonRow>,
  to: LocalDate,
  by: Breakdown | undefined,
): Pausing<ReadonlyMap<string, CountedCountry>> {
  const since = yearBefore(to);
  const countries = new Map<string, { all: Counts; readonly groups: Map<string, Counts> }>();
  for (const person of persons.values()) {
    yield;
    if (!person.isOpen || person.isMerged) continue;
    const { sex, birthCohort, country, assurance, isContactable, confirmedOn } = person;
    const isConfirmed = confirmedOn !== undefined && confirmedOn > since;
    const one: Counts = [1, Number(verifying.includes(assurance)), Number(isConfirmed), Number(isContactable)];
    const counted = countries.get(country) ?? { all: none, groups: new Map<string, Counts>() };
    countries.set(country, counted);
    counted.all = plus(counted.all, one);
    if (by === undefined) continue;
    const group = by === 'sex' ? sex : ageBandOf(birthCohort, to);
    counted.groups.set(group, plus(counted.groups.get(group) ?? none, one));
  }
  return countries;
}
