// An application on its way in: who may apply, when, by which rules it will be judged, and what is refused with what would pass.
import { applicationReturned, applicationStarted, applicationSubmitted } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { sendBack, start, submit } from '../../src/application/submission.ts';
import { callId, ground, project, recognised, started, submitted } from './application-ground.ts';
import { call, euro, programme, programmeId } from './call-ground.ts';
import { organisationId, surroundings } from './known.ts';

const starting = {
  ...surroundings({ organisation: recognised }),
  call: call({ status: 'published' }),
  isOwn: true,
  kinds: ['association', 'person'],
  actsFor: undefined,
};
const association = { callId, applicantKind: 'association', organisationId };
const person = { callId, applicantKind: 'person' };

describe('an application', () => {
  it('is started for an organisation, or for a person of whom nothing is told', () => {
    given(association, starting)
      .when(start)
      .thenFacts(applicationStarted({ ...association, programmeId }))
      .thenState({ status: 'started' });
    given(person, starting)
      .when(start)
      .thenFacts(applicationStarted({ ...person, programmeId }));
  });

  it('is refused where the call does not take its applicant', () => {
    const kinds = { kinds: 'association, person' };
    given({ ...association, applicantKind: 'company' }, starting)
      .when(start)
      .thenRejected('APPLICANT_NOT_TAKEN', { kind: 'company', ...kinds });
    for (const wrong of [
      { ...person, organisationId },
      { callId, applicantKind: 'association' },
    ]) {
      expect(start(wrong, starting)).toMatchObject({
        rejected: 'APPLICANT_NOT_TAKEN',
        errors: [{ pointer: '/organisationId' }],
      });
    }
    given(association, { ...starting, organisation: () => undefined })
      .when(start)
      .thenRejected('ORGANISATION_UNKNOWN');
  });

  it('is started under a call of the own ministry that was opened', () => {
    given(association, { ...starting, call: undefined })
      .when(start)
      .thenRejected('CALL_UNKNOWN', { callId });
    given(association, { ...starting, isOwn: false })
      .when(start)
      .thenRejected('FORBIDDEN');
    given(association, { ...starting, call: call() })
      .when(start)
      .thenRejected('WRONG_STATE', { state: 'draft' });
  });
});

