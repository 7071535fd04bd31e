// Appeals: taken within the days that are given, once against each decision, and decided by another person.
import {
  type Application,
  applicationAppealed,
  applicationAppealRejected,
  applicationAppealUpheld,
  type Call,
  type Decision,
  isRejection,
  type Known,
} from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { type AppealGround, appeal, decide } from '../../src/application/appeal.ts';
import { decline } from '../../src/application/ending.ts';
import { callId, eligible, submitted } from './application-ground.ts';
import { call, programme, programmeId } from './call-ground.ts';
import { surroundings } from './known.ts';

const filing = { grounds: ['COST_READ_WRONGLY'] };
const upholding = { no: 1, decision: 'uphold' as const, reasonCode: 'RECORD_WAS_WRONG', decidedOn: '2026-06-30' };
const rejecting = { ...upholding, decision: 'reject' as const, reasonCode: 'NOTHING_NEW' };
const of = { callId, programmeId, no: 1 };

const ground = (
  changed: Partial<Call> = { appealDays: 10 },
  more: Partial<Known<AppealGround>> = {},
  rules: object = {},
): Known<AppealGround> => {
  const [version] = programme(rules).versions;
  if (version === undefined) throw new Error('the programme has rules');
  const asked = call({ status: 'closed', ...changed });
  return { ...surroundings(), by: 'subject', call: asked, rules: version.rules, byApplicant: true, ...more };
};
const at = (moment: string) => ({ now: new Date(moment) });
const by = (name: string) => ({ ...surroundings(), by: name });

function done(decision: Decision<Application>): Application {
  if (isRejection(decision)) throw new Error(decision.rejected);
  return decision.state;
}
const declined = (application: Application = eligible()): Application =>
  done(decline(application, { reasonCodes: ['SCORE_TOO_LOW'], decidedOn: '2026-06-30' }, by('ana')));
const ineligible = (): Application => ({
  ...eligible(),
  status: 'ineligible',
  eligibility: {
    outcome: 'ineligible',
    decidedOn: '2026-06-30',
    rulesVersion: '2025',
    reasonCodes: ['PROJECT_BELOW_MIN'],
    conditions: [],
    rejections: [],
  },
});
const appealed = (application: Application) => done(appeal(application, filing, ground()));

describe('an appeal', () => {
  it('is against the decision that an application is ineligible or declined, and keeps what that found', () => {
    given(ineligible(), filing, ground())
      .when(appeal)
      .thenFacts(applicationAppealed({ ...of, against: 'ineligible', ...filing, filedOn: '2026-06-30' }))
      .thenState({ status: 'ineligible' });
    expect(appealed(declined()).appeals).toMatchObject([
      { no: 1, against: 'declined', decisionOn: '2026-06-30', reasonCodes: ['SCORE_TOO_LOW'], status: 'filed' },
    ]);
    for (const application of [submitted(), eligible()]) {
      given(application, filing, ground()).when(appeal).thenRejected('WRONG_STATE', { needed: 'ineligible, declined' });
    }
  });

  it('is taken as many days as the call gives, else the rules, by the days of the call', () => {
    const lastMoment = at('2026-07-10T21:59:59.999Z');
    const tooLate = at('2026-07-10T22:00:00.000Z');
    given(declined(), filing, ground({ appealDays: 10 }, lastMoment))
      .when(appeal)
      .thenState({ status: 'declined' });
    given(declined(), filing, ground({ appealDays: 10 }, tooLate))
      .when(appeal)
      .thenRejected('APPEAL_TOO_LATE', {
        decidedOn: '2026-06-30',
        until: '2026-07-10',
        timeZone: 'Europe/Rome',
        given: '2026-07-11',
      });
    given(declined(), filing, ground({}, tooLate, { appealDays: 11 }))
      .when(appeal)
      .thenState({ status: 'declined' });
    given(declined(), filing, ground({ appealDays: 10 }, tooLate, { appealDays: 30 }))
      .when(appeal)
      .thenRejected('APPEAL_TOO_LATE');
    given(declined(), filing, ground({})).when(appeal).thenRejected('APPEAL_NOT_FORESEEN');
  });

  it('on paper is entered by an officer, with when it came in and why it is entered later', () => {
    const paper = { ...filing, receivedAt: '2026-07-08T10:00:00Z', reasonCode: 'PAPER' };
    const later = at('2026-08-20T10:00:00Z');
    const officer = ground({ appealDays: 10 }, { ...later, by: 'ben', byApplicant: false });
    expect(done(appeal(declined(), paper, officer)).appeals).toMatchObject([
      { filedOn: '2026-07-08', paperReason: 'PAPER' },
    ]);
    const { reasonCode: _why, ...unexplained } = paper;
    given(declined(), unexplained, officer).when(appeal).thenRejected('REASON_REQUIRED');
    given(declined(), { ...paper, receivedAt: '2026-08-21T10:00:00Z' }, officer)
      .when(appeal)
      .thenRejected('FUTURE_DATE');
    given(declined(), { ...paper, receivedAt: '2026-06-29T10:00:00Z' }, officer)
      .when(appeal)
      .thenRejected('DATES_REVERSED');
    given(declined(), paper, ground({ appealDays: 60 }, later))
      .when(appeal)
      .thenRejected('FORBIDDEN');
  });
});

