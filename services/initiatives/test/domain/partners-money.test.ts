// What partners give to an award: pledged by a commitment, received by its disbursements, whatever comes in what order.
import {
  type Award,
  awardContributionPledged,
  awardContributionReceived,
  awardContributionVerified,
  awardTrancheHeld,
  fromMinor,
  isRejection,
  toMinor,
  valued,
} from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pledgedBy, receivedBy, reducedBy } from '../../src/award/commitments.ts';
import { receive, verify } from '../../src/award/contributions.ts';
import { ended } from '../../src/award/ending.ts';
import { balancesOf } from '../../src/award/ledger.ts';
import { after, known, signed } from './award-ground.ts';
import { euro } from './call-ground.ts';

const on = '2026-06-30';
const commitmentId = '0190a1b2-0000-7000-8000-0000000000c1';
const parties = {
  partnerId: '0190a1b2-0000-7000-8000-0000000000c2',
  awardId: '0190a1b2-0000-7000-8000-0000000000c3',
};
const value = (amount: string, currency = 'EUR', rate = '1') =>
  valued({ amount, currency }, { rate, rateDate: on }, 'EUR');
const made = (amount: string, currency?: string, rate?: string) => ({
  ...parties,
  agreementId: parties.partnerId,
  programmeId: parties.partnerId,
  value: value(amount, currency, rate),
  committedOn: '2026-06-01',
});
const paid = (amount: string, currency?: string, rate?: string) => ({
  ...parties,
  no: 1,
  value: value(amount, currency, rate),
  disbursedOn: '2026-06-10',
  ...(amount.startsWith('-') && { reasonCode: 'WRONG_ENTRY' }),
});
const ground = { today: on, isSuspended: false };

const result = (decision: ReturnType<typeof pledgedBy>) => {
  if (decision === 'unchanged') throw new Error('something changes');
  return decision;
};
const committed = (award: Award = signed(), amount = '40000.00') =>
  result(pledgedBy(award, commitmentId, made(amount))).state;
const received = (award: Award, amount: string) => receivedBy(award, commitmentId, paid(amount), ground).state;
const told = { no: 1, role: 'partner', form: 'cash', sourceRef: commitmentId } as const;

