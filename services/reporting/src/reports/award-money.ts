// Sums over the money of awards, in minor units of the base currency.
import type { ContributionForm } from '@tributary/contracts';
import type { AwardRow, GrantRow, VerifiedRow } from '../read-models/awards.ts';

/** What the programme has paid. */
export const paidOf = ({ tranches }: Pick<AwardRow, 'tranches'>): bigint =>
  tranches.reduce((sum, { payment }) => sum + (payment?.value ?? 0n), 0n);

/** What parties other than the programme have verified, or the part of it that is asked for. */
export const verifiedOf = (
  { verified }: Pick<AwardRow, 'verified'>,
  isAsked: (one: VerifiedRow) => boolean = () => true,
): bigint => verified.reduce((sum, one) => (one.role !== 'central' && isAsked(one) ? sum + one.value : sum), 0n);

/** What parties other than the programme have promised. */
export const promisedOf = ({ shares }: Pick<GrantRow, 'shares'>): bigint =>
  shares.reduce((sum, { role, value }) => (role === 'central' ? sum : sum + value), 0n);

/** Whether something is given as money, and not as things or working time. */
export const isCash = ({ form }: { readonly form: ContributionForm }): boolean =>
  form === 'cash' || form === 'fx-transfer';
