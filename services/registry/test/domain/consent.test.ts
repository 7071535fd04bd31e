// What is decided of consents, without a server: states, what a notice covers, and what follows for who may be contacted.
import {
  type Consent,
  isRejection,
  type Person,
  type PrivacyNotice,
  personConsentExpired,
  personConsentGiven,
  personConsentWithdrawn,
} from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { expire, give, giveAll, withdraw } from '../../src/consent/decisions.ts';
import { cited, consentTo, consentToReach, holds, lastSaid } from '../../src/consent/standing.ts';
import { consentNeeded } from '../../src/notice/decisions.ts';
import { confirm } from '../../src/person/decisions.ts';
import { barePerson } from './bare-person.ts';

const today = '2026-06-30';
const known = { now: new Date(`${today}T12:00:00Z`), today, newId: () => 'none', by: 'ana' };

const notice: PrivacyNotice = {
  ministryCode: 'MFOR',
  purpose: 'contact',
  version: '1',
  status: 'published',
  title: { en: 'How we reach you' },
  paragraphs: [{ en: 'We write to you about programmes.' }],
  legalBasis: 'consent',
  categories: ['contact', 'identity'],
  recipients: ['POST'],
  looks: ['NEWSLETTER'],
  draftedBy: 'ana',
  publishedOn: '2026-01-01',
};
const person = barePerson({
  registeredOn: '2026-01-01',
});
const asked = { purpose: 'contact', noticeVersion: '1', channel: 'counter', evidence: 'FORM-1', givenOn: '2026-06-01' };
const byCounter = (one = notice) => ({ ...known, bySelf: false, noticeOf: () => one, merged: [] });

function after<T>(decision: { readonly state: T } | { readonly rejected: string } | 'unchanged'): T {
  if (decision === 'unchanged' || 'rejected' in decision) throw new Error(JSON.stringify(decision));
  return decision.state;
}
const consenting = (changed: Partial<typeof asked> = {}, one = notice, from = person) =>
  after(give(from, { ...asked, ...changed }, byCounter(one)));
const withdrawing = (from: Person, withdrawnOn = today) =>
  after(withdraw(from, { purpose: 'contact', channel: 'web', withdrawnOn }, byCounter()));
const contactOf = (of: Person) => consentTo(of.consents, 'contact') as Consent;

describe('a consent', () => {
  it('covers what its notice names, counts its changes, and makes who gives it contactable', () => {
    given(person)
      .when((one) => give(one, asked, byCounter()))
      .thenFacts(
        personConsentGiven({
          ...{ purpose: 'contact', noticeVersion: '1', revision: 1 },
          ...{ contactable: true, channel: 'counter', givenOn: '2026-06-01' },
        }),
      )
      .thenState({ contactable: true });
    expect(contactOf(consenting())).toMatchObject({
      state: 'given',
      revision: 1,
      categories: ['contact', 'identity'],
      recipients: ['POST'],
      history: [{ revision: 1, state: 'given', evidence: 'FORM-1', on: '2026-06-01' }],
    });
    expect(contactOf(consenting({}, { ...notice, purpose: 'research' })).revision).toBe(1);
  });

  it('to another purpose says nothing of who may be contacted', () => {
    expect(consenting({ purpose: 'research' }).contactable).toBe(false);
  });

  it.each([
    ['NOTICE_UNKNOWN', {}, undefined],
    ['NOTICE_UNKNOWN', {}, { ...notice, status: 'draft', publishedOn: undefined }],
    ['NOTICE_WITHDRAWN', {}, { ...notice, status: 'withdrawn' }],
    ['NO_CONSENT_NEEDED', {}, { ...notice, legalBasis: 'legal-obligation' }],
    ['NOTICE_NOT_COVERING', { categories: ['contact', 'skills'] }, notice],
    ['NOTICE_NOT_COVERING', { recipients: ['BANK'] }, notice],
    ['CONSENT_EVIDENCE', { evidence: undefined }, notice],
    ['DATES_REVERSED', { givenOn: '2025-12-31' }, notice],
  ])('is refused with %s where the notice does not carry it: %j', (code, changed, one) => {
    const noticeOf = () => one as PrivacyNotice | undefined;
    given(person)
      .when((of) => give(of, { ...asked, ...changed }, { ...known, bySelf: false, noticeOf }))
      .thenRejected(code as 'NOTICE_UNKNOWN');
  });

  it('has evidence from a registrar, and none from the person', () => {
    const bySelf = { ...byCounter(), bySelf: true };
    given(person)
      .when((of) => give(of, asked, bySelf))
      .thenRejected('CONSENT_EVIDENCE');
    const { evidence: _none, ...alone } = asked;
    expect(contactOf(after(give(person, alone, bySelf)))).not.toHaveProperty('evidence');
  });

  it('is not brought back by a paper that is older than its withdrawal', () => {
    const withdrawn = withdrawing(consenting(), '2026-06-20');
    given(withdrawn)
      .when((of) => give(of, { ...asked, givenOn: '2026-06-10' }, byCounter()))
      .thenRejected('DATES_REVERSED');
    expect(contactOf(consenting({ givenOn: '2026-06-25' }, notice, withdrawn))).toMatchObject({
      state: 'given',
      revision: 3,
    });
  });

  it('stays as its notice was when it was given', () => {
    const [before] = consenting().consents ?? [];
    const wider = { ...notice, version: '2', categories: ['contact', 'skills'], publishedOn: today };
    const withOther = consenting({ purpose: 'research', noticeVersion: '2', givenOn: today }, wider, consenting());
    expect(contactOf(withOther)).toEqual(before);
  });
});

