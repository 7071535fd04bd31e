import type { Person } from '@tributary/contracts';

/** A record of a person as decisions are given it, of whom nothing is known that may be left out. */
export const barePerson = (changed: Partial<Person> = {}): Person => ({
  status: 'registered',
  birthCohort: 'unknown',
  channel: 'counter',
  assurance: 'assisted',
  contactable: false,
  registeredOn: '2026-01-05',
  citizenships: [],
  languages: [],
  skills: [],
  offers: [],
  tokens: [],
  ...changed,
});
