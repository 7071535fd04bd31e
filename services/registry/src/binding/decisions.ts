// What becomes of a person when a code is issued, presented, or taken back. Codes and identities come as blind tokens.
import {
  type Accepted,
  type AppliedFor,
  accept,
  CODES_A_DAY,
  type Decision,
  type Holding,
  openPersonStates,
  type Person,
  refuseState,
  reject,
} from '@tributary/contracts';

/** A person as it is kept: with the subject whose own the record is. */
export type BoundPerson = Person & AppliedFor & Holding;

const DAY_MS = 86_400_000;

/** A code that is issued: blind tokens of it and of who issues it, and how long it holds. */
export interface IssuedCode {
  readonly token: string;
  readonly issuedBy: string;
  readonly until: Date;
}

/**
 * Issues a code in the place of the one before, to a person for whom no identity stands.
 * @param isBound whether one stands for them by a record that was merged into this one
 */
export function issue(
  person: BoundPerson,
  { token, issuedBy, until }: IssuedCode,
  now: Date,
  isBound: boolean,
): Decision<BoundPerson> {
  const refused = refuseState(person, ...openPersonStates);
  if (refused !== undefined) return refused;
  if (isBound || person.applicantId !== undefined) return reject('ALREADY_BOUND');
  const since = new Date(now.getTime() - DAY_MS).toISOString();
  const issuedAt = (person.bindingCodes?.issuedAt ?? []).filter((at) => at > since);
  const [first] = issuedAt;
  if (first !== undefined && issuedAt.length >= CODES_A_DAY) {
    const seconds = Math.ceil((Date.parse(first) + DAY_MS - now.getTime()) / 1000);
    return reject('TOO_MANY_REQUESTS', { seconds });
  }
  return accept({
    ...person,
    bindingCode: token,
    bindingCodes: { until: until.toISOString(), issuedBy, issuedAt: [...issuedAt, now.toISOString()] },
  });
}

/** An identity that presents a code, as blind tokens, and the subject that its token names. */
export interface Presented {
  readonly token: string;
  readonly subject: string;
  readonly identity: string;
  readonly presentedBy: string;
  /** the record that goes on for the one of the code where that was merged */
  readonly survivor: Pick<Person, 'status'>;
  /** whether another subject stands for the person by another record of theirs */
  readonly isTaken: boolean;
}

/**
 * Makes a record the own of the identity that presents its code; who issued a code presents it for nobody. A record that was
 * merged since its code was issued is bound itself: by it the identity acts for the one that goes on.
 */
export function bind(
  person: BoundPerson,
  { token, subject, identity, presentedBy, survivor, isTaken }: Presented,
  { now, today }: { readonly now: Date; readonly today: string },
): Decision<BoundPerson> | 'unchanged' {
  const { bindingCode, bindingCodes } = person;
  if (bindingCode !== token || bindingCodes === undefined) return reject('CODE_UNKNOWN');
  if (person.identity === identity) return 'unchanged';
  if (person.applicantId !== undefined) return reject('CODE_USED');
  if (bindingCodes.until <= now.toISOString()) return reject('CODE_EXPIRED', { until: bindingCodes.until });
  if (bindingCodes.issuedBy === presentedBy) return reject('FOUR_EYES');
  const refused = refuseState(person.status === 'merged' ? survivor : person, ...openPersonStates);
  if (refused !== undefined) return refused;
  if (isTaken) return reject('ALREADY_BOUND');
  const holds = [...(person.holds ?? []), identity];
  return accept({ ...person, applicantId: subject, identity, boundOn: today, holds });
}

/** Takes a record from its identity, with the code that is open for it; how many codes were issued is kept. */
export function unbind(person: BoundPerson): Decision<BoundPerson> {
  if (person.applicantId === undefined && person.bindingCode === undefined) return reject('NOT_BOUND');
  return released(person);
}

/** Takes back a binding that another one of the same person came between: its code can be presented again. */
export function takeBack(person: BoundPerson, subject: string): Decision<BoundPerson> | 'unchanged' {
  if (person.applicantId !== subject || person.identity === undefined) return 'unchanged';
  const { bindingCode } = person;
  const { state } = released(person);
  return accept(bindingCode === undefined ? state : { ...state, bindingCode });
}

/** A record that is nobody's own. */
function released(person: BoundPerson): Accepted<BoundPerson> {
  const { applicantId: _subject, identity, boundOn: _on, bindingCode: _code, holds = [], ...rest } = person;
  const left = holds.filter((held) => held !== identity);
  return accept(left.length === 0 ? rest : { ...rest, holds: left });
}
