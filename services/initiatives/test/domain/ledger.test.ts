// The ledger of an award, whatever is asked of the award in whatever order: by double entry it sums to zero at every
// moment, nothing is paid that was not approved, and it is what the events tell.
import {
  type Award,
  award,
  awardTranchePaid,
  type Decision,
  type DomainEvent,
  fromMinor,
  isRejection,
  toMinor,
} from '@tributary/contracts';
import { definitionOf } from '@tributary/eventing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pledge, receive, verify } from '../../src/award/contributions.ts';
import { terminate } from '../../src/award/ending.ts';
import { gated } from '../../src/award/gate.ts';
import { acceptPosted, balancesOf, emptyBook, posted, trialBalanceOf } from '../../src/award/ledger.ts';
import { sign } from '../../src/award/signing.ts';
import { acceptFor, approve, hold, pay, release } from '../../src/award/tranches.ts';
import { recognised } from './application-ground.ts';
import { after, granting, known, signature, signed } from './award-ground.ts';
import { euro } from './call-ground.ts';

const on = '2026-06-30';
type Step = (award: Award) => Decision<Award>;

const rate = { rate: '0.90', rateDate: on };
const as = (by: string) => known(by, { organisation: recognised, rate });
const person = fc.constantFrom('ana', 'ada', 'max', 'fay');
const place = fc.constantFrom(1, 2, 3);
/** of what may be added, or taken back where it is negative; more than 100 is more than may be */
const percent = fc.constantFrom(100, 100, 100, 60, 30, 101, -40, -100, -101);
const currency = fc.constantFrom('EUR', 'EUR', 'USD');
const money = (minor: bigint, of: string) => fromMinor(minor, of);
const part = (pct: number, most: bigint, least: bigint) => ((pct < 0 ? least : most) * BigInt(pct)) / 100n;

/** What a contribution may gain or lose, and in which currency. */
function roomOf({ contributions }: Award, no: number) {
  const { pledged, received, verified } = contributions[no - 1] ?? {};
  const [most, came, seen] = [pledged?.amount, received, verified].map((sum) => (sum ? toMinor(sum) : 0n));
  const of = pledged?.amount.currency ?? 'EUR';
  return { of, most: most ?? 0n, came: came ?? 0n, seen: seen ?? 0n };
}

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc
    .record({
      role: fc.constantFrom('local' as const, 'diaspora' as const),
      minor: fc.bigInt(1n, 40_000_00n),
      currency,
    })
    .map(
      ({ role, minor, currency: of }): Step =>
        (award) => {
          const form = of === 'EUR' ? 'cash' : 'fx-transfer';
          return pledge(award, { role, form, amount: money(minor, of), pledgedOn: on }, as('ben'));
        },
    ),
  fc.record({ no: place, percent }).map(
    ({ no, percent: pct }): Step =>
      (award) => {
        const { of, most, came, seen } = roomOf(award, no);
        const amount = money(part(pct, most - came, came - seen), of);
        return receive(award, { no, amount, receivedOn: on, reasonCode: 'WRONG_ENTRY' }, as('ben'));
      },
  ),
  fc.record({ no: place, percent }).map(
    ({ no, percent: pct }): Step =>
      (award) => {
        const { of, came, seen } = roomOf(award, no);
        const amount = money(part(pct, came - seen, seen), of);
        return verify(award, { no, amount, verifiedOn: on, reasonCode: 'WRONG_ENTRY' }, as('fay'));
      },
  ),
  fc.constant<Step>((award) => acceptFor(award, { no: 2, code: 'RESULT', acceptedOn: on }, as('ben'))),
  ...Array.from({ length: 3 }, () =>
    fc.record({ no: place, by: person }).map(
      ({ no, by }): Step =>
        (award) =>
          approve(award, { no, approvedOn: on }, as(by)),
    ),
  ),
  fc.record({ no: place }).map(
    ({ no }): Step =>
      (award) =>
        pay(award, { no, reference: `PAY-${no}`, paidOn: on }, as('fay')),
  ),
  fc.record({ no: place }).map(
    ({ no }): Step =>
      (award) =>
        hold(award, { no, reasonCode: 'AUDIT', on }, as('ben')),
  ),
  ...Array.from({ length: 2 }, () =>
    fc.record({ no: place }).map(
      ({ no }): Step =>
        (award) =>
          release(award, { no, on }, as('ben')),
    ),
  ),
  fc.constantFrom(true, false, false).map(
    (isSuspended): Step =>
      (award) => {
        const looked = gated(award, on, isSuspended);
        return acceptPosted(award, looked.award, ...looked.events);
      },
  ),
);
/** A counterpart that is verified whole, from which drawn steps go on. */
const amount = euro('36000.00');
const covering: readonly Step[] = [
  (award) => pledge(award, { role: 'diaspora', form: 'cash', amount, pledgedOn: on }, as('ben')),
  (award) => receive(award, { no: 1, amount, receivedOn: on }, as('ben')),
  (award) => verify(award, { no: 1, amount, verifiedOn: on }, as('fay')),
];
const approving = ['ada', 'max'].map(
  (by): Step =>
    (award) =>
      approve(award, { no: 1, approvedOn: on }, as(by)),
);
const beginning = fc.constantFrom<(readonly Step[])[]>([], covering, [...covering, ...approving]);