describe('the decision on an appeal', () => {
  it('upholds it, and the application is where it was before', () => {
    given(appealed(ineligible()), upholding, by('max'))
      .when(decide)
      .thenFacts(
        applicationAppealUpheld({
          ...of,
          against: 'ineligible',
          reasonCode: 'RECORD_WAS_WRONG',
          to: 'submitted',
          decidedOn: '2026-06-30',
        }),
      )
      .thenState({ status: 'submitted' });
    const again = done(decide(appealed(ineligible()), upholding, by('max')));
    expect(again).not.toHaveProperty('eligibility');
    const back = done(decide(appealed(declined()), upholding, by('max')));
    expect(back).toMatchObject({ status: 'eligible', appeals: [{ status: 'upheld' }] });
    for (const gone of ['reasonCodes', 'decidedOn', 'decidedBy']) expect(back).not.toHaveProperty(gone);
    const scores = [{ criterion: 'need', points: 9 }];
    const review = { reviewer: 'eva', conflictOfInterest: false, scores, reviewedOn: '2026-06-30' };
    const scored: Application = { ...eligible(), status: 'reviewed', reviews: [review] };
    expect(done(decide(appealed(declined(scored)), upholding, by('max')))).toMatchObject({ status: 'reviewed' });
  });

  it('rejects it for good, with the reason', () => {
    given(appealed(declined()), rejecting, by('max'))
      .when(decide)
      .thenFacts(
        applicationAppealRejected({
          ...of,
          against: 'declined',
          reasonCode: 'NOTHING_NEW',
          decidedOn: '2026-06-30',
        }),
      )
      .thenState({ status: 'declined', reasonCodes: ['SCORE_TOO_LOW'] });
    const final = done(decide(appealed(declined()), rejecting, by('max')));
    given(final, filing, ground()).when(appeal).thenRejected('APPEALED_ALREADY', { no: 1, status: 'rejected' });
    given(final, upholding, by('max')).when(decide).thenRejected('WRONG_STATE');
  });

  it('is of a person who neither decided before nor filed it, on a day after it was filed', () => {
    given(appealed(declined()), upholding, by('ana')).when(decide).thenRejected('FOUR_EYES');
    given(appealed(declined()), upholding, by('subject')).when(decide).thenRejected('FOUR_EYES');
    given(appealed(declined()), { ...upholding, decidedOn: '2026-06-29' }, by('max'))
      .when(decide)
      .thenRejected('DATES_REVERSED');
    given(appealed(declined()), { ...upholding, no: 2 }, by('max'))
      .when(decide)
      .thenRejected('NOT_FOUND');
  });

  it('needs an appeal', () => {
    given(declined(), upholding, by('max')).when(decide).thenRejected('WRONG_STATE', { state: 'declined' });
  });

  it('leaves the next decision open to an appeal of its own, and one that waits to no second one', () => {
    given(appealed(declined()), filing, ground())
      .when(appeal)
      .thenRejected('APPEALED_ALREADY', { no: 1, status: 'filed' });
    const again = declined(done(decide(appealed(declined()), upholding, by('max'))));
    expect(appealed(again).appeals).toMatchObject([{ status: 'upheld' }, { no: 2, status: 'filed' }]);
  });
});
