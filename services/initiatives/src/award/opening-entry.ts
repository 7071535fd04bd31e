// The one entry with which an award of before comes into the ledger: what each account holds on the day of the opening,
// against the account `opening`, so that it sums to zero in each currency. What led there is no entry here.
import {
  type awardOpened,
  type EventContract,
  fromMinor,
  type Money,
  type Posting,
  toMinor,
} from '@tributary/contracts';

type Opened = typeof awardOpened extends EventContract<infer Data> ? Data : never;

/** The postings of an opening balance. */
export function openingPostings({ shares, contributions, tranches }: Opened): readonly Posting[] {
  const sums = new Map<string, { readonly account: string; readonly currency: string; readonly minor: bigint }>();
  function hold(account: string, currency: string, minor: bigint): void {
    for (const [name, more] of [
      [account, minor],
      ['opening', -minor],
    ] as const) {
      const key = `${name} ${currency}`;
      sums.set(key, { account: name, currency, minor: (sums.get(key)?.minor ?? 0n) + more });
    }
  }
  const minorOf = (amount: Money | undefined): bigint => (amount === undefined ? 0n : toMinor(amount));
  for (const { role, value } of shares) hold(`committed:${role}`, value.amount.currency, toMinor(value.amount));
  for (const { value, paidOn, acquitted } of tranches) {
    if (paidOn === undefined) continue;
    const { currency } = value.amount;
    const [paid, done] = [toMinor(value.amount), minorOf(acquitted)];
    hold('committed:central', currency, -paid);
    hold('paid:central', currency, paid - done);
    hold('acquitted:central', currency, done);
  }
  for (const { role, pledged, received, verified } of contributions) {
    const { currency } = pledged.amount;
    const [promised, came, seen] = [pledged, received, verified].map(({ amount }) => toMinor(amount)) as [
      bigint,
      bigint,
      bigint,
    ];
    hold(`due:${role}`, currency, promised - came);
    hold(`received:${role}`, currency, came - seen);
    hold(`verified:${role}`, currency, seen);
  }
  return [...sums.values()]
    .filter(({ minor }) => minor !== 0n)
    .map(({ account, currency, minor }) => ({ account, amount: fromMinor(minor, currency) }));
}