describe('a commitment of a partner', () => {
  it('is pledged once, as a transfer from abroad where it is in another currency', () => {
    const { events, state } = result(pledgedBy(signed(), commitmentId, made('40000.00')));
    expect(events).toEqual([awardContributionPledged({ ...told, value: value('40000.00'), pledgedOn: '2026-06-01' })]);
    expect(state.contributions).toMatchObject([{ ...told, received: euro('0.00'), verified: euro('0.00') }]);
    expect(pledgedBy(state, commitmentId, made('40000.00'))).toBe('unchanged');
    const abroad = result(pledgedBy(state, `${commitmentId}-2`, made('500.00', 'USD', '0.90'))).state;
    expect(abroad.contributions).toMatchObject([{}, { no: 2, form: 'fx-transfer', pledged: { base: euro('450.00') } }]);
  });

  it('is received by what is disbursed, and verified by finance alone', () => {
    const { events, state } = receivedBy(committed(), commitmentId, paid('15000.00'), ground);
    expect(events).toEqual([
      awardContributionReceived({ ...told, value: value('15000.00'), receivedOn: '2026-06-10' }),
    ]);
    const byHand = receive(state, { no: 1, amount: euro('1.00'), receivedOn: on }, known('ben'));
    expect(byHand).toMatchObject({ rejected: 'RECEIVED_BY_DISBURSEMENT', values: { no: 1, commitmentId } });
    const checked = after(verify(state, { no: 1, amount: euro('15000.00'), verifiedOn: on }, known('fay')));
    expect(checked.contributions).toMatchObject([{ verified: euro('15000.00') }]);
  });

  it('takes a verification back where the money was taken back, and holds what leant on it', () => {
    const covered = received(committed(), '40000.00');
    const checked = after(verify(covered, { no: 1, amount: euro('40000.00'), verifiedOn: on }, known('fay')));
    expect(checked.tranches[0]?.status).toBe('eligible');
    const { events, state } = receivedBy(checked, commitmentId, paid('-39000.00'), ground);
    const reasonCode = 'WRONG_ENTRY';
    expect(events).toEqual([
      awardContributionVerified({ ...told, value: value('-39000.00'), reasonCode, verifiedOn: on }),
      awardContributionReceived({ ...told, value: value('-39000.00'), reasonCode, receivedOn: '2026-06-10' }),
      awardTrancheHeld({ no: 1, on, reasonCode: 'COUNTERPART_SHORT' }),
      awardTrancheHeld({ no: 2, on, reasonCode: 'COUNTERPART_SHORT' }),
    ]);
    expect(state.contributions).toMatchObject([{ received: euro('1000.00'), verified: euro('1000.00') }]);
  });

  it('is noted on a terminated award too, where it pays for nothing and can be returned', () => {
    const over = ended(signed(), { reasonCode: 'PROJECT_ABANDONED', on }).state;
    const late = received(committed(over), '100.00');
    expect(late.contributions).toMatchObject([{ received: euro('100.00') }]);
    expect(late.tranches.every(({ status }) => status === 'cancelled')).toBe(true);
    const verifying = verify(late, { no: 1, amount: euro('100.00'), verifiedOn: on }, known('fay'));
    expect(isRejection(verifying) && verifying.rejected).toBe('WRONG_STATE');
    expect(received(late, '-100.00').contributions).toMatchObject([{ received: euro('0.00') }]);
  });

  it('loses what will not come of it, to the cent in both currencies', () => {
    const before = result(pledgedBy(signed(), commitmentId, made('100.01', 'USD', '0.90'))).state;
    const left = { ...parties, no: 1, value: value('33.33', 'USD', '0.90'), reasonCode: 'SMALLER', reducedOn: on };
    const takenOff = { amount: '66.68', currency: 'USD' };
    const { state, events } = reducedBy(before, commitmentId, { ...left, takenOff });
    expect(state.contributions).toMatchObject([{ pledged: left.value }]);
    const lost = {
      amount: { amount: '-66.68', currency: 'USD' },
      base: euro('-60.01'),
      rate: '0.90',
      rateDate: on,
    };
    expect(events).toMatchObject([{ data: { value: lost, pledgedOn: on } }]);
    expect(balancesOf(state.ledger).find(({ account }) => account === 'due:partner')?.minor).toBe(33_33n);
  });

  it('keeps verified ≤ received ≤ pledged and every account in balance, whatever its partner does', () => {
    const step = fc.record({
      kind: fc.constantFrom('pay', 'back', 'reduce', 'verify', 'end'),
      percent: fc.integer({ min: 0, max: 100 }),
    });
    const currency = fc.constantFrom('EUR', 'USD');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), currency, fc.bigInt(1n, 40_000_00n), (steps, of, minor) => {
        const rate = of === 'EUR' ? '1' : '0.90';
        const money = (units: bigint) => fromMinor(units, of).amount;
        let award = result(pledgedBy(signed(), commitmentId, made(money(minor), of, rate))).state;
        for (const { kind, percent } of steps) {
          const [before] = award.contributions;
          if (before === undefined) throw new Error('a pledge stays');
          const { pledged, received: came, verified } = before;
          const part = (whole: bigint) => (whole * BigInt(percent)) / 100n;
          const open = toMinor(pledged.amount) - toMinor(came);
          if (kind === 'pay') award = receivedBy(award, commitmentId, paid(money(part(open)), of, rate), ground).state;
          if (kind === 'back') {
            award = receivedBy(award, commitmentId, paid(money(-part(toMinor(came))), of, rate), ground).state;
          }
          if (kind === 'reduce') {
            const takenOff = fromMinor(part(open), of);
            const left = value(money(toMinor(pledged.amount) - part(open)), of, rate);
            const data = { ...parties, no: 1, value: left, takenOff, reasonCode: 'SMALLER', reducedOn: on };
            award = reducedBy(award, commitmentId, data).state;
          }
          if (kind === 'verify') {
            const amount = fromMinor(part(toMinor(came) - toMinor(verified)), of);
            const checked = verify(
              award,
              { no: 1, amount, verifiedOn: on },
              known('fay', { rate: { rate, rateDate: on } }),
            );
            if (!isRejection(checked)) award = checked.state;
          }
          if (kind === 'end' && award.status !== 'terminated')
            award = ended(award, { reasonCode: 'STOPPED', on }).state;
          const [now] = award.contributions;
          if (now === undefined) throw new Error('a pledge stays');
          const [most, in_, seen] = [now.pledged.amount, now.received, now.verified].map(toMinor) as [
            bigint,
            bigint,
            bigint,
          ];
          expect(0n <= seen && seen <= in_ && in_ <= most).toBe(true);
          for (const { account, minor: balance } of balancesOf(award.ledger)) {
            if (!/^(cost|promised)/.test(account)) expect([account, balance >= 0n]).toEqual([account, true]);
          }
        }
      }),
    );
  });
});
