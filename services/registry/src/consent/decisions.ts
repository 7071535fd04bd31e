// What a person consents to, and withdraws: given ⇄ withdrawn, given → expired → given. Each change counts up the revision
// that decisions cite, and a consent stays as its notice was when it was given.
import {
  accept,
  addMonths,
  CONSENT_LIMIT,
  CONSENT_STEPS,
  CONTACT_PURPOSE,
  type Consent,
  type consentRefusals,
  type Decision,
  type DomainEvent,
  decideChange,
  type GivenConsent,
  giveConsent,
  type Known,
  type LocalDate,
  openPersonStates,
  type Person,
  type PrivacyNotice,
  personConsentExpired,
  personConsentGiven,
  personConsentWithdrawn,
  type Rejection,
  refuseReversed,
  refuseState,
  reject,
  rejectField,
  withdrawConsent,
} from '@tributary/contracts';
import { consentTo, holds, lastSaid } from './standing.ts';

/** The notices that are known, by purpose and version. */
export type NoticeOf = (purpose: string, version: string) => PrivacyNotice | undefined;

/** What is known beside a consent that is given. */
export interface Giving {
  readonly noticeOf: NoticeOf;
  /** the person gives it, and nobody else has seen that */
  readonly bySelf: boolean;
}

/** What is known beside one that is withdrawn: what records that were merged into this one say of it. */
export interface Withdrawing {
  readonly merged: readonly Person['consents'][];
}

type GivingRefusal = (typeof consentRefusals)[number] | 'DATES_REVERSED';
type Given = GivenConsent & { readonly channel: string; readonly givenOn: LocalDate };

const closedToo = [...openPersonStates, 'withdrawn', 'deceased'] as const;

type How = Pick<Consent['history'][number], 'channel' | 'evidence'>;

/** A consent with one step more. */
function stepped(consent: Consent, on: LocalDate, how: How): Consent {
  const { revision, state, noticeVersion, history } = consent;
  return { ...consent, history: [...history, { revision, state, noticeVersion, ...how, on }].slice(-CONSENT_STEPS) };
}

/** The state with one of its consents in the place of the one of its purpose. */
function keeping({ consentUntil: _before, ...person }: Person, consent: Consent): Person {
  const isKnown = consentTo(person.consents, consent.purpose) !== undefined;
  const consents = isKnown
    ? (person.consents ?? []).map((one) => (one.purpose === consent.purpose ? consent : one))
    : [...(person.consents ?? []), consent];
  const ends = consents.flatMap(({ state, expiresOn }) => (state === 'given' && expiresOn ? [expiresOn] : []));
  const [consentUntil] = ends.sort();
  return { ...person, consents, ...(consentUntil !== undefined && { consentUntil }) };
}

/** The first thing that is asked for and that the notice does not name. */
const uncovered = (asked: readonly string[] | undefined, named: readonly string[]) =>
  asked?.find((one) => !named.includes(one));

function refuseGiving(
  { consents }: Pick<Person, 'consents'>,
  given: Given,
  notice: PrivacyNotice | undefined,
  { bySelf, at }: { readonly bySelf: boolean; readonly at: string },
): Rejection<GivingRefusal> | undefined {
  const { purpose, noticeVersion, categories, recipients, evidence, givenOn } = given;
  if (notice?.publishedOn === undefined) {
    return rejectField('NOTICE_UNKNOWN', `${at}/noticeVersion`, { purpose, noticeVersion });
  }
  if (notice.status === 'withdrawn') {
    return rejectField('NOTICE_WITHDRAWN', `${at}/noticeVersion`, { purpose, noticeVersion });
  }
  const { legalBasis, publishedOn } = notice;
  if (legalBasis !== 'consent') return rejectField('NO_CONSENT_NEEDED', `${at}/purpose`, { legalBasis });
  const what = uncovered(categories, notice.categories) ?? uncovered(recipients, notice.recipients);
  if (what !== undefined) return reject('NOTICE_NOT_COVERING', { what });
  if (bySelf === (evidence !== undefined)) return rejectField('CONSENT_EVIDENCE', `${at}/evidence`, {});
  const before = consentTo(consents, purpose);
  if (before === undefined && (consents?.length ?? 0) >= CONSENT_LIMIT) {
    return reject('CONSENT_LIMIT', { limit: CONSENT_LIMIT });
  }
  // an older paper does not undo what was said since
  const since = before?.history.at(-1)?.on ?? publishedOn;
  return refuseReversed(publishedOn, givenOn, `${at}/givenOn`) ?? refuseReversed(since, givenOn, `${at}/givenOn`);
}

/**
 * A person with one consent more, and the event of it. One to be contacted whose last day is over leaves nobody contactable.
 * @param reached whether the person is contactable where it holds
 */
