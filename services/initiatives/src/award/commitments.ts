// What partners give to an award, as their commitments tell it: pledged by the commitment, received by what they disburse.
// It is taken note of whatever has become of the award, since the money is on its way or there: on a terminated one it pays
// for nothing, nobody verifies it, and its return is a disbursement that is taken back.
import {
  type Accepted,
  type Award,
  awardContributionPledged,
  awardContributionReceived,
  awardContributionVerified,
  type Contribution,
  type commitmentDisbursementRecorded,
  type commitmentMade,
  type commitmentReduced,
  type DomainEvent,
  type EventContract,
  fromMinor,
  type LocalDate,
  type Money,
  type SignedMoney,
  toMinor,
  valued,
} from '@tributary/contracts';
import { gated } from './gate.ts';
import { acceptPosted } from './ledger.ts';

type DataOf<Event> = Event extends EventContract<infer Data> ? Data : never;

const sum = (one: Money, other: SignedMoney): Money => fromMinor(toMinor(one) + toMinor(other), one.currency);
const minus = (one: Money, other: Money): SignedMoney => fromMinor(toMinor(one) - toMinor(other), one.currency);

/** The pledge that a commitment made. */
const pledgeOf = ({ contributions }: Award, commitmentId: string): Contribution | undefined =>
  contributions.find(({ role, sourceRef }) => role === 'partner' && sourceRef === commitmentId);

/** @throws {Error} the commitment made no pledge, which its first event does */
function knownPledge(award: Award, commitmentId: string): Contribution {
  const pledge = pledgeOf(award, commitmentId);
  if (pledge === undefined) throw new Error(`commitment ${commitmentId} has made no pledge here`);
  return pledge;
}

const toldOf = ({ no, role, form, sourceRef }: Contribution) => ({
  no,
  role,
  form,
  ...(sourceRef !== undefined && { sourceRef }),
});

const replaced = (award: Award, contribution: Contribution): Award => ({
  ...award,
  contributions: award.contributions.map((one) => (one.no === contribution.no ? contribution : one)),
});

/** Enters the pledge of a commitment, once. What is in another currency comes as a transfer from abroad. */
export function pledgedBy(
  award: Award,
  commitmentId: string,
  { value, committedOn }: DataOf<typeof commitmentMade>,
): Accepted<Award> | 'unchanged' {
  if (pledgeOf(award, commitmentId) !== undefined) return 'unchanged';
  const { currency } = value.amount;
  const nothing = fromMinor(0n, currency);
  const contribution: Contribution = {
    no: award.contributions.length + 1,
    role: 'partner',
    form: currency === award.cost.amount.currency ? 'cash' : 'fx-transfer',
    pledged: value,
    received: nothing,
    verified: nothing,
    sourceRef: commitmentId,
    pledgedOn: committedOn,
    enteredBy: [],
  };
  const after = { ...award, contributions: [...award.contributions, contribution] };
  return acceptPosted(
    award,
    after,
    awardContributionPledged({ ...toldOf(contribution), value, pledgedOn: committedOn }),
  );
}

/** What is known where a disbursement comes in. */
export interface ReceiptGround {
  readonly today: LocalDate;
  /** whether the applicant of the award is suspended */
  readonly isSuspended: boolean;
}

/**
 * Receives what a partner has disbursed. Of what it takes back a verification cannot stand: as much of that is taken back
 * today as is no longer there, and the tranches are looked at again.
 */
export function receivedBy(
  award: Award,
  commitmentId: string,
  { value, disbursedOn, reasonCode }: DataOf<typeof commitmentDisbursementRecorded>,
  { today, isSuspended }: ReceiptGround,
): Accepted<Award> {
  const before = knownPledge(award, commitmentId);
  const told = { ...toldOf(before), ...(reasonCode !== undefined && { reasonCode }) };
  const received = sum(before.received, value.amount);
  const unverified = minus(received, before.verified);
  const isShort = toMinor(unverified) < 0n;
  const verified = isShort ? received : before.verified;
  const events: DomainEvent[] = isShort
    ? [
        awardContributionVerified({
          ...told,
          value: valued(unverified, value, value.base.currency),
          verifiedOn: today,
        }),
      ]
    : [];
  const after = replaced(award, { ...before, received, verified });
  const looked = isShort ? gated(after, today, isSuspended) : { award: after, events: [] };
  const receipt = awardContributionReceived({ ...told, value, receivedOn: disbursedOn });
  return acceptPosted(award, looked.award, ...events, receipt, ...looked.events);
}

/** Takes off a pledge what will not come of its commitment. */
export function reducedBy(
  award: Award,
  commitmentId: string,
  { value, takenOff, reducedOn }: DataOf<typeof commitmentReduced>,
): Accepted<Award> {
  const before = knownPledge(award, commitmentId);
  const { rate, rateDate } = value;
  const lost = {
    amount: fromMinor(-toMinor(takenOff), takenOff.currency),
    base: minus(value.base, before.pledged.base),
    rate,
    rateDate,
  };
  const told = awardContributionPledged({ ...toldOf(before), value: lost, pledgedOn: reducedOn });
  return acceptPosted(award, replaced(award, { ...before, pledged: value }), told);
}
