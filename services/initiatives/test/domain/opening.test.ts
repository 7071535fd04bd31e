// An award of before is taken in with its balances of one day, by two persons, as one entry that sums to zero.
import { award, awardCoFundingRequested, awardOpened, isRejection } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { pledge, receive, verify } from '../../src/award/contributions.ts';
import { terminate } from '../../src/award/ending.ts';
import { emptyBook, posted, trialBalanceOf } from '../../src/award/ledger.ts';
import { refuseToTakeIn, takeIn } from '../../src/award/opening.ts';
import { acquit, reverse } from '../../src/award/payment.ts';
import { initiativeOf } from '../../src/award/signing.ts';
import { awardRead } from '../../src/award/told.ts';
import { acceptFor, approve } from '../../src/award/tranches.ts';
import { after, initiativeId, known } from './award-ground.ts';
import { call, euro, programmeId } from './call-ground.ts';
import { organisationId } from './known.ts';
import { approving, balances, openedOn, propose, taking } from './opening-ground.ts';

const approvedOn = openedOn;
const [paidTranche, openTranche] = balances.tranches;
const [given] = balances.contributions;
const share = (party: string, amount: string) => ({
  ...(balances.shares.find((one) => one.party === party) ?? balances.shares[0]),
  amount: euro(amount),
});

