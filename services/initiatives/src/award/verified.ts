// What the other parties have verified, in the currency of the award.
import { type Award, type Contribution, fromMinor, minorIn, toMinor, type Valued, valued } from '@tributary/contracts';

type Counted = Pick<Contribution, 'pledged' | 'verified'>;

/** The verified part of a contribution; in another currency, by the rates of its pledge and of the award. */
function countedOf({ pledged, verified }: Counted, cost: Valued): bigint {
  const { currency } = cost.amount;
  if (verified.currency === currency) return toMinor(verified);
  return minorIn(valued(verified, pledged, cost.base.currency), { currency, rate: cost.rate });
}

/** What all contributions together have verified, in minor units of the currency of the award. */
export const verifiedOf = ({ contributions, cost }: Pick<Award, 'contributions' | 'cost'>): bigint =>
  contributions.reduce((sum, contribution) => sum + countedOf(contribution, cost), 0n);

/** What the parties other than the programme pay together, in minor units. */
export const othersOf = ({ shares }: Pick<Award, 'shares'>): bigint =>
  shares.reduce((sum, { role, value }) => (role === 'central' ? sum : sum + toMinor(value.amount)), 0n);

/** What the programme pays. */
export const centralOf = ({ shares, cost }: Pick<Award, 'shares' | 'cost'>) =>
  fromMinor(
    shares.reduce((sum, { role, value }) => (role === 'central' ? sum + toMinor(value.amount) : sum), 0n),
    cost.amount.currency,
  );
