// What can be asked of an award, drawn at random: most of it is refused most of the time.
import { type Award, accept, type Decision, fromMinor, toMinor } from '@tributary/contracts';
import fc from 'fast-check';
import { plannedNow } from '../../src/award/amended-tranches.ts';
import { approveAmended, propose, refuseAmended } from '../../src/award/amendment.ts';
import { pledge, receive, reduce, verify } from '../../src/award/contributions.ts';
import { terminate } from '../../src/award/ending.ts';
import { gated } from '../../src/award/gate.ts';
import { fail, instruct, recalled } from '../../src/award/instruction.ts';
import { acceptPosted } from '../../src/award/ledger.ts';
import { acquit, acquittedOf, reverse } from '../../src/award/payment.ts';
import { proposeToWaive, repay, waive } from '../../src/award/recovery.ts';
import { trancheIn } from '../../src/award/tranche.ts';
import { acceptFor, approve, hold, pay, release } from '../../src/award/tranches.ts';
import { recognised } from './application-ground.ts';
import { amending, known, on } from './award-ground.ts';
import { euro } from './call-ground.ts';

type Step = (award: Award) => Decision<Award>;

const rate = { rate: '0.90', rateDate: on };
/** What is known where a person asks. */
export const as = (by: string) => known(by, { organisation: recognised, rate });
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

