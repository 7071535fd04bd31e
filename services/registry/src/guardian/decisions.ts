// Who acts for a minor, and when they do so no longer. What is kept of a guardianship that ended leads to nobody.
import {
  accept,
  addGuardian,
  type Decision,
  decideChange,
  endGuardianship,
  type Guardianship,
  type Known,
  type LocalDate,
  MOST_GUARDIANSHIPS,
  type Person,
  personGuardianAdded,
  personGuardianEnded,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
} from '@tributary/contracts';
import { firstOfMonth, ofAgeFrom } from './age.ts';

const standing = ['registered', 'verified', 'active', 'dormant'] as const;

/** Whether a record stands for itself and is not closed, as that of whoever acts for somebody does. */
export const stands = ({ status }: Pick<Person, 'status'>): boolean => standing.some((one) => one === status);

/** What is known beside the command where a guardian is named. */
export interface Naming {
  /** the birth date of a minor, and the age of majority that counts; undefined: no minor */
  readonly minor: { readonly birthDate: string; readonly age: number } | undefined;
  /** the record that is to act, as it goes on, and those that were merged into it; none where none of the ministry can */
  readonly guardianIds: readonly string[];
  /** whether that record is the own of whoever names it */
  readonly byThemself: boolean;
}

export const guardiansOf = ({ guardians = [] }: Pick<Person, 'guardians'>): readonly Guardianship[] => guardians;

/** Whether a guardianship holds on a day, as far as it says so itself. */
export const holdsOn = ({ endedOn, since, until }: Guardianship, today: LocalDate): boolean =>
  endedOn === undefined && since <= today && (until === undefined || today < until);

/** The record with these guardianships, and found by the guardians of those that have not ended. */
function withGuardians(person: Person, guardians: readonly Guardianship[]): Person {
  const { guardedBy: _before, ...rest } = person;
  const guardedBy = [...new Set(guardians.flatMap(({ guardianId }) => guardianId ?? []))];
  return { ...rest, guardians: [...guardians], ...(guardedBy.length > 0 && { guardedBy }) };
}

/** Names somebody who acts for a minor. */
export const add = decideChange(addGuardian, (person, command, known: Known<Naming>) => {
  const { minor, guardianIds, byThemself, today } = known;
  const [guardianId] = guardianIds;
  const refused = refuseState(person, ...standing);
  if (refused !== undefined) return refused;
  if (minor === undefined) return reject('NOT_A_MINOR');
  if (guardianId === undefined) {
    return rejectField('GUARDIAN_NOT_TAKEN', '/guardianId', { guardianId: command.guardianId });
  }
  if (byThemself) return reject('FOUR_EYES');
  const before = guardiansOf(person);
  if (before.some((one) => guardianIds.includes(one.guardianId ?? '') && holdsOn(one, today))) {
    return rejectField('ALREADY_EXISTS', '/guardianId', { what: guardianId });
  }
  if (before.length >= MOST_GUARDIANSHIPS) {
    return reject('ABOVE_LIMIT', { rule: 'guardians', limit: MOST_GUARDIANSHIPS, given: before.length + 1 });
  }
  const { relation, evidence, since, until } = command;
  const reversed = until === undefined ? undefined : refuseReversed(since, until, '/until');
  if (reversed !== undefined) return reversed;
  const no = before.length + 1;
  // one that lasts until the minor is of age would keep the day of it
  const ends = until !== undefined && until < ofAgeFrom(minor.birthDate, minor.age) ? { until } : {};
  const added: Guardianship = { no, guardianId, relation, evidence, since, ...ends };
  return accept(withGuardians(person, [...before, added]), personGuardianAdded({ no, relation, since }));
});

interface End extends Pick<Guardianship, 'reasonCode'> {
  readonly cause: NonNullable<Guardianship['cause']>;
  readonly endedOn: LocalDate;
}

/** Ends some of the guardianships that have not ended; unchanged where there are none. */
function ending(
  person: Person,
  endOf: (one: Guardianship) => End | undefined,
): Exclude<Decision<Person>, { readonly rejected: unknown }> | 'unchanged' {
  const ended = guardiansOf(person).map((one) => ({
    one,
    end: one.endedOn === undefined ? endOf(one) : undefined,
  }));
  const events = ended.flatMap(({ one: { no, relation }, end }) =>
    end === undefined ? [] : [personGuardianEnded({ no, relation, ...end })],
  );
  if (events.length === 0) return 'unchanged';
  const guardians = ended.map(({ one, end }) => {
    if (end === undefined) return one;
    const { guardianId: _nobody, ...rest } = one;
    return { ...rest, ...end };
  });
  return accept(withGuardians(person, guardians), ...events);
}

/** Ends one, for a reason of the registrar; also of a record that was merged. */
export const end = decideChange(endGuardianship, (person, { no, reasonCode, endedOn }) => {
  const one = guardiansOf(person).find((other) => other.no === no);
  if (one === undefined) return reject('NOT_FOUND');
  if (one.endedOn !== undefined) return reject('WRONG_STATE', { state: 'ended', needed: 'open' });
  const reversed = refuseReversed(one.since, endedOn, '/endedOn');
  if (reversed !== undefined) return reversed;
  const decided = ending(person, (other) => (other.no === no ? { cause: 'ended', endedOn, reasonCode } : undefined));
  return decided === 'unchanged' ? reject('NOT_FOUND') : decided;
});

/** Ends those whose term is over, and all once the minor is of age: told as of the first day of the month. */
export const endDue = (person: Person, cameOfAge: boolean, today: LocalDate): Decision<Person> | 'unchanged' =>
  ending(person, ({ until }) => {
    if (until !== undefined && until <= today) return { cause: 'term', endedOn: until };
    return cameOfAge ? { cause: 'of-age', endedOn: firstOfMonth(today) } : undefined;
  });

/** Ends those of a guardian whose record was erased. */
export const endOf = (person: Person, guardianId: string, today: LocalDate): Decision<Person> | 'unchanged' =>
  ending(person, (one) => (one.guardianId === guardianId ? { cause: 'guardian-gone', endedOn: today } : undefined));