describe('a submission', () => {
  const { receivedAt: _none, ...facts } = { receivedAt: undefined, ...project() };
  const { cost, requested, area } = facts;

  it('pins the rules that are in force on its day', () => {
    given(started(), project(), ground())
      .when(submit)
      .thenFacts(applicationSubmitted({ callId, programmeId, submittedOn: '2026-06-30', cost, requested, area }));
    expect(submitted().submission).toMatchObject({
      submittedAt: '2026-06-30T12:00:00.000Z',
      submittedOn: '2026-06-30',
      rulesVersion: '2025',
    });
    given(started(), project(), ground({ programme: { ...programme(), versions: [] } }))
      .when(submit)
      .thenRejected('RULES_NOT_IN_FORCE', { date: '2026-06-30' });
  });

  it('is taken once, until it is returned', () => {
    given(submitted(), project(), ground()).when(submit).thenRejected('WRONG_STATE', { state: 'submitted' });
  });

  it('outside the window names the field, both limits and what came in', () => {
    const over = ground({ call: call({ status: 'published', closesOn: '2026-06-29', grace: { minutes: 30 } }) });
    expect(submit(started(), project(), over)).toMatchObject({
      rejected: 'OUTSIDE_WINDOW',
      values: {
        from: '2026-03-31T22:00:00.000Z',
        until: '2026-06-29T22:30:00.000Z',
        timeZone: 'Europe/Rome',
        given: '2026-06-30T12:00:00.000Z',
      },
      errors: [{ pointer: '/receivedAt' }],
    });
  });

  it('on paper counts from when it came in, with a reason', () => {
    const over = { call: call({ status: 'closed', closesOn: '2026-06-01', closedAt: '2026-06-02T08:00:00.000Z' }) };
    const paper = { receivedAt: '2026-06-01T21:59:59.000Z', reasonCode: 'PAPER' };
    expect(submitted(paper, over).submission).toMatchObject({ submittedOn: '2026-06-01', paperReason: 'PAPER' });
    given(started(), project({ ...paper, receivedAt: '2026-06-01T22:00:00.000Z' }), ground(over))
      .when(submit)
      .thenRejected('OUTSIDE_WINDOW');
    given(started(), project({ receivedAt: paper.receivedAt }), ground(over))
      .when(submit)
      .thenRejected('REASON_REQUIRED');
    given(started(), project({ ...paper, receivedAt: '2026-06-30T12:00:00.001Z' }), ground())
      .when(submit)
      .thenRejected('FUTURE_DATE');
  });

  it('that was returned is submitted again under the same rules, after the call has ended too', () => {
    const before = submitted();
    const back = { reasonCode: 'COSTS_UNCLEAR', returnedOn: '2026-07-01' };
    given(before, back, ground())
      .when(sendBack)
      .thenFacts(applicationReturned({ callId, programmeId, ...back }))
      .thenState({ status: 'returned' });
    const later = ground({
      call: call({ status: 'closed', closedAt: '2026-06-30T13:00:00.000Z' }),
      today: '2026-08-01',
      now: new Date('2026-08-01T08:00:00Z'),
    });
    given({ ...before, status: 'returned' as const }, project({ requested: euro('30000.00') }), later)
      .when(submit)
      .thenFacts(
        applicationSubmitted({
          callId,
          programmeId,
          submittedOn: '2026-08-01',
          cost,
          requested: euro('30000.00'),
          area,
        }),
      );
    const again = submitted({}, later, { ...before, status: 'returned' });
    expect(again.submission).toMatchObject({ submittedAt: '2026-06-30T12:00:00.000Z', submittedOn: '2026-06-30' });
    given(started(), back, ground()).when(sendBack).thenRejected('WRONG_STATE', { state: 'started' });
  });

  it('asks for no more than the ceiling and the cost, in the currency of the programme', () => {
    const capped = ground({ call: call({ status: 'published', ceiling: euro('39999.99') }) });
    given(started(), project(), capped)
      .when(submit)
      .thenRejected('ABOVE_LIMIT', { rule: 'ceiling', limit: '39999.99 EUR', given: '40000.00 EUR' });
    given(started(), project({ requested: euro('80000.01') }), ground())
      .when(submit)
      .thenRejected('ABOVE_LIMIT', { rule: 'cost' });
    given(started(), project({ requested: { amount: '1.00', currency: 'USD' } }), ground())
      .when(submit)
      .thenRejected('OTHER_CURRENCY', { given: 'USD', passes: 'EUR' });
  });

  it('keeps open answers, and never a private one or its refusal', () => {
    const facts = [
      { name: 'birthDate', type: 'date', label: { en: 'Born on?' }, private: true },
      { name: 'months', type: 'integer', label: { en: 'Months?' } },
    ];
    const asking = ground({ programme: programme({ facts, eligibility: [] }), privateAnswers: 'row' });
    const answers = { birthDate: '1999-12-31', months: 12 };
    const decision = submit(started(), project({ answers }), asking);
    expect(decision).toMatchObject({
      state: { privateAnswers: 'row', submission: { answers: [{ name: 'months', value: 12 }] } },
    });
    expect(JSON.stringify(decision)).not.toContain('1999-12-31');
    const refused = submit(started(), project({ answers: { birthDate: '31 December 1999' } }), asking);
    expect(refused).toMatchObject({ rejected: 'ANSWER_NOT_TAKEN', errors: [{ pointer: '/answers/birthDate' }] });
    expect(JSON.stringify(refused)).not.toContain('December');
    given(started(), project({ answers: { shoeSize: 43 } }), asking)
      .when(submit)
      .thenRejected('ANSWER_NOT_TAKEN', { name: 'shoeSize', questions: 'birthDate (date), months (integer)' });
  });
});
