// The ledger of an award, whatever is asked of the award in whatever order: by double entry it sums to zero at every
// moment, nothing is paid that was not approved, and it is what the events tell.
import {
  type Award,
  award,
  awardPaymentReversed,
  awardTranchePaid,
  type DomainEvent,
  isRejection,
  type Recovery,
  toMinor,
} from '@tributary/contracts';
import { definitionOf } from '@tributary/eventing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pledge } from '../../src/award/contributions.ts';
import { balancesOf, emptyBook, posted, trialBalanceOf } from '../../src/award/ledger.ts';
import { acquittedOf } from '../../src/award/payment.ts';
import { sign } from '../../src/award/signing.ts';
import { as, beginning, changing, ending, ordering, steps } from './award-drawn.ts';
import { after, granting, on, payee, signature, signed } from './award-ground.ts';
import { euro } from './call-ground.ts';
import { taking } from './opening-ground.ts';

/** What must be true of what is due back. */
function recovered({ due, repaid, waived }: Recovery, of: (account: string) => bigint): void {
  expect([of('recoverable'), of('repaid'), of('waived')]).toEqual([
    toMinor(due) - toMinor(repaid) - toMinor(waived),
    toMinor(repaid),
    toMinor(waived),
  ]);
}

/** What must be true of an award at every moment. @param since the entries that were looked at before */
function holdTrue(award: Award, since: number): void {
  for (const { postings } of award.ledger.slice(since)) {
    const sums = new Map<string, bigint>();
    for (const { amount } of postings) sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + toMinor(amount));
    expect([...sums.values()].every((sum) => sum === 0n)).toBe(true);
  }
  const balances = balancesOf(award.ledger);
  const of = (account: string) => balances.find((one) => one.account === `${account}:central`)?.minor ?? 0n;
  const sources = ['cost', 'opening', 'promised:local', 'promised:diaspora'];
  expect(balances.filter(({ account, minor }) => minor < 0n && !sources.includes(account))).toEqual([]);
  const [paid, open, ordered, committed] = [of('paid'), of('approved'), of('instructed'), of('committed')];
  const central = award.shares.filter(({ role }) => role === 'central').map(({ value }) => toMinor(value.amount));
  const acquitted = of('acquitted');
  const back = of('recoverable') + of('repaid') + of('waived');
  expect(paid + acquitted + back + ordered + open + committed + of('cancelled')).toBe(central[0]);
  const sumOf = (...states: string[]) =>
    award.tranches
      .filter(({ status }) => states.includes(status))
      .reduce((sum, { value }) => sum + toMinor(value.amount), 0n);
  expect([paid + acquitted + back, ordered, open]).toEqual([
    sumOf('paid', 'acquitted'),
    sumOf('instructed'),
    sumOf('approved'),
  ]);
  expect(
    award.tranches.every(({ status, instruction }) => (status === 'instructed') === (instruction !== undefined)),
  ).toBe(true);
  if (award.recovery !== undefined) recovered(award.recovery, of);
  else expect(acquitted).toBe(award.tranches.reduce((sum, tranche) => sum + toMinor(acquittedOf(tranche)), 0n));
  for (const { pledged, received, verified } of award.contributions) {
    const [most, came, seen] = [pledged.amount, received, verified].map(toMinor) as [bigint, bigint, bigint];
    expect(0n <= seen && seen <= came && came <= most).toBe(true);
  }
}

/** How often at most a tranche was paid without the payment before having been taken back. */
function paidAtOnce(events: readonly DomainEvent[]): number {
  const standing = new Map<unknown, number>();
  let most = 0;
  for (const { type, data } of events) {
    const step = type === awardTranchePaid.type ? 1 : type === awardPaymentReversed.type ? -1 : 0;
    const { no } = Object(data);
    standing.set(no, (standing.get(no) ?? 0) + step);
    most = Math.max(most, ...standing.values());
  }
  return most;
}

describe('the ledger of an award', () => {
  it('sums to zero in each currency at every moment, with paid ≤ approved ≤ committed, and is what the events tell', () => {
    const seen = new Set<string>();
    const made = granting();
    fc.assert(
      fc.property(
        beginning,
        fc.array(fc.oneof(...Array.from({ length: 4 }, () => steps), ...changing, ...ordering), {
          minLength: 20,
          maxLength: 120,
        }),
        fc.option(ending),
        (begun, drawn, last) => {
          const signing = sign(made.state, signature, as('ana'));
          if (isRejection(signing)) throw new Error(signing.rejected);
          const events: DomainEvent[] = [...made.events, ...signing.events];
          let award: Award = { ...signing.state, payee };
          for (const step of [...begun, ...drawn, ...(last ?? [])]) {
            const decision = step(award);
            if (isRejection(decision)) continue;
            const since = award.ledger.length;
            award = decision.state;
            events.push(...decision.events);
            holdTrue(award, since);
          }
          for (const { type } of events) seen.add(type);
          expect(events.reduce(posted, emptyBook).entries).toEqual(award.ledger);
          expect(paidAtOnce(events)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 150 },
    );
    const facts = ['granted', 'signed', 'terminated', 'revised', 'amended', 'payment-reversed'].concat(
      ['opened', 'repaid', 'waived'].map((fact) => `recovery-${fact}`),
      ['pledged', 'received', 'verified'].map((fact) => `contribution-${fact}`),
      ['eligible', 'held', 'released', 'approved', 'instructed', 'recalled', 'paid', 'acquitted'].map(
        (fact) => `tranche-${fact}`,
      ),
    );
    expect([...seen].sort()).toEqual(facts.map((fact) => `initiatives.award.${fact}.v1`).sort());
  });

  it('of an award of before goes on from its opening balance with the same to hold', () => {
    const taken = taking();
    if (isRejection(taken)) throw new Error(taken.rejected);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(...Array.from({ length: 4 }, () => steps), ...changing, ...ordering), {
          minLength: 10,
          maxLength: 80,
        }),
        fc.option(ending),
        (drawn, last) => {
          const events: DomainEvent[] = [...taken.events];
          let award: Award = { ...taken.state, payee };
          holdTrue(award, 0);
          for (const step of [...drawn, ...(last ?? [])]) {
            const decision = step(award);
            if (isRejection(decision)) continue;
            const since = award.ledger.length;
            award = decision.state;
            events.push(...decision.events);
            holdTrue(award, since);
          }
          expect(events.reduce(posted, emptyBook).entries).toEqual(award.ledger);
        },
      ),
      { numRuns: 80 },
    );
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
