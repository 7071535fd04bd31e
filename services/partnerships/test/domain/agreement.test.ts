// The life of an agreement: written with a partner, signed by another person, terminated.
import {
  type Agreement,
  agreementRevised,
  agreementSigned,
  agreementTerminated,
  isRejection,
} from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { byAnother, draft, sign, terminate } from '../../src/agreement/decisions.ts';
import { standingOn } from '../../src/agreement/in-force.ts';

const today = '2026-06-30';
const partnerId = '0190a1b2-0000-7000-8000-000000000006';
const terms = {
  partnerId,
  type: 'financing',
  title: { en: 'Wells of Upper Torva (sample)' },
  reference: 'MFIN-2026/17',
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
};
const partner = { name: 'Harbour Light Foundation (sample)', kind: 'foundation', country: 'US' };
const known = { now: new Date(`${today}T12:00:00Z`), today, newId: () => 'none', by: 'ana', partner };

const agreement = (changed: Partial<Agreement> = {}): Agreement => ({
  ...terms,
  status: 'draft',
  draftedBy: 'ana',
  ...changed,
});
const signed = agreement({ status: 'signed', signedOn: '2026-01-10' });
const terminated = agreement({ ...signed, status: 'terminated', terminatedOn: today, reasonCode: 'FUNDS_WITHDRAWN' });
const termination = { reasonCode: 'FUNDS_WITHDRAWN', on: today };

describe('an agreement', () => {
  it('is a draft of the person who writes it', () => {
    given(terms, known).when(draft).thenFacts(agreementRevised({})).thenState(agreement());
    const ceiling = { amount: '250000.00', currency: 'EUR' };
    given({ ...terms, ceiling }, known)
      .when(draft)
      .thenState({ ceiling });
  });

  it('is refused with a partner that there is not', () => {
    given(terms, { ...known, partner: undefined })
      .when(draft)
      .thenRejected('PARTNER_UNKNOWN', { partnerId });
  });

  it('may last a day, and cannot end before it starts', () => {
    given({ ...terms, endsOn: terms.startsOn }, known)
      .when(draft)
      .thenFacts(agreementRevised({}));
    const reversed = draft({ ...terms, endsOn: '2025-12-31' }, known);
    expect(reversed).toMatchObject({ rejected: 'DATES_REVERSED', errors: [{ pointer: '/endsOn' }] });
  });

  it('is signed once, up to its last day', () => {
    const { type, startsOn, endsOn } = terms;
    given(agreement(), { signedOn: endsOn }, known)
      .when(sign)
      .thenFacts(agreementSigned({ partnerId, type, signedOn: endsOn, startsOn, endsOn }))
      .thenState({ status: 'signed', signedOn: endsOn });
    const late = sign(agreement({ endsOn: '2026-06-29' }), { signedOn: today }, known);
    expect(late).toMatchObject({
      rejected: 'DATES_REVERSED',
      values: { start: today, end: '2026-06-29' },
      errors: [{ pointer: '/signedOn' }],
    });
    for (const state of [signed, terminated]) {
      given(state, { signedOn: today }, known)
        .when(sign)
        .thenRejected('WRONG_STATE', { state: state.status, needed: 'draft' });
    }
  });

  it('is never signed by the person who wrote it, whatever has become of it', () => {
    for (const state of [agreement(), signed, terminated]) {
      expect(byAnother(state, {}, { by: 'ana' })).toMatchObject({ rejected: 'FOUR_EYES' });
      expect(byAnother(state, {}, { by: 'ben' })).toBeUndefined();
    }
  });

  it('is terminated once, from the day of its signature on, and only when it was signed', () => {
    given(signed, termination, known)
      .when(terminate)
      .thenFacts(agreementTerminated({ on: today, reasonCode: 'FUNDS_WITHDRAWN' }))
      .thenState(terminated);
    given(signed, { ...termination, on: '2026-01-10' }, known)
      .when(terminate)
      .thenState({ terminatedOn: '2026-01-10' });
    const early = terminate(signed, { ...termination, on: '2026-01-09' }, known);
    expect(isRejection(early) && early).toMatchObject({ rejected: 'DATES_REVERSED', errors: [{ pointer: '/on' }] });
    for (const state of [agreement(), terminated]) {
      given(state, termination, known)
        .when(terminate)
        .thenRejected('WRONG_STATE', { state: state.status, needed: 'signed' });
    }
  });
});

describe('an agreement on a day', () => {
  it.each([
    ['2025-12-31', { phase: 'signed', inForce: false }],
    ['2026-01-01', { phase: 'in-force', inForce: true, expiresInDays: 364 }],
    ['2026-10-01', { phase: 'in-force', inForce: true, expiresInDays: 91 }],
    ['2026-10-02', { phase: 'expiring', inForce: true, expiresInDays: 90 }],
    ['2026-12-31', { phase: 'expiring', inForce: true, expiresInDays: 0 }],
    ['2027-01-01', { phase: 'expired', inForce: false }],
  ])('is in force from its first to its last day, both included: %s', (day, expected) => {
    expect(standingOn(signed, day)).toEqual(expected);
  });

  it('is not in force as a draft, nor from the day on which it was terminated', () => {
    expect(standingOn(agreement(), today)).toEqual({ phase: 'draft', inForce: false });
    expect(standingOn(terminated, today)).toEqual({ phase: 'terminated', inForce: false });
    expect(standingOn(terminated, '2026-06-29')).toMatchObject({ phase: 'in-force', inForce: true });
  });
});
