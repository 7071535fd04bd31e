// How a commitment comes to be: under an agreement in force on its day, for an award that asks partners for money.
import {
  type Agreement,
  accept,
  type CoFundingRequest,
  type Commitment,
  commitmentMade,
  decideNew,
  fromMinor,
  type Given,
  type Known,
  makeCommitment,
  minorIn,
  type RatedCurrency,
  type Rejection,
  rateTo,
  refuseReversed,
  reject,
  rejectField,
  worthOn,
} from '@tributary/contracts';
import { isInForce, phaseOn } from '../agreement/in-force.ts';
import type { Upstream } from '../upstream/upstream.ts';

/** What is known where a commitment is made. */
export interface CommitmentGround {
  /** undefined: there is none of that id */
  readonly agreement: Agreement | undefined;
  /** what the award asks for; undefined: nothing that is known */
  readonly request: CoFundingRequest | undefined;
}

/** A commitment that may be made, and the limits that it must fit into. */
export interface Planned {
  readonly commitment: Commitment;
  /** the currency in which its award asks */
  readonly asked: RatedCurrency;
  /** the currency of the ceiling of its agreement; undefined: there is no ceiling */
  readonly ceiling: RatedCurrency | undefined;
}

type Refused = Rejection<
  | 'AGREEMENT_UNKNOWN'
  | 'AGREEMENT_NOT_IN_FORCE'
  | 'CO_FUNDING_NOT_ASKED'
  | 'AWARD_ENDED'
  | 'NOT_CAUGHT_UP'
  | 'DATES_REVERSED'
  | 'RATE_MISSING'
>;

/** Refuses an agreement that is not in force on a day. */
export function refuseAgreement(agreement: Agreement, date: string): Rejection<'AGREEMENT_NOT_IN_FORCE'> | undefined {
  if (isInForce(agreement, date)) return undefined;
  const state = phaseOn(agreement, date);
  const { reference, startsOn, endsOn } = agreement;
  return rejectField('AGREEMENT_NOT_IN_FORCE', '/agreementId', { date, reference, state, startsOn, endsOn });
}

/** The commitment that a command asks for, as far as it fits into its limits. */
export function planned(
  { agreementId, awardId, amount, committedOn }: Given<typeof makeCommitment>,
  { agreement, request, ...upstream }: CommitmentGround & Upstream,
): Planned | Refused {
  if (agreement === undefined) return rejectField('AGREEMENT_UNKNOWN', '/agreementId', { agreementId });
  const award = upstream.award(awardId);
  if (request === undefined && !award?.asksPartners) {
    return rejectField('CO_FUNDING_NOT_ASKED', '/awardId', { awardId });
  }
  if (award === undefined || request === undefined) return reject('NOT_CAUGHT_UP', { seconds: 1 });
  const endedOn = request.withdrawnOn ?? award.terminatedOn;
  if (endedOn !== undefined) return rejectField('AWARD_ENDED', '/awardId', { awardId, on: endedOn });
  const refused =
    refuseAgreement(agreement, committedOn) ?? refuseReversed(award.grantedOn, committedOn, '/committedOn');
  if (refused !== undefined) return refused;
  const value = worthOn(amount, committedOn, upstream, '/amount/currency');
  if ('rejected' in value) return value;
  const { ceiling } = agreement;
  const rate = ceiling && rateTo(ceiling.currency, committedOn, upstream, '/committedOn');
  if (rate !== undefined && 'rejected' in rate) return rate;
  const ofCeiling = ceiling && rate && { currency: ceiling.currency, rate: rate.rate };
  return {
    commitment: {
      partnerId: agreement.partnerId,
      agreementId,
      awardId,
      programmeId: request.programmeId,
      value,
      covers: fromMinor(minorIn(value, award), award.currency),
      disbursed: fromMinor(0n, amount.currency),
      committedOn,
      status: 'open',
      disbursements: [],
      reductions: [],
      ...(ofCeiling && { underCeiling: fromMinor(minorIn(value, ofCeiling), ofCeiling.currency) }),
    },
    asked: award,
    ceiling: ofCeiling,
  };
}

/** What decides about a commitment beside what is planned. */
export interface MakingGround extends CommitmentGround {
  /** why a limit does not take it; undefined where all do */
  readonly refused: Rejection<'ABOVE_LIMIT' | 'AGREEMENT_NOT_IN_FORCE' | 'AWARD_ENDED'> | undefined;
}

/** Makes a commitment for which there is room. */
export const make = decideNew(makeCommitment, (command, known: Known<Upstream & MakingGround>) => {
  const plan = planned(command, known);
  if ('rejected' in plan) return plan;
  if (known.refused !== undefined) return known.refused;
  const { partnerId, agreementId, awardId, programmeId, value, committedOn } = plan.commitment;
  return accept(plan.commitment, commitmentMade({ partnerId, agreementId, awardId, programmeId, value, committedOn }));
});