describe('an opening balance', () => {
  it('is one entry against the account of openings, which the events tell again', () => {
    const decision = taking();
    if (isRejection(decision)) throw new Error(decision.rejected);
    const { state, events } = decision;
    expect(state.ledger).toHaveLength(1);
    expect(state.ledger[0]).toMatchObject({ no: 1, on: openedOn, fact: 'opened' });
    expect(trialBalanceOf(state.ledger)).toEqual([
      { account: 'acquitted:central', currency: 'EUR', debit: '20000.00', credit: '0.00' },
      { account: 'committed:central', currency: 'EUR', debit: '16000.00', credit: '0.00' },
      { account: 'committed:diaspora', currency: 'EUR', debit: '20000.00', credit: '0.00' },
      { account: 'committed:local', currency: 'EUR', debit: '8000.00', credit: '0.00' },
      { account: 'committed:partner', currency: 'EUR', debit: '12000.00', credit: '0.00' },
      { account: 'due:diaspora', currency: 'EUR', debit: '5000.00', credit: '0.00' },
      { account: 'opening', currency: 'EUR', debit: '0.00', credit: '100000.00' },
      { account: 'opening', currency: 'USD', debit: '0.00', credit: '5000.00' },
      { account: 'paid:central', currency: 'EUR', debit: '4000.00', credit: '0.00' },
      { account: 'received:diaspora', currency: 'EUR', debit: '3000.00', credit: '0.00' },
      { account: 'verified:diaspora', currency: 'EUR', debit: '12000.00', credit: '0.00' },
      { account: 'verified:partner', currency: 'USD', debit: '5000.00', credit: '0.00' },
    ]);
    expect(events.reduce(posted, emptyBook).entries).toEqual(state.ledger);
  });

  it('tells the sums by the rate of its day, and asks partners for what nobody had promised', () => {
    const decision = taking();
    if (isRejection(decision)) throw new Error(decision.rejected);
    const [told, , asked] = decision.events;
    expect(told).toMatchObject({
      type: awardOpened.type,
      data: {
        formerNumber: 'HM-2019/044',
        initiativeId,
        openedOn,
        contributions: [{ no: 1 }, { no: 2, verified: { base: euro('4500.00'), rate: '0.90' } }],
        tranches: [{ no: 1, paidOn: '2024-06-03', acquitted: euro('20000.00') }, { no: 2 }],
      },
    });
    expect(JSON.stringify(told)).not.toMatch(/OLD-1|fay/);
    expect(asked).toMatchObject({
      type: awardCoFundingRequested.type,
      data: { role: 'partner', amount: euro('7500.00'), initiativeId, neededBy: '2026-09-30' },
    });
    expect(decision.state.tranches.map(({ status, reasonCode }) => [status, reasonCode])).toEqual([
      ['paid', undefined],
      ['held', 'REPORT_MISSING'],
    ]);
  });

  it('takes two persons, and waits until then: nothing can be done with what is proposed', () => {
    const waiting = after(propose());
    expect(waiting).toMatchObject({ status: 'proposed', ledger: [] });
    expect(takeIn(waiting, { approvedOn }, approving('fay'))).toMatchObject({ rejected: 'FOUR_EYES' });
    expect(takeIn(waiting, { approvedOn: '2026-06-29' }, approving('ada'))).toMatchObject({
      rejected: 'DATES_REVERSED',
    });
    const amount = euro('1.00');
    const asked = [
      pledge(waiting, { role: 'diaspora', form: 'cash', amount, pledgedOn: openedOn }, known('ben')),
      receive(waiting, { no: 1, amount, receivedOn: openedOn }, known('ben')),
      verify(waiting, { no: 1, amount, verifiedOn: openedOn }, known('gil')),
      acceptFor(waiting, { no: 2, code: 'REPORT', acceptedOn: openedOn }, known('ben')),
      approve(waiting, { no: 2, approvedOn }, known('ada')),
      acquit(waiting, { no: 1, amount, acquittedOn: openedOn }, known('ben')),
      reverse(waiting, { no: 1, reference: 'OLD-1', reasonCode: 'WRONG', reversedOn: openedOn }, known('gil')),
      terminate(waiting, { reasonCode: 'STOPPED', on: openedOn }, known('ana')),
    ];
    for (const decision of asked) expect(decision).toMatchObject({ rejected: 'WRONG_STATE' });
    expect(initiativeOf('award', { ...waiting, status: 'granted', signedOn: undefined })).toBeUndefined();
  });

  it('comes once, and never after the award has moved', () => {
    const taken = after(taking());
    expect(takeIn(taken, { approvedOn }, approving('ada'))).toMatchObject({ rejected: 'WRONG_STATE' });
    const moved = after(receive(taken, { no: 1, amount: euro('5000'), receivedOn: openedOn }, known('ben')));
    expect(takeIn(moved, { approvedOn }, approving('ada'))).toMatchObject({ rejected: 'WRONG_STATE' });
    const refused = after(refuseToTakeIn(after(propose()), { refusedOn: openedOn }, known('ada')));
    expect(takeIn(refused, { approvedOn }, approving('ada'))).toMatchObject({ rejected: 'WRONG_STATE' });
    expect(award.claims?.(refused)).toEqual([]);
    expect(award.claims?.(after(propose()))).toEqual([
      { identifier: `${programmeId} HM-2019/044`, pointer: '/formerNumber' },
      { identifier: 'OLD-1', pointer: '/tranches/0/payment/reference' },
    ]);
  });

  it('goes on as any signed award does, and takes nothing that is dated before it', () => {
    const taken = after(taking());
    const amount = euro('3000.00');
    expect(verify(taken, { no: 1, amount, verifiedOn: openedOn }, known('fay'))).toMatchObject({
      rejected: 'FOUR_EYES',
    });
    expect(verify(taken, { no: 1, amount, verifiedOn: '2026-06-29' }, known('gil'))).toMatchObject({
      rejected: 'DATES_REVERSED',
    });
    const verified = after(verify(taken, { no: 1, amount, verifiedOn: openedOn }, known('gil')));
    const reported = after(acceptFor(verified, { no: 2, code: 'REPORT', acceptedOn: openedOn }, known('ben')));
    expect(approve(reported, { no: 2, approvedOn }, known('fay'))).toMatchObject({ rejected: 'FOUR_EYES' });
    expect(after(approve(reported, { no: 2, approvedOn }, known('ada'))).tranches[1]?.approvals).toHaveLength(1);
    const back = { no: 1, reference: 'OLD-1', reasonCode: 'WRONG_ENTRY' };
    const freed = after(
      acquit(taken, { no: 1, amount: euro('-20000'), reasonCode: 'WRONG_ENTRY', acquittedOn: openedOn }, known('ben')),
    );
    expect(reverse(freed, { ...back, reversedOn: '2026-06-29' }, known('gil'))).toMatchObject({
      rejected: 'DATES_REVERSED',
    });
    expect(reverse(freed, { ...back, reversedOn: openedOn }, known('fay'))).toMatchObject({ rejected: 'FOUR_EYES' });
    expect(after(reverse(freed, { ...back, reversedOn: openedOn }, known('gil'))).tranches[0]?.status).toBe('approved');
    expect(initiativeOf('award', taken)?.state).toMatchObject({ registeredOn: openedOn, awardId: 'award' });
    expect(JSON.stringify(awardRead(taken))).not.toMatch(/fay/);
  });

  it('is of an open day when it is proposed, and still when it is approved; the payments before it may be of closed ones', () => {
    const closed = (closedUntil: string) => ({ closing: { of: 'MLOC', closedUntil } });
    expect(propose({}, 'fay', closed(openedOn))).toMatchObject({ rejected: 'PERIOD_CLOSED' });
    const waiting = after(propose({}, 'fay', closed('2026-06-29')));
    expect(takeIn(waiting, { approvedOn }, approving('ada', closed(openedOn)))).toMatchObject({
      rejected: 'PERIOD_CLOSED',
    });
    expect(isRejection(takeIn(waiting, { approvedOn }, approving('ada', closed('2026-06-29'))))).toBe(false);
  });

  it.each([
    ['PROGRAMME_UNKNOWN', '/programmeId', {}, { programme: undefined }],
    ['CALL_UNKNOWN', '/callId', { callId: programmeId }, { call: call({ status: 'draft' }) }],
    ['CALL_UNKNOWN', '/callId', { callId: programmeId }, { call: undefined }],
    ['ORGANISATION_UNKNOWN', '/organisationId', { organisationId }, { organisation: () => undefined }],
    ['RATE_MISSING', '/openedOn', {}, { rate: () => undefined }],
    ['OPENING_NOT_TAKEN', '/rulesVersion', { rulesVersion: '2019' }, {}],
    ['DATES_REVERSED', '/signedOn', { signedOn: '2024-02-01' }, {}],
    ['DATES_REVERSED', '/openedOn', { signedOn: '2026-07-01' }, {}],
    ['DATES_REVERSED', '/tranches/0/payment/paidOn', { signedOn: '2024-06-04' }, {}],
    ['DATES_REVERSED', '/tranches/1/dueOn', { tranches: [paidTranche, { ...openTranche, dueOn: '2024-05-31' }] }, {}],
    ['OTHER_CURRENCY', '/shares/0/amount/currency', { cost: { amount: '80000', currency: 'USD' } }, {}],
    ['OPENING_NOT_TAKEN', '/shares', { shares: balances.shares.slice(0, 3) }, {}],
    ['OPENING_NOT_TAKEN', '/shares/1/party', { shares: [share('central', '40000'), share('central', '40000')] }, {}],
    ['OPENING_NOT_TAKEN', '/contributions/0/role', { contributions: [{ ...given, form: 'time', method: 'DAY' }] }, {}],
    ['OPENING_NOT_TAKEN', '/contributions/0/received', { contributions: [{ ...given, pledged: euro('1') }] }, {}],
    ['OPENING_NOT_TAKEN', '/contributions/0/verified', { contributions: [{ ...given, received: euro('1') }] }, {}],
    ['OPENING_NOT_TAKEN', '/tranches', { tranches: [paidTranche] }, {}],
    [
      'OPENING_NOT_TAKEN',
      '/tranches/1/payment/reference',
      { tranches: [paidTranche, { ...openTranche, payment: { reference: 'OLD-1', paidOn: '2024-07-01' } }] },
      {},
    ],
    [
      'OPENING_NOT_TAKEN',
      '/tranches/0/payment/acquitted',
      {
        tranches: [{ ...paidTranche, payment: { ...paidTranche?.payment, acquitted: euro('24000.01') } }, openTranche],
      },
      {},
    ],
  ])('is refused with %s at %s', (rejected, pointer, changed, of) => {
    expect(propose(changed, 'fay', of)).toMatchObject({ rejected, errors: [{ pointer }] });
  });

  it('names the rules that it was granted by, whose tranches later amendments keep to, or none', () => {
    expect(after(propose()).tranchePlan).toEqual([]);
    expect(after(propose({ rulesVersion: '2025' })).tranchePlan).not.toEqual([]);
  });
});
