import {
  type Organisation,
  organisationApplied,
  organisationRecognised,
  organisationRefused,
  organisationSuspended,
  organisationWithdrawn,
  type RecognitionStep,
} from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { apply, expire, recognise, refuse, suspend, withdraw } from '../../src/organisation/decisions.ts';

const today = '2026-06-30';
const known = {
  now: new Date(`${today}T12:00:00Z`),
  today,
  newId: () => 'none',
  by: 'ana',
  founder: undefined,
  tokenOf: (subjectId: string) => `token-of-${subjectId}`,
};
const application = {
  name: 'Marsh Enders of Lombardy',
  kind: 'association',
  country: 'IT',
  identifiers: [{ scheme: 'IT-RUN', id: '12345' }],
  sectors: ['water'],
};
const recognition = { startsOn: '2026-01-01', endsOn: '2028-12-31', registerNumber: 'A-1' };
const suspension = { reasonCode: 'ANNUAL_RETURN_MISSING', suspendedOn: '2026-02-10' };
const applied: Organisation = { ...application, status: 'applied' };
const recognised: Organisation = { ...applied, status: 'recognised', recognition };
const suspended: Organisation = { ...recognised, status: 'suspended', suspension };

describe('an organisation', () => {
  it('is entered as one that asks to be recognised', () => {
    given(application)
      .when((asked) => apply(asked, known))
      .thenFacts(organisationApplied(application))
      .thenState({ ...application, status: 'applied' });
  });

  it('is recognised for a period, with its kind in the fact', () => {
    given(applied)
      .when((organisation) => recognise(organisation, recognition, known))
      .thenFacts(
        organisationRecognised({
          kind: 'association',
          validFrom: '2026-01-01',
          validUntil: '2028-12-31',
          registerNumber: 'A-1',
        }),
      )
      .thenState({ status: 'recognised', recognition });
  });

  it('is recognised again for another period', () => {
    const renewed = { ...recognition, startsOn: '2026-06-01', registerNumber: 'A-2' };
    given(recognised)
      .when((organisation) => recognise(organisation, renewed, known))
      .thenState({ status: 'recognised', recognition: renewed });
  });

  it('may be recognised up to and including today, and for a single day', () => {
    given(applied)
      .when((organisation) => recognise(organisation, { ...recognition, startsOn: today, endsOn: today }, known))
      .thenState({ status: 'recognised' });
  });

  it('is not recognised from a day that lies ahead', () => {
    given(applied)
      .when((organisation) => recognise(organisation, { ...recognition, startsOn: '2026-07-01' }, known))
      .thenRejected('FUTURE_DATE', { date: '2026-07-01', today });
  });

  it('is not recognised for a period that ends before it starts', () => {
    given(applied)
      .when((organisation) => recognise(organisation, { ...recognition, endsOn: '2025-12-31' }, known))
      .thenRejected('DATES_REVERSED', { start: '2026-01-01', end: '2025-12-31' });
  });

  it('is suspended while it is recognised', () => {
    given(recognised)
      .when((organisation) => suspend(organisation, suspension, known))
      .thenFacts(organisationSuspended({ reasonCode: 'ANNUAL_RETURN_MISSING', from: '2026-02-10' }))
      .thenState({ status: 'suspended', suspension, recognition });
  });

  it('loses its suspension with a new recognition', () => {
    given(suspended)
      .when((organisation) => recognise(organisation, recognition, known))
      .thenState({ status: 'recognised', suspension: undefined });
  });

  it.each([applied, suspended])('is not suspended where it is not recognised', (organisation) => {
    given(organisation)
      .when((it) => suspend(it, suspension, known))
      .thenRejected('WRONG_STATE', { state: organisation.status, needed: 'recognised' });
  });

  it('keeps every step of its recognition, with its reason', () => {
    const steps: RecognitionStep[] = [
      { status: 'recognised', on: '2026-01-01', endsOn: '2028-12-31', registerNumber: 'A-1' },
      { status: 'suspended', on: '2026-02-10', reasonCode: 'ANNUAL_RETURN_MISSING' },
      { status: 'withdrawn', on: today, reasonCode: 'DISSOLVED' },
    ];
    given(suspended)
      .when((organisation) => withdraw(organisation, { reasonCode: 'DISSOLVED', withdrawnOn: today }, known))
      .thenFacts(organisationWithdrawn({ reasonCode: 'DISSOLVED', withdrawnOn: today }))
      .thenState({ status: 'withdrawn', history: steps });
    const withdrawn: Organisation = { ...suspended, status: 'withdrawn', history: steps };
    given(withdrawn)
      .when((organisation) => recognise(organisation, { ...recognition, startsOn: today }, known))
      .thenState({
        status: 'recognised',
        history: [...steps, { status: 'recognised', on: today, endsOn: '2028-12-31', registerNumber: 'A-1' }],
      });
  });

  it('is withdrawn where it is recognised or suspended, and refused where it has only applied', () => {
    given(applied)
      .when((it) => withdraw(it, { reasonCode: 'DISSOLVED', withdrawnOn: today }, known))
      .thenRejected('WRONG_STATE', { state: 'applied', needed: 'recognised, suspended' });
    given(recognised)
      .when((it) => refuse(it, { reasonCode: 'NO_STATUTES', refusedOn: today }, known))
      .thenRejected('WRONG_STATE', { state: 'recognised', needed: 'applied' });
    given(applied)
      .when((it) => refuse(it, { reasonCode: 'NO_STATUTES', refusedOn: today }, known))
      .thenFacts(organisationRefused({ reasonCode: 'NO_STATUTES', refusedOn: today }))
      .thenState({ status: 'refused', history: [{ status: 'refused', on: today, reasonCode: 'NO_STATUTES' }] });
  });

  it('expires on the day after its last one, and no day before', () => {
    expect(expire(recognised, '2028-12-31')).toBe('unchanged');
    expect(expire(applied, '2099-01-01')).toBe('unchanged');
    for (const one of [recognised, suspended]) {
      expect(expire(one, '2029-01-01')).toMatchObject({
        state: { status: 'expired' },
        events: [{ type: 'registry.organisation.expired.v1', data: { expiredOn: '2029-01-01' } }],
      });
    }
  });
});