describe('a withdrawal', () => {
  it('leaves nobody contactable, and cannot be confirmed away', () => {
    given(consenting())
      .when((of) => withdraw(of, { purpose: 'contact', channel: 'web', withdrawnOn: today }, byCounter()))
      .thenFacts(
        personConsentWithdrawn({
          ...{ purpose: 'contact', noticeVersion: '1', revision: 2 },
          ...{ contactable: false, channel: 'web', withdrawnOn: today },
        }),
      )
      .thenState({ contactable: false });
    const confirmation = { contactable: true, channel: 'web', confirmedOn: today };
    given(withdrawing(consenting()))
      .when((of) => confirm(of, confirmation, known))
      .thenRejected('CONSENT_WITHDRAWN');
    expect(after(confirm(person, confirmation, known)).contactable).toBe(true);
  });

  it('needs a consent that is given', () => {
    const command = { purpose: 'contact', channel: 'web', withdrawnOn: today };
    given(person)
      .when((of) => withdraw(of, command, byCounter()))
      .thenRejected('CONSENT_MISSING');
    given(withdrawing(consenting()))
      .when((of) => withdraw(of, command, byCounter()))
      .thenRejected('WRONG_STATE', { state: 'withdrawn', needed: 'given' });
  });

  it('reaches a consent of a record that was merged, and keeps that record as it is', () => {
    const merged = [consenting().consents];
    const command = { purpose: 'contact', channel: 'web', withdrawnOn: today };
    const state = after(withdraw({ ...person, contactable: true }, command, { ...byCounter(), merged }));
    expect(state).toMatchObject({ contactable: false, consents: [{ state: 'withdrawn', revision: 2 }] });
    expect(lastSaid([state.consents, ...merged], 'contact', today)?.state).toBe('withdrawn');
  });
});

describe('an expiry', () => {
  const short = { ...notice, consentMonths: 1 };

  it('counts from its day on, whether a job has seen it or not, and is told once', () => {
    const one = consenting({ givenOn: '2026-05-30' }, short);
    expect([holds(contactOf(one), '2026-06-29'), holds(contactOf(one), '2026-06-30')]).toEqual([true, false]);
    expect(expire(one, '2026-06-29')).toBe('unchanged');
    const decision = expire(one, today);
    expect(decision).toMatchObject({
      events: [
        personConsentExpired({
          ...{ purpose: 'contact', noticeVersion: '1', revision: 2, contactable: false, expiredOn: today },
        }),
      ],
    });
    const expired = after(decision);
    expect(expired).toMatchObject({ contactable: false, consents: [{ state: 'expired', expiredOn: today }] });
    expect(expired).not.toHaveProperty('consentUntil');
    expect(expire(expired, today)).toBe('unchanged');
    expect(contactOf(consenting({ givenOn: today }, short, expired))).not.toHaveProperty('expiredOn');
  });
});