const ending: fc.Arbitrary<Step> = fc.constant((award) => terminate(award, { reasonCode: 'STOPPED', on }, as('ana')));

/** What must be true of an award at every moment. */
function holdTrue(award: Award): void {
  for (const { postings } of award.ledger) {
    const sums = new Map<string, bigint>();
    for (const { amount } of postings) sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + toMinor(amount));
    expect([...sums.values()].every((sum) => sum === 0n)).toBe(true);
  }
  const balances = balancesOf(award.ledger);
  const of = (account: string) => balances.find((one) => one.account === `${account}:central`)?.minor ?? 0n;
  for (const { account, minor } of balances) {
    if (account !== 'cost' && !account.startsWith('promised:')) expect([account, minor < 0n]).toEqual([account, false]);
  }
  const [paid, open, committed] = [of('paid'), of('approved'), of('committed')];
  const central = award.shares.filter(({ role }) => role === 'central').map(({ value }) => toMinor(value.amount));
  expect(paid + open + committed + of('cancelled')).toBe(central[0]);
  const sumOf = (...states: string[]) =>
    award.tranches
      .filter(({ status }) => states.includes(status))
      .reduce((sum, { value }) => sum + toMinor(value.amount), 0n);
  expect([paid, open]).toEqual([sumOf('paid'), sumOf('approved')]);
  for (const { pledged, received, verified } of award.contributions) {
    const [most, came, seen] = [pledged.amount, received, verified].map(toMinor) as [bigint, bigint, bigint];
    expect(0n <= seen && seen <= came && came <= most).toBe(true);
  }
}

describe('the ledger of an award', () => {
  it('sums to zero in each currency at every moment, with paid ≤ approved ≤ committed, and is what the events tell', () => {
    const seen = new Set<string>();
    const made = granting();
    fc.assert(
      fc.property(
        beginning,
        fc.array(steps, { minLength: 20, maxLength: 120 }),
        fc.option(ending),
        (begun, drawn, last) => {
          const signing = sign(made.state, signature, as('ana'));
          if (isRejection(signing)) throw new Error(signing.rejected);
          const events: DomainEvent[] = [...made.events, ...signing.events];
          let award = signing.state;
          for (const step of [...begun, ...drawn, ...(last === null ? [] : [last])]) {
            const decision = step(award);
            if (isRejection(decision)) continue;
            award = decision.state;
            events.push(...decision.events);
            holdTrue(award);
          }
          for (const { type } of events) seen.add(type);
          expect(events.reduce(posted, emptyBook).entries).toEqual(award.ledger);
          const paid = events.filter(({ type }) => type === awardTranchePaid.type).map(({ data }) => Object(data).no);
          expect(new Set(paid).size).toBe(paid.length);
        },
      ),
      { numRuns: 300 },
    );
    const facts = ['granted', 'signed', 'terminated', 'revised'].concat(
      ['pledged', 'received', 'verified'].map((fact) => `contribution-${fact}`),
      ['eligible', 'held', 'released', 'approved', 'paid'].map((fact) => `tranche-${fact}`),
    );
    expect([...seen].sort()).toEqual(facts.map((fact) => `initiatives.award.${fact}.v1`).sort());
  });

  it('only grows, whatever writes it', () => {
    expect(definitionOf(award).grows).toEqual(['ledger']);
  });

  it('tells as a trial balance what each account holds and owes', () => {
    const covered = after(
      pledge(signed(), { role: 'diaspora', form: 'cash', amount: euro('32000'), pledgedOn: on }, as('ben')),
    );
    expect(trialBalanceOf(covered.ledger)).toEqual([
      { account: 'committed:central', currency: 'EUR', debit: '40000.00', credit: '0.00' },
      { account: 'committed:diaspora', currency: 'EUR', debit: '32000.00', credit: '0.00' },
      { account: 'committed:local', currency: 'EUR', debit: '8000.00', credit: '0.00' },
      { account: 'cost', currency: 'EUR', debit: '0.00', credit: '80000.00' },
      { account: 'due:diaspora', currency: 'EUR', debit: '32000.00', credit: '0.00' },
      { account: 'promised:diaspora', currency: 'EUR', debit: '0.00', credit: '32000.00' },
    ]);
  });
});
