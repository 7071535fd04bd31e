// The decision on an application: reviewers score it once each, bodies approve it once each, by persons of their own.
import { applicationApproved, applicationReviewed, applicationRevised, isRejection } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { approve, requestedOf, review, takenOf } from '../../src/application/decision.ts';
import { callId, eligible, submitted } from './application-ground.ts';
import { call, euro, programme } from './call-ground.ts';
import { surroundings } from './known.ts';

const scoring = [{ code: 'need', label: { en: 'Need' }, points: 100 }];
const rulesWith = (changed: object = {}) => {
  const [version] = programme({ scoring, ...changed }).versions;
  if (version === undefined) throw new Error('the programme has rules');
  return version.rules;
};
const by = (name: string, changed: object = {}) => ({ ...surroundings(), by: name, rules: rulesWith(changed) });
const scored = (points: number) => ({
  conflictOfInterest: false,
  scores: [{ criterion: 'need', points }],
  reviewedOn: '2026-06-30',
});
const conflict = { conflictOfInterest: true, scores: [], reviewedOn: '2026-06-30' };

function reviewed() {
  const decision = review(eligible(), scored(70), by('eva'));
  if (isRejection(decision)) throw new Error(decision.rejected);
  return decision.state;
}

describe('a review', () => {
  it('is told with the mean of all so far, and names nobody', () => {
    const told = { callId, reviews: 1, meanScore: '70.00', reviewedOn: '2026-06-30' };
    given(eligible(), scored(70), by('eva'))
      .when(review)
      .thenFacts(applicationReviewed(told))
      .thenState({ status: 'reviewed' });
    given(reviewed(), scored(81), by('leo'))
      .when(review)
      .thenFacts(applicationReviewed({ ...told, reviews: 2, meanScore: '75.50' }));
  });

  it('is one for each reviewer, also where it declares a conflict of interest, which counts for nothing', () => {
    given(reviewed(), scored(81), by('eva')).when(review).thenRejected('REVIEWED_ALREADY');
    given(eligible(), conflict, by('eva'))
      .when(review)
      .thenFacts(applicationRevised({}))
      .thenState({ status: 'eligible' });
    given(submitted(), scored(70), by('eva')).when(review).thenRejected('WRONG_STATE', { state: 'submitted' });
    given(eligible(), scored(101), by('eva'))
      .when(review)
      .thenRejected('SCORES_NOT_TAKEN', { criteria: 'need (0–100)' });
    given(eligible(), { ...scored(70), reviewedOn: '2026-06-29' }, by('eva'))
      .when(review)
      .thenRejected('DATES_REVERSED');
  });
});

describe('an approval', () => {
  const bodies = { approvals: { bodies: ['BOARD', 'COUNCIL'] } };
  const ground = (name: string, changed: object = bodies) => ({
    ...by(name, changed),
    call: call({ status: 'published' }),
    exhausted: undefined,
  });
  const of = (body: string) => ({ body, approvedOn: '2026-06-30' });

  function onceApproved() {
    const decision = approve(reviewed(), of('BOARD'), ground('ada'));
    if (isRejection(decision)) throw new Error(decision.rejected);
    return decision.state;
  }

  it('of the last body approves the application, each by a person of its own', () => {
    given(reviewed(), of('BOARD'), ground('ada'))
      .when(approve)
      .thenFacts(applicationRevised({}))
      .thenState({ status: 'reviewed' });
    given(onceApproved(), of('COUNCIL'), ground('ada')).when(approve).thenRejected('FOUR_EYES');
    given(onceApproved(), of('COUNCIL'), ground('max'))
      .when(approve)
      .thenFacts(applicationApproved({ callId, bodies: ['BOARD', 'COUNCIL'], decidedOn: '2026-06-30' }))
      .thenState({ status: 'approved' });
  });

  it('is of nobody who declared a conflict of interest', () => {
    const declared = review(reviewed(), conflict, by('ada'));
    if (isRejection(declared)) throw new Error(declared.rejected);
    given(declared.state, of('BOARD'), ground('ada')).when(approve).thenRejected('CONFLICT_OF_INTEREST');
    given(declared.state, of('BOARD'), ground('max')).when(approve).thenState({ status: 'reviewed' });
  });

  it('is of a body that is named and has not approved yet', () => {
    given(onceApproved(), of('BOARD'), ground('max'))
      .when(approve)
      .thenRejected('BODY_NOT_DUE', { left: 'COUNCIL', given: 'BOARD' });
    given(reviewed(), of('CLUB'), ground('max')).when(approve).thenRejected('BODY_NOT_DUE', { left: 'BOARD, COUNCIL' });
    const named = { ...ground('ada'), call: call({ status: 'published', bodies: ['CLUB'] }) };
    given(reviewed(), of('CLUB'), named).when(approve).thenState({ status: 'approved' });
    given(reviewed(), of('MINISTRY'), ground('ada', {})).when(approve).thenState({ status: 'approved' });
  });

  it('waits for the panel, and for a call that goes on', () => {
    given(reviewed(), of('BOARD'), ground('ada', { approvals: { ...bodies.approvals, panelSize: 3 } }))
      .when(approve)
      .thenRejected('REVIEWS_MISSING', { needed: 3, given: 1 });
    given(eligible(), of('BOARD'), ground('ada')).when(approve).thenRejected('WRONG_STATE', { state: 'eligible' });
    given(reviewed(), of('BOARD'), { ...ground('ada'), call: call({ status: 'cancelled' }) })
      .when(approve)
      .thenRejected('WRONG_STATE', { state: 'cancelled' });
  });

  it('needs room in the envelope to the cent', () => {
    expect(takenOf({ envelope: euro('100000.00') }, requestedOf(reviewed()), 60_000_00n)).toBe(40_000_00n);
    expect(takenOf({ envelope: euro('100000.00') }, requestedOf(reviewed()), 60_000_01n)).toMatchObject({
      rejected: 'ENVELOPE_EXHAUSTED',
      values: { limit: '39999.99 EUR', given: '40000.00 EUR' },
    });
  });
});