function withConsent(person: Person, given: Given, notice: PrivacyNotice, reached: boolean, today: LocalDate) {
  const { purpose, noticeVersion, categories, recipients, evidence, channel, givenOn } = given;
  const before = consentTo(person.consents, purpose);
  const revision = (before?.revision ?? 0) + 1;
  const { consentMonths } = notice;
  const how = { channel, ...(evidence !== undefined && { evidence }) };
  const consent: Consent = {
    purpose,
    noticeVersion,
    categories: [...new Set(categories ?? notice.categories)],
    recipients: [...new Set(recipients ?? notice.recipients)],
    state: 'given',
    revision,
    ...how,
    givenOn,
    ...(consentMonths !== undefined && { expiresOn: addMonths(givenOn, consentMonths) }),
    history: before?.history ?? [],
  };
  const contactable = purpose === CONTACT_PURPOSE ? reached && holds(consent, today) : person.contactable;
  const state = keeping({ ...person, contactable }, stepped(consent, givenOn, how));
  return { state, event: personConsentGiven({ purpose, noticeVersion, revision, contactable, channel, givenOn }) };
}

/** Whoever consents to be contacted is contactable from then on. */
export const give = decideChange(giveConsent, (person, given, { noticeOf, bySelf, today }: Known<Giving>) => {
  const notice = noticeOf(given.purpose, given.noticeVersion);
  const refused = refuseState(person, ...openPersonStates) ?? refuseGiving(person, given, notice, { bySelf, at: '' });
  if (refused !== undefined || notice === undefined) return refused ?? reject('NOTICE_UNKNOWN', given);
  const { state, event } = withConsent(person, given, notice, true, today);
  return accept(state, event);
});

/**
 * Gives a person who is registered what they consent to at once; whether they are contactable stays as it was told.
 * @returns the state with its events, or what refuses one of them
 */
export function giveAll(
  person: Person,
  all: readonly GivenConsent[],
  { noticeOf, bySelf, today }: Giving & { readonly today: LocalDate },
): { readonly state: Person; readonly events: readonly DomainEvent[] } | Rejection<GivingRefusal | 'FUTURE_DATE'> {
  let state = person;
  const events: DomainEvent[] = [];
  for (const [index, one] of all.entries()) {
    const at = `/consents/${index}`;
    const given = { ...one, channel: person.channel, givenOn: one.givenOn ?? person.registeredOn };
    if (given.givenOn > today) return rejectField('FUTURE_DATE', `${at}/givenOn`, { date: given.givenOn, today });
    if (consentTo(state.consents, one.purpose) !== undefined) {
      return rejectField('CONSENT_LIMIT', `${at}/purpose`, { limit: CONSENT_LIMIT });
    }
    const notice = noticeOf(one.purpose, one.noticeVersion);
    const refused = refuseGiving(state, given, notice, { bySelf, at });
    if (refused !== undefined || notice === undefined) return refused ?? reject('NOTICE_UNKNOWN', given);
    const next = withConsent(state, given, notice, person.contactable, today);
    state = next.state;
    events.push(next.event);
  }
  return { state, events };
}

/** A consent that no longer holds, and whether the person is contactable then. */
function ended(person: Person, consent: Consent, on: LocalDate, become: Partial<Consent>, how: How) {
  const revision = consent.revision + 1;
  const contactable = consent.purpose === CONTACT_PURPOSE ? false : person.contactable;
  const state = keeping({ ...person, contactable }, stepped({ ...consent, ...become, revision }, on, how));
  const { purpose, noticeVersion } = consent;
  return { state, told: { purpose, noticeVersion, revision, contactable } };
}

/** Withdraws a consent, also one that a record has which was merged into this one. */
export const withdraw = decideChange(
  withdrawConsent,
  (person, { purpose, channel, withdrawnOn }, { merged, today }: Known<Withdrawing>) => {
    const refused = refuseState(person, ...closedToo);
    if (refused !== undefined) return refused;
    const own = consentTo(person.consents, purpose);
    const consent = lastSaid([person.consents, ...merged], purpose, today);
    if (consent === undefined) return reject('CONSENT_MISSING', { purpose });
    if (consent.state !== 'given') return reject('WRONG_STATE', { state: consent.state, needed: 'given' });
    const reversed = refuseReversed(consent.history.at(-1)?.on ?? consent.givenOn, withdrawnOn, '/withdrawnOn');
    if (reversed !== undefined) return reversed;
    const { revision, history } = own ?? consent;
    const counted = { ...consent, revision: Math.max(consent.revision, revision), history };
    const become = { state: 'withdrawn', withdrawnOn, channel } as const;
    const { state, told } = ended(person, counted, withdrawnOn, become, { channel });
    return accept(state, personConsentWithdrawn({ ...told, channel, withdrawnOn }));
  },
);

function expireAll(person: Person, over: readonly Consent[], today: LocalDate) {
  let state = person;
  const events: DomainEvent[] = over.map((consent) => {
    const next = ended(state, consent, today, { state: 'expired', expiredOn: today }, {});
    state = next.state;
    return personConsentExpired({ ...next.told, expiredOn: today });
  });
  return { state, events };
}

/** Ends the consents whose last day is over. */
export function expire(person: Person, today: LocalDate): Decision<Person> | 'unchanged' {
  const over = person.consents?.filter((one) => one.state === 'given' && !holds(one, today)) ?? [];
  if (over.length === 0) return 'unchanged';
  const { state, events } = expireAll(person, over, today);
  return accept(state, ...events);
}

/** Ends every consent: each was given to the ministry whose notice it names, and to no other one. */
export const expireEvery = (person: Person, today: LocalDate) =>
  expireAll(person, person.consents?.filter(({ state }) => state === 'given') ?? [], today);
