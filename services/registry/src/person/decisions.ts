// What can be done with persons. Who a person is never comes here but as tokens and the version of the vault.
import {
  accept,
  assuranceLevels,
  closePerson,
  confirmPerson,
  type correctPerson,
  type Decision,
  decideChange,
  decideCorrection,
  decideNew,
  type Known,
  type LocalDate,
  movePerson,
  openPersonStates,
  type Person,
  personAssuranceRaised,
  personClosed,
  personConfirmed,
  personErased,
  personMerged,
  personRegistered,
  personResidenceChanged,
  personUnmerged,
  type Rejection,
  refuseState,
  registerPerson,
  reject,
  verifyPerson,
} from '@tributary/contracts';
import { type Giving, giveAll } from '../consent/decisions.ts';
import { refuseContactable } from '../consent/standing.ts';
import { cohortOf } from './cohort.ts';
import { refuseSince, refuseSkills } from './skills.ts';

/** What lies in the vault, as a state points at it. */
export interface InVault {
  readonly vault: string;
  readonly tokens: readonly string[];
}

/** What is known beside the command: what was put into the vault for it, or why nothing was. */
export interface Kept {
  readonly kept: InVault | Rejection<'GONE'>;
  /** the person enters it, and nobody else has seen them */
  readonly bySelf: boolean;
  /** the notices by which a new person consents; none where there are no consents */
  readonly noticeOf?: Giving['noticeOf'];
}

/** states in which a record stands for itself */
const unmerged = [...openPersonStates, 'withdrawn', 'deceased'] as const;

/** Refuses a birth that lies ahead; of one that is not known to the day, as far as it is known. */
function refuseUnborn(birthDate: string | undefined, today: LocalDate): Rejection<'VALIDATION'> | undefined {
  if (birthDate === undefined || birthDate <= today.slice(0, birthDate.length)) return undefined;
  return reject('VALIDATION', {}, [{ pointer: '/birthDate', code: 'FUTURE_BIRTH' }]);
}

export const register = decideNew(registerPerson, ({ consents = [], ...command }, known: Known<Kept>) => {
  const { kept, bySelf, today, noticeOf = () => undefined } = known;
  if ('rejected' in kept) return kept;
  const unborn = refuseUnborn(command.birthDate, today) ?? refuseSkills(command, { before: [], bySelf, today });
  if (unborn !== undefined) return unborn;
  const { names: _n, birthDate, emails: _e, phones: _p, documents: _d, city: _c, ...coarse } = command;
  const { sex, residence, channel, contactable, registeredOn } = coarse;
  const assurance = bySelf ? 'self' : 'assisted';
  const birthCohort = cohortOf(birthDate);
  const told = { sex, birthCohort, residenceCountry: residence.country, channel, assurance, contactable, registeredOn };
  const { vault, tokens } = kept;
  const person: Person = { ...coarse, status: 'registered', assurance, birthCohort, vault, tokens: [...tokens] };
  const given = giveAll(person, consents, { noticeOf, bySelf, today });
  return 'rejected' in given ? given : accept(given.state, personRegistered(told), ...given.events);
});

/** The fields that a correction may change, with what the vault has of it from now on. */
export const correctWith = ({ kept, bySelf }: Kept, contract: typeof correctPerson) =>
  decideCorrection(contract, (person, command, { today }) => {
    if ('rejected' in kept) return kept;
    const merged = refuseState(person, ...unmerged);
    if (merged !== undefined) return merged;
    const refused =
      refuseUnborn(command.birthDate, today) ??
      refuseSkills(command, { before: person.skills, bySelf, today }) ??
      refuseContactable(command.contactable, person, today);
    if (refused !== undefined) return refused;
    const { names: _n, birthDate, emails: _e, phones: _p, documents: _d, city: _c, ...coarse } = command;
    return { ...coarse, birthCohort: cohortOf(birthDate), vault: kept.vault, tokens: [...kept.tokens] };
  });

/** Within one country nothing is told: where in it somebody lives singles people out. */
export const move = decideChange(movePerson, (person, { changedOn, ...residence }, { today }) => {
  const refused = refuseState(person, ...openPersonStates) ?? refuseSince(residence, today, '/since');
  if (refused !== undefined) return refused;
  const moved = { ...person, residence: { since: changedOn, ...residence } };
  if (person.residence?.country === residence.country) return accept(moved);
  return accept(moved, personResidenceChanged({ residenceCountry: residence.country, changedOn }));
});

/** Levels that an embassy or a state stands behind. */
const verifying: readonly string[] = ['consular', 'eid'];

export const verify = decideChange(verifyPerson, (person, { assurance, verifiedOn }) => {
  const refused = refuseState(person, ...openPersonStates);
  if (refused !== undefined) return refused;
  const above = assuranceLevels.slice(assuranceLevels.indexOf(person.assurance) + 1);
  if (!above.includes(assurance)) {
    return reject('WRONG_STATE', { state: person.assurance, needed: above.join(', ') || '–' });
  }
  const status = person.status === 'registered' && verifying.includes(assurance) ? 'verified' : person.status;
  return accept({ ...person, status, assurance, verifiedOn }, personAssuranceRaised({ assurance, verifiedOn }));
});

export const confirm = decideChange(confirmPerson, (person, { contactable, channel, confirmedOn }, { today }) => {
  const refused = refuseState(person, ...openPersonStates) ?? refuseContactable(contactable, person, today);
  if (refused !== undefined) return refused;
  const status = ['verified', 'dormant'].includes(person.status) ? 'active' : person.status;
  return accept(
    { ...person, status, contactable, confirmedOn },
    personConfirmed({ contactable, channel, confirmedOn }),
  );
});

/** Nobody says of themselves that they died. */
export const close = decideChange(
  closePerson,
  (person, { reason, closedOn }, { bySelf }: Known<Pick<Kept, 'bySelf'>>) => {
    if (bySelf && reason === 'deceased') return reject('FORBIDDEN');
    const refused = refuseState(person, ...openPersonStates);
    if (refused !== undefined) return refused;
    return accept({ ...person, status: reason, closedOn, contactable: false }, personClosed({ reason, closedOn }));
  },
);

/** Its vault and its tokens stay: it is found by them, and is again what it was when it is parted. */
export function mergeInto(person: Person, survivorId: string, mergedOn: LocalDate): Decision<Person> {
  const refused = refuseState(person, ...unmerged);
  if (refused !== undefined) return refused;
  const merged = { status: 'merged', statusBefore: person.status, mergedInto: survivorId, mergedOn } as const;
  return accept<Person>({ ...person, ...merged }, personMerged({ survivorId, mergedOn }));
}

/** Gives a merged record back as it was. */
export function unmerge(person: Person, unmergedOn: LocalDate): Decision<Person> {
  const { mergedInto: _into, mergedOn: _on, statusBefore, ...before } = person;
  if (statusBefore === undefined) return reject('WRONG_STATE', { state: person.status, needed: 'merged' });
  return accept<Person>({ ...before, status: statusBefore }, personUnmerged({ unmergedOn }));
}

/** What is left of a person: that there was one. */
export const erased = ({ channel, assurance, registeredOn }: Person, receiptId: string, erasedOn: string) =>
  accept<Person>(
    {
      status: 'erased',
      channel,
      assurance,
      registeredOn,
      erasedOn,
      birthCohort: 'unknown',
      contactable: false,
      citizenships: [],
      languages: [],
      skills: [],
      offers: [],
      tokens: [],
    },
    personErased({ receiptId, erasedOn }),
  );
