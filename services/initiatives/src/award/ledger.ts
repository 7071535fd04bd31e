// The ledger of an award: what its events move between accounts, by double entry. It is folded from the events alone,
// and is only ever added to. Of what others give, `promised` is the source and `due`, `received` and `verified` are the
// stages; of what the programme pays, `committed`, `approved`, `instructed`, `paid`, `acquitted` and
// `cancelled`, and after its end `recoverable`, `repaid` and `waived`. But for `cost` and `promised`, or `opening` of an
// award of before, from which all comes, no account is ever negative.
import {
  type Accepted,
  type Award,
  accept,
  awardAmended,
  awardContributionPledged,
  awardContributionReceived,
  awardContributionVerified,
  awardGranted,
  awardOpened,
  awardPaymentReversed,
  awardRecoveryOpened,
  awardRecoveryRepaid,
  awardRecoveryWaived,
  awardSigned,
  awardTerminated,
  awardTrancheAcquitted,
  awardTrancheApproved,
  awardTrancheHeld,
  awardTrancheInstructed,
  awardTranchePaid,
  awardTrancheRecalled,
  type DomainEvent,
  type EventContract,
  fromMinor,
  type LedgerEntry,
  type Money,
  type Posting,
  TRANCHE_APPROVALS,
  toMinor,
} from '@tributary/contracts';
import { openingPostings } from './opening-entry.ts';

/** What is known of an award on the way through its events. */
export interface Book {
  readonly entries: readonly LedgerEntry[];
  /** the tranches that were planned, by their places */
  readonly tranches: ReadonlyMap<number, Money>;
  /** the places of those that are approved and not paid */
  readonly approved: ReadonlySet<number>;
  /** the places of those that the bank is asked to pay */
  readonly instructed: ReadonlySet<number>;
}

export const emptyBook: Book = { entries: [], tranches: new Map(), approved: new Set(), instructed: new Set() };

/** The book of a state. */
export const bookOf = ({ ledger, tranches }: Pick<Award, 'ledger' | 'tranches'>): Book => ({
  entries: ledger,
  tranches: new Map(tranches.map(({ no, value }) => [no, value.amount])),
  approved: placesOf(tranches, 'approved'),
  instructed: placesOf(tranches, 'instructed'),
});

const placesOf = (tranches: Award['tranches'], wanted: string) =>
  new Set(tranches.filter(({ status }) => status === wanted).map(({ no }) => no));

/** Accepts a change of an award: its events are told, and what they move is entered in the ledger. */
export const acceptPosted = (before: Award, after: Award, ...events: readonly DomainEvent[]): Accepted<Award> =>
  accept({ ...after, ledger: [...events.reduce(posted, bookOf(before)).entries] }, ...events);

type Amended = typeof awardAmended extends EventContract<infer T> ? T : never;

const is = <T>({ type }: EventContract<T>, event: DomainEvent): event is DomainEvent<T> => event.type === type;

/** The book after one more event. */
export function posted(book: Book, event: DomainEvent): Book {
  if (is(awardGranted, event)) {
    const { shares, cost, grantedOn } = event.data;
    const committed = shares.map(({ role, value }) => posting(`committed:${role}`, value.amount));
    return entered(book, event, grantedOn, [posting('cost', negative(cost.amount)), ...committed]);
  }
  if (is(awardSigned, event)) {
    return { ...book, tranches: new Map(event.data.tranches.map(({ no, value }) => [no, value.amount])) };
  }
  if (is(awardContributionPledged, event)) {
    const { role, value, pledgedOn } = event.data;
    return entered(book, event, pledgedOn, moved(`promised:${role}`, `due:${role}`, value.amount));
  }
  if (is(awardContributionReceived, event)) {
    const { role, value, receivedOn } = event.data;
    return entered(book, event, receivedOn, moved(`due:${role}`, `received:${role}`, value.amount));
  }
  if (is(awardContributionVerified, event)) {
    const { role, value, verifiedOn } = event.data;
    return entered(book, event, verifiedOn, moved(`received:${role}`, `verified:${role}`, value.amount));
  }
  if (is(awardOpened, event)) {
    const tranches = new Map(event.data.tranches.map(({ no, value }) => [no, value.amount]));
    return entered({ ...book, tranches }, event, event.data.openedOn, openingPostings(event.data));
  }
  return ofTranches(book, event) ?? ofEnd(book, event) ?? book;
}