describe('what rests on a consent', () => {
  it('needs the one that was said last, with the category that reaches somebody', () => {
    const { consents } = consenting();
    const consent = consentToReach([consents], ['contact'], today);
    expect('rejected' in consent ? consent : cited(consent)).toBe('contact/1');
    const refused = { rejected: 'CONSENT_MISSING' };
    expect(consentToReach([undefined], ['contact'], today)).toMatchObject(refused);
    expect(consentToReach([consents, withdrawing(consenting()).consents], ['contact'], today)).toMatchObject(refused);
    const named = consenting({ categories: ['identity'] } as object).consents;
    expect(consentToReach([named], ['contact'], today)).toMatchObject(refused);
  });

  it('is said by the notice that was published last, and by the stricter one of two of a day', () => {
    const law: PrivacyNotice = { ...notice, purpose: 'service-delivery', legalBasis: 'legal-obligation' };
    expect(consentNeeded([])).toEqual([]);
    expect(consentNeeded([law])).toEqual([]);
    expect(consentNeeded([law, notice])).toEqual(['contact']);
    expect(consentNeeded([notice, { ...law, publishedOn: '2026-02-01' }])).toEqual([]);
    expect(consentNeeded([law, { ...notice, status: 'withdrawn', publishedOn: '2026-02-01' }])).toEqual(['contact']);
    const { publishedOn: _never, ...draft } = notice;
    expect(consentNeeded([{ ...draft, status: 'draft' }])).toEqual([]);
  });
});

describe('a registration', () => {
  it('takes several consents at once, each purpose once, and keeps what was told of contacting', () => {
    const { channel: _at, ...one } = asked;
    const ground = { noticeOf: () => notice, bySelf: false, today };
    const both = giveAll(person, [one, { ...one, purpose: 'research' }], ground);
    expect(
      'rejected' in both ? both : [both.state.consents?.length, both.events.length, both.state.contactable],
    ).toEqual([2, 2, false]);
    expect(giveAll(person, [one, one], ground)).toMatchObject({ rejected: 'CONSENT_LIMIT' });
    expect(giveAll(person, [{ ...one, givenOn: '2026-07-01' }], ground)).toMatchObject({ rejected: 'FUTURE_DATE' });
  });
});

/** A generator of numbers below a bound that gives the same ones for the same seed. */
const drawing = (seed: number) => {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

it('for any order of commands: revisions count up by one, a purpose is kept once, and who withdrew is not contactable', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const draw = drawing(seed);
    let state = person;
    let day = 1;
    const revisions = new Map<string, number>();
    for (let step = 0; step < 60; step += 1) {
      day += draw(2);
      const on = new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10);
      const purpose = ['contact', 'research', 'statistics'][draw(3)] as string;
      const at = { ...byCounter({ ...notice, purpose, ...(draw(2) === 0 && { consentMonths: 1 }) }), today: on };
      const decision = [
        () => give(state, { ...asked, purpose, givenOn: on }, at),
        () => withdraw(state, { purpose, channel: 'web', withdrawnOn: on }, at),
        () => expire(state, on),
        () => confirm(state, { contactable: true, channel: 'web', confirmedOn: on }, at),
      ][draw(4)]?.();
      if (decision === undefined || decision === 'unchanged' || isRejection(decision)) continue;
      state = decision.state;
      for (const one of state.consents ?? []) {
        const before = revisions.get(one.purpose) ?? 0;
        expect([before, before + 1]).toContain(one.revision);
        revisions.set(one.purpose, one.revision);
        expect(one.history.at(-1)).toMatchObject({ revision: one.revision, state: one.state });
        expect(one.history.length).toBeLessThanOrEqual(20);
      }
      expect(new Set(state.consents?.map((one) => one.purpose)).size).toBe(state.consents?.length ?? 0);
      if (consentTo(state.consents, 'contact')?.state === 'withdrawn') expect(state.contactable).toBe(false);
    }
  }
});
