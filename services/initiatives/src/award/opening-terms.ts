// What an opening balance must be like, whatever had been done where the award was kept before: shares that sum to the
// cost, tranches that sum to the share of the programme, and nothing verified that had not come in.
import {
  fromMinor,
  type Given,
  type LocalDate,
  type Money,
  type openAward,
  type Rejection,
  refuseReversed,
  rejectField,
  toMinor,
} from '@tributary/contracts';

/** An opening balance as it is proposed. */
export type Balances = Given<typeof openAward>;

type Refused = Rejection<'OPENING_NOT_TAKEN' | 'OTHER_CURRENCY' | 'DATES_REVERSED'>;

const written = ({ amount, currency }: Money): string => `${amount} ${currency}`;
const refuse = (pointer: string, rule: string, passes: string, given: string) =>
  rejectField('OPENING_NOT_TAKEN', pointer, { rule, passes: passes || '–', given: given || '–' });
const sumOf = (amounts: readonly Money[]): bigint => amounts.reduce((sum, amount) => sum + toMinor(amount), 0n);

/** The first refusal of a list that is looked at in its order. */
function firstOf<Item>(items: readonly Item[], refusal: (item: Item, at: number) => Refused | undefined) {
  for (const [at, item] of items.entries()) {
    const refused = refusal(item, at);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** Refuses balances that do not hold together. */
export const refuseBalances = (of: Balances): Refused | undefined =>
  refuseDays(of) ?? refuseCurrencies(of) ?? refuseShares(of) ?? refuseGiven(of) ?? refuseTranches(of);

function refuseDays({ grantedOn, signedOn, openedOn, plannedStartOn, plannedEndOn, tranches }: Balances) {
  return (
    refuseReversed(grantedOn, signedOn, '/signedOn') ??
    refuseReversed(signedOn, openedOn, '/openedOn') ??
    (plannedEndOn === undefined ? undefined : refuseReversed(plannedStartOn, plannedEndOn, '/plannedEndOn')) ??
    firstOf(tranches, ({ dueOn, payment }, at) => {
      const before: LocalDate = tranches[at - 1]?.dueOn ?? dueOn;
      const paidOn = payment?.paidOn ?? signedOn;
      return (
        refuseReversed(before, dueOn, `/tranches/${at}/dueOn`) ??
        refuseReversed(signedOn, paidOn, `/tranches/${at}/payment/paidOn`) ??
        refuseReversed(paidOn, openedOn, `/tranches/${at}/payment/paidOn`)
      );
    })
  );
}

/** Refuses amounts in another currency than the cost, but for what was transferred from abroad. */
function refuseCurrencies({ cost: { currency: passes }, shares, contributions, tranches }: Balances) {
  const inIt = (pointer: string, amount: Money | undefined, wanted = passes) =>
    amount === undefined || amount.currency === wanted
      ? undefined
      : rejectField('OTHER_CURRENCY', `${pointer}/currency`, { passes: wanted, given: amount.currency });
  return (
    firstOf(shares, ({ amount }, at) => inIt(`/shares/${at}/amount`, amount)) ??
    firstOf(contributions, ({ form, pledged, received, verified }, at) => {
      const wanted = form === 'fx-transfer' ? pledged.currency : passes;
      const pointer = `/contributions/${at}`;
      return (
        inIt(`${pointer}/pledged`, pledged, wanted) ??
        inIt(`${pointer}/received`, received, wanted) ??
        inIt(`${pointer}/verified`, verified, wanted)
      );
    }) ??
    firstOf(tranches, ({ amount, counterpart, payment }, at) => {
      const pointer = `/tranches/${at}`;
      return (
        inIt(`${pointer}/amount`, amount) ??
        inIt(`${pointer}/counterpart`, counterpart) ??
        inIt(`${pointer}/payment/acquitted`, payment?.acquitted)
      );
    })
  );
}

function refuseShares({ cost, shares }: Balances) {
  const twice = firstOf(shares, ({ party }, at) =>
    shares.findIndex((one) => one.party === party) < at
      ? refuse(`/shares/${at}/party`, 'PARTY_ONCE', '', party)
      : undefined,
  );
  const sum = sumOf(shares.map(({ amount }) => amount));
  if (twice !== undefined || sum === toMinor(cost)) return twice;
  const given = fromMinor(sum, cost.currency);
  return refuse('/shares', 'SUM_IS_COST', written(fromMinor(toMinor(cost), cost.currency)), written(given));
}

/** Refuses what a party has given that has no share, or gives otherwise, and more verified or received than was there. */
function refuseGiven({ shares, contributions }: Balances) {
  return firstOf(contributions, ({ role, form, pledged, received, verified }, at) => {
    const pointer = `/contributions/${at}`;
    const taken = shares.filter((share) => share.role !== 'central');
    if (!taken.some((share) => share.role === role && formsOf(share).includes(form))) {
      const passes = taken.map((share) => `${share.role} (${formsOf(share).join(', ')})`).join('; ');
      return refuse(`${pointer}/role`, 'ROLE_HAS_SHARE', passes, `${role} (${form})`);
    }
    if (toMinor(received) > toMinor(pledged)) {
      return refuse(`${pointer}/received`, 'WITHIN_PLEDGED', `≤ ${written(pledged)}`, written(received));
    }
    if (toMinor(verified) > toMinor(received)) {
      return refuse(`${pointer}/verified`, 'WITHIN_RECEIVED', `≤ ${written(received)}`, written(verified));
    }
    return undefined;
  });
}

/** The forms in which a party may give: money unless told. */
export const formsOf = ({
  forms,
}: Pick<Balances['shares'][number], 'forms'>): Balances['shares'][number]['forms'] & object =>
  forms ?? ['cash', 'fx-transfer'];

/** Refuses tranches that do not sum to the share of the programme, one number for two payments, and more accounted for than was paid. */
function refuseTranches({ cost, shares, tranches }: Balances) {
  const share = sumOf(shares.flatMap(({ role, amount }) => (role === 'central' ? [amount] : [])));
  const sum = sumOf(tranches.map(({ amount }) => amount));
  if (sum !== share) {
    const [passes, given] = [fromMinor(share, cost.currency), fromMinor(sum, cost.currency)].map(written);
    return refuse('/tranches', 'SUM_IS_SHARE', passes ?? '', given ?? '');
  }
  const references = tranches.map(({ payment }) => payment?.reference);
  return firstOf(tranches, ({ amount, payment }, at) => {
    if (payment === undefined) return undefined;
    const pointer = `/tranches/${at}/payment`;
    const { reference, acquitted } = payment;
    if (references.indexOf(reference) < at) return refuse(`${pointer}/reference`, 'REFERENCE_ONCE', '', reference);
    if (acquitted === undefined || toMinor(acquitted) <= toMinor(amount)) return undefined;
    return refuse(`${pointer}/acquitted`, 'WITHIN_PAYMENT', `≤ ${written(amount)}`, written(acquitted));
  });
}