function ofTranches(book: Book, event: DomainEvent): Book | undefined {
  const { tranches, approved } = book;
  if (is(awardTrancheApproved, event)) {
    const { no, on, approvals } = event.data;
    const value = tranches.get(no);
    if (value === undefined || approvals < TRANCHE_APPROVALS) return book;
    const after = { ...book, approved: new Set([...approved, no]) };
    return entered(after, event, on, moved('committed:central', 'approved:central', value));
  }
  if (is(awardTrancheHeld, event)) {
    const { no, on } = event.data;
    const value = tranches.get(no);
    if (value === undefined || !approved.has(no)) return book;
    return entered(without(book, no), event, on, moved('approved:central', 'committed:central', value));
  }
  if (is(awardTrancheInstructed, event)) {
    const { no, instructedOn } = event.data;
    const value = tranches.get(no);
    if (value === undefined) return book;
    const after = { ...without(book, no), instructed: new Set([...book.instructed, no]) };
    return entered(after, event, instructedOn, moved('approved:central', 'instructed:central', value));
  }
  if (is(awardTrancheRecalled, event)) {
    const { no, recalledOn } = event.data;
    const value = tranches.get(no);
    if (value === undefined) return book;
    const after = { ...without(book, no), approved: new Set([...approved, no]) };
    return entered(after, event, recalledOn, moved('instructed:central', 'approved:central', value));
  }
  if (is(awardTranchePaid, event)) {
    const { no, value, paidOn } = event.data;
    const from = book.instructed.has(no) ? 'instructed:central' : 'approved:central';
    return entered(without(book, no), event, paidOn, moved(from, 'paid:central', value.amount));
  }
  if (is(awardPaymentReversed, event)) {
    const { no, value, reversedOn } = event.data;
    const after = { ...book, approved: new Set([...approved, no]) };
    return entered(after, event, reversedOn, moved('approved:central', 'paid:central', value.amount));
  }
  if (is(awardTrancheAcquitted, event)) {
    const { amount, acquittedOn } = event.data;
    return entered(book, event, acquittedOn, moved('paid:central', 'acquitted:central', amount));
  }
  return undefined;
}

/** What an amendment, the end of an award and what comes back after it move. */
function ofEnd(book: Book, event: DomainEvent): Book | undefined {
  if (is(awardAmended, event)) return amended(book, event);
  if (is(awardTerminated, event)) {
    const postings = emptied(book, ['approved:central', 'committed:central'], 'cancelled:central');
    return entered({ ...book, approved: new Set() }, event, event.data.on, postings);
  }
  if (is(awardRecoveryOpened, event)) {
    const from = event.data.basis === 'clawback' ? ['paid:central', 'acquitted:central'] : ['paid:central'];
    return entered(book, event, event.data.openedOn, emptied(book, from, 'recoverable:central'));
  }
  if (is(awardRecoveryRepaid, event)) {
    const { value, repaidOn } = event.data;
    return entered(book, event, repaidOn, moved('recoverable:central', 'repaid:central', value.amount));
  }
  if (is(awardRecoveryWaived, event)) {
    const { amount, waivedOn } = event.data;
    return entered(book, event, waivedOn, moved('recoverable:central', 'waived:central', amount));
  }
  return undefined;
}

/** Moves what accounts hold to another one. */
function emptied({ entries }: Book, from: readonly string[], to: string): readonly Posting[] {
  const left = balancesOf(entries).filter(({ account, minor }) => from.includes(account) && minor > 0n);
  return left.flatMap(({ account, currency, minor }) => moved(account, to, fromMinor(minor, currency)));
}

