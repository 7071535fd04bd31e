// Shares as an amendment changes them: they sum to the same cost, the programme pays no more than it did, and the rules
// by which the award was granted give the very same shares.

import type { KnownRates } from '@tributary/contracts';
import {
  type AmendedShare,
  type Award,
  type AwardShare,
  fromMinor,
  type Grant,
  type Money,
  type Offer,
  type ProgrammeRules,
  type Rejection,
  rejectField,
  type Submission,
  toMinor,
  valued,
} from '@tributary/contracts';
import { grantOf } from './shares.ts';
import { centralOf } from './verified.ts';

type RefusedByRules = Rejection<'AWARD_NOT_POSSIBLE' | 'RATE_MISSING'>;
type Refused = Rejection<'AMENDMENT_NOT_TAKEN'> | RefusedByRules;

/** What the rules of an award make of other shares. */
export type GrantWith = (shares: readonly AmendedShare[]) => Grant | RefusedByRules;

/** What an award was granted on. */
export interface AwardTerms {
  readonly submission: Submission;
  /** of the version by which it was granted */
  readonly rules: ProgrammeRules;
  readonly known: KnownRates;
}

const written = ({ amount, currency }: Money): string => `${amount} ${currency}`;
const sumOf = (amounts: readonly Money[]): bigint => amounts.reduce((sum, amount) => sum + toMinor(amount), 0n);

/** The shares of an award with other amounts, by the rate at which it was granted. */
export const sharesAmended = (
  { shares, cost }: Pick<Award, 'shares' | 'cost'>,
  asked: readonly AmendedShare[],
): AwardShare[] =>
  shares.map((share) => {
    const amount = asked.find(({ party }) => party === share.party)?.amount ?? share.value.amount;
    return { ...share, value: valued(amount, cost, cost.base.currency) };
  });

/** Refuses shares that are not of the same parties, in the same currency, of the same sum, or within the rules. */
export function refuseShares(
  award: Award,
  asked: readonly AmendedShare[],
  { grantWith }: { readonly grantWith: GrantWith },
): Refused | undefined {
  const { shares, cost } = award;
  const refuse = (rule: string, passes: string, given: string) =>
    rejectField('AMENDMENT_NOT_TAKEN', '/shares', { rule, passes, given });
  const names = (of: readonly { readonly party: string }[]) =>
    of
      .map(({ party }) => party)
      .sort()
      .join(', ');
  if (names(asked) !== names(shares)) return refuse('SAME_PARTIES', names(shares), names(asked));
  const { currency } = cost.amount;
  const foreign = asked.find(({ amount }) => amount.currency !== currency);
  if (foreign !== undefined) return refuse('SAME_CURRENCY', currency, foreign.amount.currency);
  const sum = fromMinor(sumOf(asked.map(({ amount }) => amount)), currency);
  if (toMinor(sum) !== toMinor(cost.amount)) return refuse('SUM_IS_COST', written(cost.amount), written(sum));
  const [before, after] = [centralOf(award), centralOf({ shares: sharesAmended(award, asked), cost })];
  if (toMinor(after) > toMinor(before)) return refuse('WITHIN_COMMITTED', `≤ ${written(before)}`, written(after));
  const grant = grantWith(asked);
  if ('rejected' in grant) return grant;
  const listed = (of: readonly { readonly party: string; readonly amount: Money }[]) =>
    of
      .filter(({ amount }) => toMinor(amount) > 0n)
      .map(({ party, amount }) => `${party} ${written(fromMinor(toMinor(amount), amount.currency))}`)
      .sort()
      .join('; ');
  const [passes, given] = [
    listed(grant.shares.map(({ party, value }) => ({ party, amount: value.amount }))),
    listed(asked),
  ];
  return passes === given ? undefined : refuse('WITHIN_RULES', passes, given);
}

/**
 * What the rules of an award make of other shares: as if the parties had offered those, and the programme had been asked
 * for its own. A party whose share stays keeps what it offered.
 */
export function grantAmended(
  award: Pick<Award, 'shares' | 'cost' | 'grantedOn'>,
  { submission, rules, known }: AwardTerms,
  asked: readonly AmendedShare[],
): Grant | RefusedByRules {
  const changed = award.shares.flatMap(({ party, role, value }) => {
    const amount = asked.find((one) => one.party === party)?.amount;
    return role === 'central' || amount === undefined || toMinor(amount) === toMinor(value.amount)
      ? []
      : [{ party, amount }];
  });
  const isKept = ({ party }: Offer) => changed.every((one) => one.party !== party);
  const offers = [
    ...submission.offers.filter(isKept),
    ...changed.map(({ party, amount }): Offer => {
      const source = submission.offers.find((offer) => offer.party === party)?.source;
      return { party, form: 'cash', amount, ...(source !== undefined && { source }) };
    }),
  ];
  const requested = centralOf({ shares: sharesAmended(award, asked), cost: award.cost });
  return grantOf({ ...submission, offers, requested }, rules, award.grantedOn, known);
}
