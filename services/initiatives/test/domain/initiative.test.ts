import { appliedStanding, initiativeRegistered, withRecognition, withSuspension } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { register, type Surroundings } from '../../src/domain/initiative.ts';
import { organisationId, registration, surroundings, today } from './known.ts';

const registering =
  (changed: Parameters<typeof registration>[0] = {}) =>
  (known: Surroundings) =>
    register(registration(changed), known);

const inEuro = {
  amount: { amount: '90000.00', currency: 'EUR' },
  base: { amount: '90000.00', currency: 'EUR' },
  rate: '1',
  rateDate: '2025-06-09',
};

describe('registering an initiative', () => {
  it('tells what was entered, as proposed and without links', () => {
    given(surroundings())
      .when(registering())
      .thenFacts(initiativeRegistered({ ...registration(), budget: inEuro }))
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

  it('takes a business date up to today', () => {
    given(surroundings())
      .when(registering({ registeredOn: today }))
      .thenState({ registeredOn: today });
    given(surroundings())
      .when(registering({ registeredOn: '2026-07-01' }))
      .thenRejected('FUTURE_DATE', { date: '2026-07-01', today });
  });

  it('takes a plan of a single day, and none that ends before it starts', () => {
    const day = '2025-07-01';
    given(surroundings())
      .when(registering({ plannedStart: day, plannedEnd: day }))
      .thenState({ plannedEnd: day });
    given(surroundings())
      .when(registering({ plannedStart: day, plannedEnd: '2025-06-30' }))
      .thenRejected('DATES_REVERSED', { start: day, end: '2025-06-30' });
  });
});

describe('the sectors of an initiative', () => {
  const sector = (pct: number, code: string, vocabulary = '1') => ({ vocabulary, code, pct });

  it.each([
    ['none', []],
    ['one of 100', [sector(100, '14030')]],
    ['thirds', [sector(33.33, 'a'), sector(33.33, 'b'), sector(33.34, 'c')]],
    ['a hundred per vocabulary', [sector(100, '14030'), sector(60, 'SDG6', '7'), sector(40, 'SDG3', '7')]],
    ['floats that only sum in hundredths', [sector(0.1, 'a'), sector(0.2, 'b'), sector(99.7, 'c')]],
  ])('may be %s', (_what, sectors) => {
    given(surroundings()).when(registering({ sectors })).thenState({ sectors });
  });

  it.each([
    ['a hundredth too little', [sector(99.99, '14030')], { vocabulary: '1', total: '99.99' }],
    ['too much', [sector(60, 'a'), sector(60, 'b')], { vocabulary: '1', total: '120.00' }],
    ['half in one vocabulary', [sector(100, 'a'), sector(50, 'a', '7')], { vocabulary: '7', total: '50.00' }],
    ['nothing', [sector(0, 'a')], { vocabulary: '1', total: '0.00' }],
  ])('cannot be %s', (_what, sectors, values) => {
    given(surroundings()).when(registering({ sectors })).thenRejected('SECTORS_NOT_100', values);
  });

  it('are named once each; the second is pointed at', () => {
    const sectors = [sector(50, '14030'), sector(50, '14030')];
    expect(register(registration({ sectors }), surroundings())).toMatchObject({
      rejected: 'VALIDATION',
      errors: [{ pointer: '/sectors/1/code', code: 'REPEATED' }],
    });
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
    const suspended = withSuspension(recognised);
    given(surroundings({ organisation: suspended }))
      .when(registering({ organisationId }))
      .thenRejected('ORGANISATION_SUSPENDED');
    const again = withRecognition(suspended, { validFrom: '2026-03-01', validUntil: '2027-12-31' });
    given(surroundings({ organisation: again }))
      .when(registering({ organisationId }))
      .thenState({ organisationId });
  });
});
