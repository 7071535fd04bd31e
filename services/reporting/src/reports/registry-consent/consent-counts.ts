// How many persons say what of each purpose: of all records that were merged as of one person, what was said last.
import { CONTACT_PURPOSE, consentStates, type LocalDate } from '@tributary/contracts';
import type { Pausing } from '@tributary/eventing';
import type { ConsentSaid, PersonConsentsRow } from '../../read-models/person-consents.ts';
import type { PersonRow } from '../../read-models/persons.ts';
import { yearBefore } from '../months.ts';

/** How a consent stands; `none`: the person has said nothing of the purpose. */
export const standings = [...consentStates, 'none'] as const;
type Standing = (typeof standings)[number];

/** What those of one row have in common; no version where nothing was said. */
interface Cell {
  readonly noticeVersion: string | null;
  readonly state: Standing;
}

export interface CountedPurpose {
  /** persons of each cell, by its key */
  readonly cells: ReadonlyMap<string, number>;
  /** persons who withdrew it within the twelve months, whether they gave it again or not */
  readonly withdrew: number;
}

export interface CountedConsents {
  /** all who are on the register; each is in one cell of each purpose */
  readonly persons: number;
  readonly notContactable: number;
  readonly purposes: ReadonlyMap<string, CountedPurpose>;
}

/** What is counted of a purpose while persons are gone through. */
interface Tally {
  readonly cells: Map<string, number>;
  said: number;
  withdrew: number;
}

/** The key of those who have said nothing of a purpose; others are `state version`, since no code has a space. */
const NOTHING_SAID = 'none';

export function cellOf(key: string): Cell {
  const [state = '', noticeVersion = null] = key.split(' ');
  return { state: state as Standing, noticeVersion };
}

/** Whether those of a cell no longer consent. */
export const hasEnded = (key: string): boolean => ['withdrawn', 'expired'].includes(cellOf(key).state);

/** The record that goes on for one; a circle, which no merge makes, ends where it is seen. */
function survivorOf(id: string, consents: ReadonlyMap<string, PersonConsentsRow>): string {
  const seen = new Set([id]);
  let last = id;
  for (let next = consents.get(id)?.survivorId; next !== undefined && !seen.has(next); ) {
    seen.add(next);
    last = next;
    next = consents.get(next)?.survivorId;
  }
  return last;
}

/** What was said last; of two of one day the one that holds no longer, and then the first one. */
function lastOf(said: readonly ConsentSaid[]): ConsentSaid | undefined {
  const day = said
    .map(({ on }) => on)
    .sort()
    .at(-1);
  const newest = said.filter(({ on }) => on === day);
  return newest.find(({ state }) => state !== 'given') ?? newest[0];
}

const NO_CONSENTS: PersonConsentsRow['consents'] = new Map();

/** Counts what the persons say whose record is open on `to`. */
export function* countConsents(
  persons: ReadonlyMap<string, PersonRow>,
  consents: ReadonlyMap<string, PersonConsentsRow>,
  to: LocalDate,
): Pausing<CountedConsents> {
  const merged = new Map<string, string[]>();
  for (const [id, { survivorId, consents: said }] of consents) {
    yield;
    if (survivorId === undefined || said.size === 0) continue;
    const into = survivorOf(id, consents);
    merged.set(into, [...(merged.get(into) ?? []), id]);
  }
  const since = yearBefore(to);
  const tallies = new Map<string, Tally>();
  const count = (purpose: string, { state, noticeVersion }: ConsentSaid, withdrew: boolean) => {
    const tally = tallies.get(purpose) ?? { cells: new Map<string, number>(), said: 0, withdrew: 0 };
    if (tally.said === 0) tallies.set(purpose, tally);
    const key = `${state} ${noticeVersion}`;
    tally.cells.set(key, (tally.cells.get(key) ?? 0) + 1);
    tally.said += 1;
    if (withdrew) tally.withdrew += 1;
  };
  const withdrewSince = ({ withdrawnOn }: ConsentSaid) => withdrawnOn !== undefined && withdrawnOn > since;
  let [all, notContactable] = [0, 0];
  for (const [id, person] of persons) {
    yield;
    if (!person.isOpen || person.isMerged) continue;
    all += 1;
    if (!person.isContactable) notContactable += 1;
    const own = consents.get(id)?.consents ?? NO_CONSENTS;
    const others = merged.get(id);
    if (others === undefined) {
      for (const [purpose, said] of own) count(purpose, said, withdrewSince(said));
      continue;
    }
    const records = [own, ...others.sort().map((other) => consents.get(other)?.consents ?? NO_CONSENTS)];
    for (const purpose of new Set(records.flatMap((record) => [...record.keys()]))) {
      const said = records.flatMap((record) => record.get(purpose) ?? []);
      const last = lastOf(said);
      if (last !== undefined) count(purpose, last, said.some(withdrewSince));
    }
  }
  for (const { cells, said } of tallies.values()) if (said < all) cells.set(NOTHING_SAID, all - said);
  return { persons: all, notContactable, purposes: tallies };
}

/** How many of those who ended a consent to be contacted there may be at most: whoever did is not contactable. */
export const mostEnded = (purpose: string, { persons, notContactable }: CountedConsents): number =>
  purpose === CONTACT_PURPOSE ? notContactable : persons;