/** An amendment: what was approved is committed again where tranches change, and shares move between the parties. */
function amended(book: Book, event: DomainEvent<Amended>): Book {
  const { shares = [], tranches, amendedOn } = event.data;
  const approved = tranches === undefined ? [] : emptied(book, ['approved:central'], 'committed:central');
  const kept = [...book.tranches].filter(([no]) => tranches?.every((one) => one.no !== no));
  const planned = tranches?.map(({ no, value }) => [no, value.amount] as const) ?? [...book.tranches];
  const after = {
    ...book,
    tranches: new Map([...kept, ...planned]),
    approved: tranches === undefined ? book.approved : new Set<number>(),
  };
  return entered(after, event, amendedOn, [...approved, ...shifted(book, shares)]);
}

/** What the parties have committed to more, or less, than before. */
function shifted({ entries }: Book, shares: NonNullable<Amended['shares']>): readonly Posting[] {
  const balances = balancesOf(entries);
  return [...new Set(shares.map(({ role }) => role))].flatMap((role) => {
    const ofRole = shares.filter((share) => share.role === role).map(({ value }) => value.amount);
    const currency = ofRole[0]?.currency ?? '';
    const accounts = (role === 'central' ? paying : ['committed']).map((account) => `${account}:${role}`);
    const before = balances.filter((one) => accounts.includes(one.account) && one.currency === currency);
    const minor =
      ofRole.reduce((sum, amount) => sum + toMinor(amount), 0n) - before.reduce((sum, one) => sum + one.minor, 0n);
    return minor === 0n ? [] : [posting(`committed:${role}`, fromMinor(minor, currency))];
  });
}

/** The accounts between which the share of the programme moves until an award ends. */
const paying = ['committed', 'approved', 'instructed', 'paid', 'acquitted'];

const without = (book: Book, no: number): Book => ({
  ...book,
  approved: new Set([...book.approved].filter((one) => one !== no)),
  instructed: new Set([...book.instructed].filter((one) => one !== no)),
});

const negative = ({ amount, currency }: Money): Money => fromMinor(-toMinor({ amount, currency }), currency);
const posting = (account: string, amount: Money): Posting => ({
  account,
  amount: fromMinor(toMinor(amount), amount.currency),
});

const moved = (from: string, to: string, amount: Money): readonly Posting[] => [
  posting(from, negative(amount)),
  posting(to, amount),
];

const factOf = ({ type }: DomainEvent): string => type.split('.')[2] ?? type;

function entered(book: Book, event: DomainEvent, on: string, postings: readonly Posting[]): Book {
  if (postings.length === 0) return book;
  const entry = { no: book.entries.length + 1, on, fact: factOf(event), postings: [...postings] };
  return { ...book, entries: [...book.entries, entry] };
}

/** What an account holds in one currency; negative where it owes. */
export interface Balance {
  readonly account: string;
  readonly currency: string;
  readonly minor: bigint;
}

/** What each account holds after these entries, by its name. */
export function balancesOf(entries: readonly LedgerEntry[]): readonly Balance[] {
  const balances = new Map<string, Balance>();
  for (const { account, amount } of entries.flatMap(({ postings }) => postings)) {
    const { currency } = amount;
    const key = `${account} ${currency}`;
    const minor = (balances.get(key)?.minor ?? 0n) + toMinor(amount);
    balances.set(key, { account, currency, minor });
  }
  return [...balances].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, balance]) => balance);
}

/** The ledger as a trial balance. */
export const trialBalanceOf = (entries: readonly LedgerEntry[]) =>
  balancesOf(entries).map(({ account, currency, minor }) => {
    const amountOf = (units: bigint) => fromMinor(units > 0n ? units : 0n, currency).amount;
    return { account, currency, debit: amountOf(minor), credit: amountOf(-minor) };
  });