/** What is asked of an award on its way. */
export const steps: fc.Arbitrary<Step> = fc.oneof(
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
        pay(award, { no, reference: `PAY-${award.ledger.length}`, paidOn: on }, as('fay')),
  ),
  fc.record({ no: place, by: fc.constantFrom('fay', 'gil') }).map(
    ({ no, by }): Step =>
      (award) => {
        const { reference = '' } = trancheIn(award, no)?.payment ?? {};
        return reverse(award, { no, reference, reasonCode: 'RETURNED_BY_BANK', reversedOn: on }, as(by));
      },
  ),
  fc.record({ no: place, percent }).map(
    ({ no, percent: pct }): Step =>
      (award) => {
        const tranche = trancheIn(award, no);
        const [most, done] = tranche ? [toMinor(tranche.value.amount), toMinor(acquittedOf(tranche))] : [0n, 0n];
        const amount = money(part(pct, most - done, done), 'EUR');
        return acquit(award, { no, amount, acquittedOn: on, reasonCode: 'WRONG_ENTRY' }, as('ben'));
      },
  ),
  fc.record({ no: place, percent: fc.constantFrom(50, 100, 101) }).map(
    ({ no, percent: pct }): Step =>
      (award) => {
        const { of, most, came } = roomOf(award, no);
        const amount = money(part(pct, most - came, 0n), of);
        return reduce(award, { no, amount, reasonCode: 'WRONG_ENTRY', pledgedOn: on }, as('ben'));
      },
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
const batch = fc.constantFrom('a', 'b', 'c');
const kept = (decision: Decision<Award> | 'unchanged', award: Award): Decision<Award> =>
  decision === 'unchanged' ? accept(award) : decision;
/** Of the batches two have been sent. */
const sent = { ...as('fay'), sentBatches: ['a', 'b'] };
/** Orders to the bank: given by a batch, taken back, carried out, and not carried out. */
export const ordering: readonly fc.Arbitrary<Step>[] = [
  ...[1, 2, 3].map(() =>
    fc.record({ no: place, batchId: batch }).map(
      ({ no, batchId }): Step =>
        (award) => {
          const reference = `ORDER-${batchId}-${no}-${award.ledger.length}`;
          return kept(instruct(award, { no, batchId, reference, on, executeOn: on }, as('fay')), award);
        },
    ),
  ),
  fc.record({ no: place, batchId: batch }).map(
    ({ no, batchId }): Step =>
      (award) =>
        kept(recalled(award, { no, batchId, reasonCode: 'WRONG_DAY', on }, as('fay')), award),
  ),
  fc.record({ no: place, isPaid: fc.boolean() }).map(
    ({ no, isPaid }): Step =>
      (award) => {
        const reference = trancheIn(award, no)?.instruction?.reference ?? 'NONE';
        if (isPaid) return pay(award, { no, reference, entryReference: 'E-1', paidOn: on }, sent);
        return fail(award, { no, reference, reasonCode: 'ACCOUNT_CLOSED', failedOn: on }, sent);
      },
  ),
];

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
const paying: Step = (award) => pay(award, { no: 1, reference: 'PAY-FIRST', paidOn: on }, as('fay'));

/** Where drawn steps begin. */
export const beginning = fc.constantFrom<(readonly Step[])[]>(
  [],
  covering,
  [...covering, ...approving],
  [...covering, ...approving, paying],
);

/** What is left to pay as one tranche, which asks for all that the rules ask for. */
function wholeRest(award: Award) {
  const left = plannedNow(award);
  const minor = left.reduce((sum, { amount: of }) => sum + toMinor(of), 0n);
  const strict = { counterpart: euro('40000.00'), requires: ['RESULT'], dueOn: '2027-03-31' };
  return [{ ...(left[0]?.no !== undefined && { no: left[0].no }), amount: money(minor, 'EUR'), ...strict }];
}

/** Amendments: of the shares, of the tranches that are left, and refused or approved by another person. */
export const changing: readonly fc.Arbitrary<Step>[] = [
  fc.constantFrom(0n, 10_00n, 24_000_00n).map(
    (less): Step =>
      (award) => {
        const amounts = [40_000_00n, 8_000_00n + less, 32_000_00n - less].map((minor) => money(minor, 'EUR'));
        const shares = ['central', 'local', 'diaspora'].map((party, at) => ({
          party,
          amount: amounts[at] ?? euro('0'),
        }));
        return propose(award, { reasonCode: 'DELAY', proposedOn: on, shares }, amending('ben'));
      },
  ),
  fc.constant<Step>((award) =>
    propose(award, { reasonCode: 'DELAY', proposedOn: on, tranches: wholeRest(award) }, amending('ben')),
  ),
  ...[1, 2].map(() =>
    fc.constantFrom('ben', 'ada').map(
      (by): Step =>
        (award) =>
          approveAmended(award, { no: award.amendments?.length ?? 1, approvedOn: on }, amending(by)),
    ),
  ),
  fc.constant<Step>((award) => refuseAmended(award, { no: award.amendments?.length ?? 1, refusedOn: on }, as('ana'))),
];

/** The end of an award, and what comes back after it. */
export const ending: fc.Arbitrary<readonly Step[]> = fc
  .record({
    reasonCode: fc.constantFrom('STOPPED', 'ASSET_SOLD'),
    back: fc.array(fc.record({ pct: percent, isWaived: fc.boolean() }), { maxLength: 6 }),
  })
  .map(({ reasonCode, back }) => [
    (award) =>
      terminate(award, { reasonCode, on }, { ...as('ana'), clawback: { trigger: 'ASSET_SOLD', withinYears: 5 } }),
    ...back.flatMap(({ pct, isWaived }, at): readonly Step[] => {
      const drawn = (award: Award, ofAll: number = pct) => {
        const { due, repaid, waived } = award.recovery ?? { due: euro('0'), repaid: euro('0'), waived: euro('0') };
        return money(part(ofAll, toMinor(due) - toMinor(repaid) - toMinor(waived), toMinor(repaid)), 'EUR');
      };
      const asked = { reasonCode: 'WRONG_ENTRY', repaidOn: on, proposedOn: on, reference: `BACK-${at}` };
      if (!isWaived) return [(award) => repay(award, { ...asked, amount: drawn(award) }, as('fay'))];
      return [
        (award) => proposeToWaive(award, { ...asked, amount: drawn(award, Math.abs(pct)) }, as('fay')),
        (award) => waive(award, { no: award.recovery?.waivers.length ?? 1, approvedOn: on }, as('ada')),
      ];
    }),
  ]);
