// Persons who consent, or no longer do, for tests of registry/consent, and the table that it shows.
import {
  type DomainEvent,
  personConsentExpired,
  personConsentGiven,
  personConsentWithdrawn,
} from '@tributary/contracts';
import type { Cell } from '../../src/reports/report.ts';
import { type Told, told } from './history.ts';
import { person } from './stock.ts';

export type Said = readonly [state: 'given' | 'withdrawn' | 'expired', noticeVersion: string, on: string];

/** The facts of what was said of a purpose, one after the other. */
export const saying = (purpose: string, ...steps: readonly Said[]): readonly DomainEvent[] =>
  steps.map(([state, noticeVersion, on], at) => {
    const step = { purpose, noticeVersion, revision: at + 1, contactable: state === 'given' };
    if (state === 'given') return personConsentGiven({ ...step, channel: 'web', givenOn: on });
    if (state === 'withdrawn') return personConsentWithdrawn({ ...step, channel: 'web', withdrawnOn: on });
    return personConsentExpired({ ...step, expiredOn: on });
  });

/** As many persons of Portugal who say the same, by names of their own. */
export const crowd = (name: string, count: number, ...facts: readonly DomainEvent[]): readonly Told[] =>
  Array.from({ length: count }, (_, at) => [
    ...person(`${name}-${at}`, { country: 'PT' }),
    ...told(`person:${name}-${at}`, ...facts),
  ]).flat();

/** Each row as text by its purpose, version and state; what is hidden, or told of a whole purpose alone, is a dash. */
export const consentTable = (rows: readonly Readonly<Record<string, Cell>>[]) =>
  Object.fromEntries(
    rows.map(({ purpose, noticeVersion, state, persons, withdrawals, suppressed }) => [
      [purpose, noticeVersion, state].filter((part) => part !== null).join(' '),
      `${persons ?? '–'} ${withdrawals ?? '–'} ${suppressed}`,
    ]),
  );
