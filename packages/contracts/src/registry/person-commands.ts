// What is asked of a person's record: by a registrar of its ministry, and most of it by the person.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { given, openCode } from '../values/kept-and-given.ts';
import { consentRefusals, GivenConsent, personChannels } from './consent.ts';
import { Contactable, person, personCorrected } from './person.ts';
import { assuranceLevels, PersonProfile, Residence } from './person-profile.ts';
import { vaultFields } from './person-vault.ts';

const ownOrSelf = { ministry: 'own', self: ['person'] } as const;

/** What is told of a person who is registered, one by one or as a row of a file. */
export const PersonRegistration = given(PersonProfile).extend({
  ...vaultFields,
  channel: given(openCode(personChannels)).describe('how the record came about'),
  contactable: Contactable,
  registeredOn: given(LocalDate),
});
export type PersonRegistration = z.infer<typeof PersonRegistration>;

export const registerPerson = person.create({
  summary:
    'Register a person; what a person enters about themselves, the registrar ministry owns. A document or an address ' +
    'of e-mail that another record of the ministry has is refused with a link to that record, to be looked at',
  by: allow('registrar', { self: ['person'] }),
  body: PersonRegistration.extend({
    consents: z.array(GivenConsent).max(10).optional().describe('what the person consents to, a purpose once'),
  }),
  dated: 'registeredOn',
  personal: true,
  bodyLimit: 64 * 1024,
  refuses: ['GONE', 'FUTURE_DATE', 'DATES_REVERSED', 'EVIDENCE_BY_OTHERS', 'ACTS_BY_GUARDIAN', ...consentRefusals],
});

export const correctPerson = person.correct({
  summary:
    'Correct a person. A list is replaced as a whole. What has changed since, such as a move, has routes of its own',
  by: allow('registrar', ownOrSelf),
  fields: given(PersonProfile).extend({ ...vaultFields, contactable: Contactable }),
  event: personCorrected,
  frozen: () => [],
  personal: true,
  refuses: [
    'GONE',
    'WRONG_STATE',
    'FUTURE_DATE',
    'DATES_REVERSED',
    'EVIDENCE_BY_OTHERS',
    'CONSENT_WITHDRAWN',
    'ACTS_BY_GUARDIAN',
  ],
});

export const movePerson = person.change('residence', {
  summary: 'Record that a person moved; where the body does not say since when they live there, since that day',
  by: allow('registrar', ownOrSelf),
  body: given(Residence).extend({ changedOn: given(LocalDate) }),
  dated: 'changedOn',
  personal: true,
  refuses: ['WRONG_STATE', 'FUTURE_DATE', 'ACTS_BY_GUARDIAN'],
});

export const verifyPerson = person.change('verification', {
  summary: 'Raise the assurance of a person, by evidence that was seen; it is never lowered',
  by: allow('registrar', { ministry: 'own' }),
  body: z.strictObject({
    assurance: z.enum(assuranceLevels).describe('how sure it is now'),
    evidence: ReasonCode.describe('what was seen, by its code, such as PASSPORT'),
    verifiedOn: given(LocalDate).describe('the day on which it was seen; today unless told, and never later'),
  }),
  dated: 'verifiedOn',
  refuses: ['WRONG_STATE'],
});

export const confirmPerson = person.change('confirmation', {
  summary: 'Record that a person confirmed the record',
  by: allow('registrar', ownOrSelf),
  body: z.strictObject({
    contactable: Contactable,
    channel: given(openCode(personChannels)).describe('how it was confirmed'),
    confirmedOn: given(LocalDate).describe('the day of the confirmation; today unless told, and never later'),
  }),
  dated: 'confirmedOn',
  refuses: ['WRONG_STATE', 'CONSENT_WITHDRAWN', 'ACTS_BY_GUARDIAN'],
});

export const closePerson = person.change('closure', {
  summary: 'Close the record of a person who withdrew or died; what it says is kept until it is erased',
  by: allow('registrar', ownOrSelf),
  body: z.strictObject({
    reason: z.enum(['withdrawn', 'deceased']).describe('why it is closed'),
    closedOn: given(LocalDate).describe('the day of it; today unless told, and never later'),
  }),
  dated: 'closedOn',
  refuses: ['WRONG_STATE', 'FORBIDDEN', 'ACTS_BY_GUARDIAN'],
});
