// Who pays how much of what is approved, by the rules that were in force at submission.
import {
  type AwardShare,
  type ContributionForm,
  fromMinor,
  type Grant,
  type KnownRates,
  type LocalDate,
  type MatchParty,
  type MatchResult,
  type MatchRule,
  type Money,
  type ProgrammeRules,
  type Rejection,
  rateTo,
  reject,
  type Submission,
  type TranchePlan,
  toMinor,
  valued,
} from '@tributary/contracts';
import { matchOf, reimbursementOf } from '@tributary/match-engine';
import { askOf } from '../application/ask.ts';
import { crossRates, currenciesIn } from '../quote/rates.ts';

type Refused = Rejection<'AWARD_NOT_POSSIBLE' | 'RATE_MISSING'>;
type Share = Omit<AwardShare, 'value'> & { readonly amount: Money };
type Split = { readonly shares: readonly Share[]; readonly bounds: Grant['bounds'] };

const usualForms: readonly ContributionForm[] = ['cash', 'fx-transfer'];

/**
 * What the rules make of a submission: shares that sum to its cost to the minor unit, of which the programme pays at
 * most what was asked for.
 * @param on the day of the last approval, whose rates value it in the base currency
 */
export function grantOf(
  submission: Submission,
  rules: ProgrammeRules,
  on: LocalDate,
  known: KnownRates,
): Grant | Refused {
  const rate = rateTo(submission.cost.currency, on, known, '/approvedOn');
  if ('rejected' in rate) return rate;
  const split = rules.match === undefined ? byAmount(submission, rules) : byMatch(submission, rules.match, known);
  if ('rejected' in split) return split;
  const worth = (amount: Money) => valued(amount, rate, known.baseCurrency);
  return {
    cost: worth(submission.cost),
    shares: split.shares.map(({ amount, ...share }) => ({ ...share, value: worth(amount) })),
    bounds: split.bounds,
    tranchePlan: tranchePlanOf(rules),
  };
}

/** The parts in which the central share is paid. What every award asks for must be there before the first of them. */
export function tranchePlanOf({
  tranches,
  requirements,
}: Pick<ProgrammeRules, 'tranches' | 'requirements'>): TranchePlan[] {
  const [first = { pct: 100, requires: [] }, ...others] = tranches;
  return [{ ...first, requires: [...new Set([...requirements, ...first.requires])] }, ...others];
}

/** Shares by a match. What was asked for is one more cap, of all parties together whose role is central. */
function byMatch(submission: Submission, rule: MatchRule, known: KnownRates): Split | Refused {
  const { cost, requested, submittedOn } = submission;
  const central = rule.parties.filter(({ role }) => role === 'central').map(({ code }) => code);
  const asked = { code: 'requested', parties: central, maxAmount: [requested] };
  const capped = { ...rule, groups: [...(rule.groups ?? []), asked] };
  const rates = crossRates(currenciesIn(capped), cost.currency, submittedOn, known);
  const match = matchOf(capped, askOf(submission), rates);
  if (match.rejections.length > 0 || match.shares.length === 0) return notPossible(submission, match);
  return {
    shares: match.shares
      .filter(({ share }) => toMinor(share) > 0n)
      .map(({ party, role, share }) => ({ party, role, amount: share, forms: formsOf(party, rule.parties) })),
    bounds: match.bounds.flatMap(({ role, limit }) => (role === undefined ? [] : [{ role, limit }])),
  };
}

const formsOf = (code: string, parties: readonly MatchParty[]): ContributionForm[] => [
  ...(parties.find((party) => party.code === code)?.forms ?? usualForms),
];

/** Shares where nothing is matched: a loan of what is asked for, costs that are paid back, or a plain grant. */
function byAmount(submission: Submission, { reimbursement }: ProgrammeRules): Split | Refused {
  const { cost, requested } = submission;
  if (cost.currency !== requested.currency) return notPossible(submission, undefined);
  const paidBack = reimbursement && toMinor(reimbursementOf(reimbursement, [cost], []).amount);
  const most = toMinor(requested);
  const central = paidBack !== undefined && paidBack < most ? paidBack : most;
  const own = toMinor(cost) - central;
  const share = (role: 'central' | 'beneficiary', minor: bigint): Share => ({
    party: role,
    role,
    amount: fromMinor(minor, cost.currency),
    forms: [...usualForms],
  });
  return { shares: [share('central', central), ...(own > 0n ? [share('beneficiary', own)] : [])], bounds: [] };
}

function notPossible({ rulesVersion, cost, requested }: Submission, match: MatchResult | undefined): Refused {
  const written = ({ amount, currency }: Money) => `${amount} ${currency}`;
  const codes = match?.rejections.map(({ code }) => code) ?? ['CURRENCY_MISMATCH'];
  const reasons = [...new Set(codes)].join(', ') || 'CAPS_BELOW_COST';
  return reject('AWARD_NOT_POSSIBLE', { rulesVersion, cost: written(cost), requested: written(requested), reasons });
}
