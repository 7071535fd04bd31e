import { appliedStanding, initiativeRegistered, withRecognition, withSuspension } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, it } from 'vitest';
import { register } from '../../src/initiative/registration.ts';
import { described } from '../sample.ts';
import { organisationId, registration, surroundings } from './known.ts';

const registering =
  (changed: Parameters<typeof registration>[0] = {}) =>
  (known: ReturnType<typeof surroundings>) =>
    register(registration(changed), known);

const inEuro = {
  amount: { amount: '90000.00', currency: 'EUR' },
  base: { amount: '90000.00', currency: 'EUR' },
  rate: '1',
  rateDate: '2025-06-09',
};

const { plannedStartOn: plannedStart, plannedEndOn: plannedEnd, ...sameInEvents } = described;
const told = { ...sameInEvents, plannedStart, plannedEnd, sectors: [], registeredOn: '2025-06-09' };

describe('registering an initiative', () => {
  it('tells what was entered, as proposed and without links', () => {
    given(surroundings())
      .when(registering())
      .thenFacts(initiativeRegistered({ ...told, budget: inEuro }))
      .thenState({ status: 1, proposals: [], budget: inEuro, statusOn: undefined });
  });

  it('keeps a budget in the base currency at rate 1 of its own day', () => {
    given(surroundings({ rate: { rate: '0.5', rateDate: '2025-01-01' } }))
      .when(registering())
      .thenState({ budget: inEuro });
  });

  it('converts a budget once, with the dated rate', () => {
    given(surroundings({ rate: { rate: '0.90', rateDate: '2025-06-01' } }))
      .when(registering({ budget: { amount: '100000', currency: 'USD' } }))
      .thenState({
        budget: {
          amount: { amount: '100000.00', currency: 'USD' },
          base: { amount: '90000.00', currency: 'EUR' },
          rate: '0.90',
          rateDate: '2025-06-01',
        },
      });
  });

  it('needs a rate for another currency', () => {
    given(surroundings())
      .when(registering({ budget: { amount: '1', currency: 'USD' } }))
      .thenRejected('RATE_MISSING', { currency: 'USD', base: 'EUR', date: '2025-06-09' });
  });

  it('refuses an amount that is no money any more after the conversion', () => {
    given(surroundings({ rate: { rate: '1000', rateDate: '2025-06-01' } }))
      .when(registering({ budget: { amount: '999999999999999999.99', currency: 'USD' } }))
      .thenRejected('VALIDATION');
  });

  it('takes a plan of a single day and one without an end, and none that ends before it starts', () => {
    const day = '2025-07-01';
    given(surroundings())
      .when(registering({ plannedStartOn: day, plannedEndOn: day }))
      .thenState({ plannedEndOn: day });
    given(surroundings())
      .when(registering({ plannedStartOn: day, plannedEndOn: undefined }))
      .thenState({ plannedStartOn: day, plannedEndOn: undefined });
    given(surroundings())
      .when(registering({ plannedStartOn: day, plannedEndOn: '2025-06-30' }))
      .thenRejected('DATES_REVERSED', { start: day, end: '2025-06-30' });
  });
});

describe('the organisation behind an initiative', () => {
  const recognised = withRecognition(appliedStanding, { validFrom: '2025-01-01', validUntil: '2025-12-31' });

  it('is recognised on the day of the registration, not on the day it is typed in', () => {
    given(surroundings({ organisation: recognised }))
      .when(registering({ organisationId }))
      .thenState({ organisationId });
    given(surroundings({ organisation: recognised }))
      .when(registering({ organisationId, registeredOn: '2026-01-01' }))
      .thenRejected('ORGANISATION_NOT_RECOGNISED', { organisationId, date: '2026-01-01' });
  });

  it('must be known', () => {
    given(surroundings()).when(registering({ organisationId })).thenRejected('ORGANISATION_UNKNOWN');
  });

  it('must not be suspended, whatever the date, and may be again after another recognition', () => {
    const suspended = withSuspension(recognised, { from: '2026-02-10' });
    given(surroundings({ organisation: suspended }))
      .when(registering({ organisationId }))
      .thenRejected('ORGANISATION_SUSPENDED');
    const again = withRecognition(suspended, { validFrom: '2026-03-01', validUntil: '2027-12-31' });
    given(surroundings({ organisation: again }))
      .when(registering({ organisationId }))
      .thenState({ organisationId });
  });
});
