import {
  type Organisation,
  organisationApplied,
  organisationRecognised,
  organisationSuspended,
} from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, it } from 'vitest';
import { apply, recognise, suspend } from '../../src/organisation/decisions.ts';

const today = '2026-06-30';
const known = { now: new Date(`${today}T12:00:00Z`), today, newId: () => 'none', by: 'ana' };
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
      .when((asked) => apply(asked, known))
      .thenFacts(organisationApplied(application))
      .thenState({ ...application, status: 'applied' });
  });

  it('is recognised for a period, with its kind in the fact', () => {
    given(applied)
      .when((organisation) => recognise(organisation, recognition, known))
      .thenFacts(organisationRecognised({ ...recognition, kind: 'association' }))
      .thenState({ status: 'recognised', recognition });
  });

  it('is recognised again for another period', () => {
    const renewed = { ...recognition, validFrom: '2026-06-01', registerNumber: 'A-2' };
    given(recognised)
      .when((organisation) => recognise(organisation, renewed, known))
      .thenState({ status: 'recognised', recognition: renewed });
  });

  it('may be recognised up to and including today, and for a single day', () => {
    given(applied)
      .when((organisation) => recognise(organisation, { ...recognition, validFrom: today, validUntil: today }, known))
      .thenState({ status: 'recognised' });
  });

  it('is not recognised from a day that lies ahead', () => {
    given(applied)
      .when((organisation) => recognise(organisation, { ...recognition, validFrom: '2026-07-01' }, known))
      .thenRejected('FUTURE_DATE', { date: '2026-07-01', today });
  });

  it('is not recognised for a period that ends before it starts', () => {
    given(applied)
      .when((organisation) => recognise(organisation, { ...recognition, validUntil: '2025-12-31' }, known))
      .thenRejected('DATES_REVERSED', { start: '2026-01-01', end: '2025-12-31' });
  });

  it('is suspended while it is recognised', () => {
    given(recognised)
      .when((organisation) => suspend(organisation, suspension, known))
      .thenFacts(organisationSuspended(suspension))
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
});
