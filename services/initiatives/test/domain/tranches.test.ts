// A tranche on its way: what holds it, who approves it, and that it is paid once.
import {
  awardTrancheApproved,
  awardTrancheEligible,
  awardTrancheHeld,
  awardTranchePaid,
  awardTrancheReleased,
} from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { ended, terminate } from '../../src/award/ending.ts';
import { gated } from '../../src/award/gate.ts';
import { acceptFor, approve, hold, pay, release, retract } from '../../src/award/tranches.ts';
import { after, approved, covered, known, on, once, paid, payment } from './award-ground.ts';
import { euro } from './call-ground.ts';

describe('a tranche', () => {
  it('waits for what it requires, each of which is accepted once', () => {
    expect(covered().tranches).toMatchObject([
      { status: 'eligible' },
      { status: 'held', reasonCode: 'REPORT_MISSING' },
    ]);
    const accepting = { no: 2, code: 'RESULT', acceptedOn: on };
    given(covered(), accepting, known('ben'))
      .when(acceptFor)
      .thenFacts(awardTrancheEligible({ no: 2, on }));
    given(covered(), { ...accepting, code: 'AUDIT' }, known('ben'))
      .when(acceptFor)
      .thenRejected('REQUIREMENT_NOT_DUE', { left: 'RESULT', given: 'AUDIT' });
    const accepted = after(acceptFor(covered(), accepting, known('ben')));
    given(accepted, accepting, known('ben'))
      .when(acceptFor)
      .thenRejected('REQUIREMENT_NOT_DUE', { left: '–', given: 'RESULT' });
  });

  it('is held again once what it required is taken back, unless two persons have approved it', () => {
    const accepting = { no: 2, code: 'RESULT', acceptedOn: on };
    const taking = { no: 2, code: 'RESULT', reasonCode: 'REPORT_WRONG', retractedOn: on };
    const first = after(acceptFor(covered(), accepting, known('ben')));
    const approvedOnce = after(approve(first, { no: 2, approvedOn: on }, known('ada')));
    given(approvedOnce, taking, known('ben'))
      .when(retract)
      .thenFacts(awardTrancheHeld({ no: 2, on, reasonCode: 'REPORT_MISSING' }));
    const held = after(retract(approvedOnce, taking, known('ben')));
    expect(held.tranches[1]).toMatchObject({
      status: 'held',
      approvals: [],
      accepted: [],
      retracted: [{ code: 'RESULT', acceptedOn: on, retractedOn: on, reasonCode: 'REPORT_WRONG' }],
    });
    expect(after(acceptFor(held, accepting, known('ben'))).tranches[1]?.status).toBe('eligible');
    given(held, taking, known('ben')).when(retract).thenRejected('NOT_FOUND');
    const approvedTwice = after(approve(approvedOnce, { no: 2, approvedOn: on }, known('max')));
    given(approvedTwice, taking, known('ben'))
      .when(retract)
      .thenRejected('WRONG_STATE', { state: 'approved', needed: 'eligible, held' });
    given(first, { ...taking, retractedOn: '2026-06-29' }, known('ben'))
      .when(retract)
      .thenRejected('DATES_REVERSED');
  });

  it('is held by somebody until somebody releases it, and by a suspension while that lasts', () => {
    given(approved(), { no: 1, reasonCode: 'AUDIT_UNDER_WAY', on }, known('ben'))
      .when(hold)
      .thenFacts(awardTrancheHeld({ no: 1, on, reasonCode: 'AUDIT_UNDER_WAY' }));
    const held = after(hold(approved(), { no: 1, reasonCode: 'AUDIT_UNDER_WAY', on }, known('ben')));
    expect(held.tranches[0]).toMatchObject({ status: 'held', approvals: [] });
    given(held, { no: 1, on }, known('ben'))
      .when(release)
      .thenFacts(
        awardTrancheReleased({ no: 1, on, reasonCode: 'AUDIT_UNDER_WAY' }),
        awardTrancheEligible({ no: 1, on }),
      );
    given(covered(), { no: 2, on }, known('ben'))
      .when(release)
      .thenRejected('WRONG_STATE', { state: 'held (REPORT_MISSING)', needed: 'POST …/hold' });
    const suspended = gated(approved(), on, true);
    expect(suspended.events).toEqual([
      awardTrancheHeld({ no: 1, on, reasonCode: 'APPLICANT_SUSPENDED' }),
      awardTrancheHeld({ no: 2, on, reasonCode: 'APPLICANT_SUSPENDED' }),
    ]);
    expect(gated(suspended.award, on, false).events).toEqual([
      awardTrancheEligible({ no: 1, on }),
      awardTrancheHeld({ no: 2, on, reasonCode: 'REPORT_MISSING' }),
    ]);
  });

  it('is approved by two persons, neither of whom made it', () => {
    const approving = { no: 1, approvedOn: on };
    given(covered(), approving, known('ana')).when(approve).thenRejected('FOUR_EYES');
    given(once(), approving, known('ada')).when(approve).thenRejected('FOUR_EYES');
    given(once(), approving, known('max'))
      .when(approve)
      .thenFacts(awardTrancheApproved({ no: 1, on, approvals: 2 }));
    given(approved(), approving, known('leo')).when(approve).thenRejected('WRONG_STATE', { state: 'approved' });
    given(covered(), { ...approving, no: 2 }, known('ada'))
      .when(approve)
      .thenRejected('WRONG_STATE', { state: 'held' });
  });

  it('is paid once, when two have approved it and its applicant is still recognised', () => {
    const value = { amount: euro('24000.00'), base: euro('24000.00'), rate: '1', rateDate: on };
    given(approved(), payment, known('fay'))
      .when(pay)
      .thenFacts(awardTranchePaid({ no: 1, value, paidOn: on }));
    given(once(), payment, known('fay'))
      .when(pay)
      .thenRejected('WRONG_STATE', { state: 'eligible', needed: 'approved, instructed' });
    given(paid(), payment, known('fay')).when(pay).thenRejected('WRONG_STATE', { state: 'paid' });
    given(approved(), payment, known('fay', { organisation: { periods: [], suspended: true } }))
      .when(pay)
      .thenRejected('ORGANISATION_SUSPENDED');
    given(approved(), payment, known('fay', { organisation: { periods: [], suspended: false } }))
      .when(pay)
      .thenRejected('ORGANISATION_NOT_RECOGNISED');
    given(approved(), { ...payment, no: 3 }, known('fay'))
      .when(pay)
      .thenRejected('NOT_FOUND');
  });

  it('is cancelled by the end of its award unless it was paid', () => {
    const over = after(terminate(paid(), { reasonCode: 'STOPPED', on }, known('ana')));
    expect(over.tranches).toMatchObject([{ status: 'paid' }, { status: 'cancelled' }]);
    given(ended(approved(), { reasonCode: 'STOPPED', on }).state, payment, known('fay'))
      .when(pay)
      .thenRejected('WRONG_STATE');
    given(over, { reasonCode: 'STOPPED', on }, known('ana')).when(terminate).thenRejected('WRONG_STATE');
    given(paid(), { reasonCode: 'STOPPED', on: '2026-06-29' }, known('ana'))
      .when(terminate)
      .thenRejected('DATES_REVERSED');
  });
});
