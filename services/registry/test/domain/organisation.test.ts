import { organisationApplied, organisationRecognised, organisationSuspended } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, it } from 'vitest';
import { apply, type Organisation, recognise, suspend } from '../../src/domain/organisation.ts';

const today = '2026-06-30';
const application = {
  name: 'Marsh Enders of Lombardy',
  kind: 'association',
  country: 'IT',
  identifiers: [{ scheme: 'IT-RUN', id: '12345' }],
  sectors: ['water'],
};
const recognition = { validFrom: '2026-01-01', validUntil: '2028-12-31', registerNumber: 'A-1' };
const suspension = { reasonCode: 'ANNUAL_RETURN_MISSING', from: '2026-02-10' };
const applied: Organisation = { ...application, status: 'applied' };
const recognised: Organisation = { ...applied, status: 'recognised', recognition };
const suspended: Organisation = { ...recognised, status: 'suspended', suspension };

describe('an organisation', () => {
  it('is entered as one that asks to be recognised', () => {
    given(application)
      .when(apply)
      .thenFacts(organisationApplied(application))
      .thenState({ status: 'applied', holds: ['IT-RUN 12345'] });
  });

  it('is recognised for a period, with its kind in the fact', () => {
    given(applied)
      .when((organisation) => recognise(organisation, recognition, today))
      .thenFacts(organisationRecognised({ ...recognition, kind: 'association' }))
      .thenState({ status: 'recognised', recognition });
  });

  it('is recognised again for another period', () => {
    const renewed = { ...recognition, validFrom: '2026-06-01', registerNumber: 'A-2' };
    given(recognised)
      .when((organisation) => recognise(organisation, renewed, today))
      .thenState({ status: 'recognised', recognition: renewed });
  });

  it('may be recognised up to and including today, and for a single day', () => {
    given(applied)
      .when((organisation) => recognise(organisation, { ...recognition, validFrom: today, validUntil: today }, today))
      .thenState({ status: 'recognised' });
  });

  it('is not recognised from a day that lies ahead', () => {
    given(applied)
      .when((organisation) => recognise(organisation, { ...recognition, validFrom: '2026-07-01' }, today))
      .thenRejected('FUTURE_DATE', { date: '2026-07-01', today });
  });

  it('is not recognised for a period that ends before it starts', () => {
    given(applied)
      .when((organisation) => recognise(organisation, { ...recognition, validUntil: '2025-12-31' }, today))
      .thenRejected('DATES_REVERSED', { start: '2026-01-01', end: '2025-12-31' });
  });

  it('is suspended while it is recognised', () => {
    given(recognised)
      .when((organisation) => suspend(organisation, suspension, today))
      .thenFacts(organisationSuspended(suspension))
      .thenState({ status: 'suspended', suspension, recognition });
  });

  it('loses its suspension with a new recognition', () => {
    given(suspended)
      .when((organisation) => recognise(organisation, recognition, today))
      .thenState({ status: 'recognised', suspension: undefined });
  });

  it.each([applied, suspended])('is not suspended where it is not recognised', (organisation) => {
    given(organisation)
      .when((it) => suspend(it, suspension, today))
      .thenRejected('WRONG_STATE', { state: organisation.status, needed: 'recognised' });
  });

  it('is not suspended from a day that lies ahead', () => {
    given(recognised)
      .when((organisation) => suspend(organisation, { ...suspension, from: '2026-07-01' }, today))
      .thenRejected('FUTURE_DATE', { date: '2026-07-01', today });
  });
});
