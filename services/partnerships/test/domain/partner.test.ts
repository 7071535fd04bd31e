import { appliedStanding, partnerRegistered, withRecognition, withSuspension } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, it } from 'vitest';
import { register } from '../../src/partner/decisions.ts';

const today = '2026-06-30';
const organisationId = '0190a1b2-0000-7000-8000-000000000002';
const partner = { name: 'Harbour Light Foundation (sample)', kind: 'foundation', country: 'US' };
const identified = { ...partner, identifier: { scheme: 'US-EIN', id: '00-0000000' } };
const association = { ...partner, organisationId };
const recognised = withRecognition(appliedStanding, { validFrom: '2026-06-30', validUntil: '2027-06-30' });

const registering = (command: Parameters<typeof register>[0]) => (organisation: typeof recognised | undefined) =>
  register(command, {
    now: new Date(`${today}T12:00:00Z`),
    today,
    newId: () => 'none',
    by: 'ana',
    organisation: () => organisation,
  });

describe('a partner', () => {
  it('is entered with its identifier', () => {
    given(undefined).when(registering(identified)).thenFacts(partnerRegistered(identified)).thenState(identified);
  });

  it('has its identifier in the register of a country', () => {
    const identifier = { scheme: 'UK-COH', id: '1' };
    given(undefined)
      .when(registering({ ...partner, identifier }))
      .thenRejected('VALIDATION');
  });

  it('needs no organisation of the diaspora', () => {
    given(undefined).when(registering(partner)).thenFacts(partnerRegistered(partner));
  });

  it('may be an organisation that is recognised today', () => {
    given(recognised).when(registering(association)).thenFacts(partnerRegistered(association));
  });

  it('cannot be an organisation that nobody knows', () => {
    given(undefined)
      .when(registering(association))
      .thenRejected('ORGANISATION_UNKNOWN', { organisationId, date: today });
  });

  it('cannot be an organisation that has only applied', () => {
    given(appliedStanding).when(registering(association)).thenRejected('ORGANISATION_NOT_RECOGNISED');
  });

  it('cannot be an organisation whose recognition has run out', () => {
    const past = withRecognition(appliedStanding, { validFrom: '2025-01-01', validUntil: '2026-06-29' });
    given(past).when(registering(association)).thenRejected('ORGANISATION_NOT_RECOGNISED');
  });

  it('cannot be a suspended organisation, until it is recognised again', () => {
    const suspended = withSuspension(recognised, { from: '2026-02-10' });
    given(suspended).when(registering(association)).thenRejected('ORGANISATION_SUSPENDED');
    const again = withRecognition(suspended, { validFrom: today, validUntil: '2028-12-31' });
    given(again).when(registering(association)).thenFacts(partnerRegistered(association));
  });
});
