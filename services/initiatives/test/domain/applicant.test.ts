// Who applies: an officer enters anybody whom the call takes; a person applies as a person, an association as anything else.
import { isRejection } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { correctWith, kindsUnder } from '../../src/application/applicant.ts';
import { start, submit } from '../../src/application/submission.ts';
import { callId, ground, project, recognised, started } from './application-ground.ts';
import { call } from './call-ground.ts';
import { organisationId, surroundings } from './known.ts';

const open = call({ status: 'published', applicantKinds: ['association', 'company', 'person'] });
const known = surroundings({ organisation: recognised });

describe('an applicant', () => {
  it('applies as what its role is, an officer for all that the call takes', () => {
    expect(kindsUnder(open, undefined)).toEqual(['association', 'company', 'person']);
    expect(kindsUnder(open, ['person'])).toEqual(['person']);
    expect(kindsUnder(open, ['association'])).toEqual(['association', 'company']);
    expect(kindsUnder(open, ['officer'])).toEqual([]);
  });

  it('that is a person is refused in the name of an organisation, and the other way round', () => {
    const asking = (kinds: readonly string[]) => ({
      ...known,
      call: open,
      isOwn: true,
      kinds,
      actsFor: () => true,
    });
    given({ callId, applicantKind: 'association', organisationId }, asking(['person']))
      .when(start)
      .thenRejected('APPLICANT_NOT_TAKEN', { kind: 'association', kinds: 'person' });
    given({ callId, applicantKind: 'person' }, asking(['association', 'company']))
      .when(start)
      .thenRejected('APPLICANT_NOT_TAKEN', { kind: 'person', kinds: 'association, company' });
    given({ callId, applicantKind: 'person' }, asking(['person']))
      .when(start)
      .thenState({ applicantKind: 'person', organisationId: undefined });
  });
});

describe('an association', () => {
  const other = '0190a1b2-0000-7000-8000-0000000000ff';
  const asking = {
    ...known,
    call: open,
    isOwn: true,
    kinds: ['association', 'company'],
    actsFor: (id: string) => id === organisationId,
  };

  it('applies in the name of an organisation for which it may act, and of no other', () => {
    given({ callId, applicantKind: 'association', organisationId }, asking).when(start).thenState({ organisationId });
    given({ callId, applicantKind: 'association', organisationId: other }, asking)
      .when(start)
      .thenRejected('NOT_A_REPRESENTATIVE', { organisationId: other });
    const correct = correctWith(['association'], asking.actsFor);
    expect(correct(started(), { applicantKind: 'association', organisationId: other }, known)).toMatchObject({
      rejected: 'NOT_A_REPRESENTATIVE',
    });
  });

  it('is not told whether an organisation for which it may not act is known', () => {
    const nobody = { ...asking, actsFor: () => false };
    const asked = { callId, applicantKind: 'association', organisationId };
    expect(start(asked, { ...nobody, organisation: () => undefined })).toEqual(start(asked, nobody));
  });
});

describe('the correction of an applicant', () => {
  const correct = correctWith(['association', 'company'], undefined);

  it('takes what a start takes, and refuses what it refuses', () => {
    const company = { applicantKind: 'company', organisationId };
    expect(correct(started(), company, known)).toEqual(company);
    for (const [wrong, rejected] of [
      [{ applicantKind: 'person' }, 'APPLICANT_NOT_TAKEN'],
      [{ applicantKind: 'association' }, 'APPLICANT_NOT_TAKEN'],
    ] as const) {
      expect(correct(started(), wrong, known)).toMatchObject({ rejected });
    }
    expect(correct(started(), company, surroundings())).toMatchObject({ rejected: 'ORGANISATION_UNKNOWN' });
  });
});

describe('a submission by the applicant itself', () => {
  const itself = ground({ byApplicant: true });

  it('comes in when it comes in: only its ministry says of paper when that was', () => {
    expect(isRejection(submit(started(), project(), itself))).toBe(false);
    for (const [paper, pointer] of [
      [{ receivedAt: '2025-03-01T12:00:00+01:00', reasonCode: 'PAPER' }, '/receivedAt'],
      [{ receivedAt: '2025-03-01T12:00:00+01:00' }, '/receivedAt'],
      [{ reasonCode: 'PAPER' }, '/reasonCode'],
    ] as const) {
      expect(submit(started(), project(paper), itself)).toMatchObject({ rejected: 'FORBIDDEN', errors: [{ pointer }] });
    }
  });
});
