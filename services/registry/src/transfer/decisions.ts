// What becomes of a person whose record is to move to another ministry. Who proposed it comes as a blind token.
import {
  type Accepted,
  accept,
  type Decision,
  decideChange,
  type Known,
  type LocalDate,
  openPersonStates,
  type Person,
  personReceived,
  personTransferEnded,
  personTransferProposed,
  personTransferred,
  proposeTransfer,
  refuseState,
  reject,
  withdrawTransfer,
} from '@tributary/contracts';
import { expireEvery } from '../consent/decisions.ts';

/** What is known beside a proposal. */
export interface Proposal {
  /** the ministry that has the record */
  readonly from: string;
  /** blind token of who proposes */
  readonly proposedBy: string;
  readonly bySelf: boolean;
}

export const propose = decideChange(
  proposeTransfer,
  (person, { to, reasonCode }, { from, proposedBy, bySelf, today, newId }: Known<Proposal>) => {
    const refused = refuseState(person, ...openPersonStates);
    if (refused !== undefined) return refused;
    if (person.transferTo !== undefined) return reject('TRANSFER_OPEN');
    if (to === from) return reject('SAME_MINISTRY', { ministry: from });
    const transfer = { status: 'open', from, to, reasonCode, proposedOn: today, proposedBy, bySelf } as const;
    return accept(
      { ...person, transferId: newId(), transferTo: to, transfer },
      personTransferProposed({ to, reasonCode, proposedOn: today }),
    );
  },
);

/** The record without an open transfer; the newest one is kept with what became of it. */
function answered(person: Person, status: 'accepted' | 'refused' | 'withdrawn'): Person {
  const { transferTo: _to, transfer, ...rest } = person;
  return transfer === undefined ? rest : { ...rest, transfer: { ...transfer, status } };
}

/** The record stays with its ministry. */
function end(person: Person, status: 'refused' | 'withdrawn', reasonCode: string, endedOn: LocalDate) {
  if (person.transferTo === undefined) return reject('TRANSFER_ENDED');
  return accept(answered(person, status), personTransferEnded({ outcome: status, reasonCode, endedOn }));
}

export const withdraw = decideChange(withdrawTransfer, (person, { reasonCode }, { today }) =>
  end(person, 'withdrawn', reasonCode, today),
);

/** Refuses a transfer for the ministry that was asked; a second time it changes nothing. */
export function refuse(
  person: Person,
  { transferId, reasonCode }: { readonly transferId: string; readonly reasonCode: string },
  today: LocalDate,
): Decision<Person> | 'unchanged' {
  if (person.transferId !== transferId) return reject('TRANSFER_ENDED');
  if (person.transfer?.status === 'refused') return 'unchanged';
  return end(person, 'refused', reasonCode, today);
}

/** Why a registrar of the ministry that was asked cannot take a record over now; undefined: they can. */
export function refuseAcceptance(
  person: Person,
  { transferId, by }: { readonly transferId: string; readonly by: string },
) {
  const { transfer } = person;
  // in which state a record is that was closed, merged or erased meanwhile is not for a ministry that does not have it
  const stands = refuseState(person, ...openPersonStates) === undefined;
  if (person.transferId !== transferId || transfer?.status !== 'open' || !stands) return reject('TRANSFER_ENDED');
  return transfer.proposedBy === by ? reject('FOUR_EYES') : undefined;
}

/** A record as it is sealed for the ministry that takes it over. */
export interface Sealed {
  readonly vault: string;
  readonly tokens: readonly string[];
  /** blind token of the identity that stands for the person there */
  readonly identity: string | undefined;
}

/**
 * Hands a record over as it stands. Its identity stays bound; a code that the ministry of before issued holds no longer, and
 * nor does what the person consented to there.
 * @param to the ministry that owns it from then on
 */
export function handOver(
  person: Person,
  { vault, tokens, identity }: Sealed,
  to: string,
  on: LocalDate,
): Accepted<Person> {
  const { state: ended, events } = expireEvery(answered(person, 'accepted'), on);
  const { bindingCode: _code, bindingCodes: _codes, identity: _identity, ...rest } = ended;
  const { status, sex = 'unknown', birthCohort, residence, channel, assurance, contactable } = ended;
  const { registeredOn, verifiedOn, confirmedOn, mergedInto } = person;
  const coarse = {
    status,
    sex,
    birthCohort,
    residenceCountry: residence?.country ?? '',
    channel,
    assurance,
    contactable,
  };
  const received = personReceived({
    ...coarse,
    registeredOn,
    ...(verifiedOn !== undefined && { verifiedOn }),
    ...(confirmedOn !== undefined && { confirmedOn }),
    ...(mergedInto !== undefined && { survivorId: mergedInto }),
    receivedOn: on,
  });
  const state: Person = { ...rest, vault, tokens: [...tokens], ...(identity !== undefined && { identity }) };
  return { ...accept(state, ...events, personTransferred({ transferredOn: on })), moves: { to, arriving: [received] } };
}
