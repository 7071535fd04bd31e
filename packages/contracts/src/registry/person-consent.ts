// A person consents to a purpose, and withdraws it: at the counter, or alone. What the record may be used for from then on
// is decided by it, and a decision that rests on it cites its revision.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { BusinessDate } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { given, openCode } from '../values/kept-and-given.ts';
import { Code } from '../values/text.ts';
import { Consent, ConsentPurpose, consentRefusals, GivenConsent, personChannels } from './consent.ts';
import { person } from './person.ts';

const contactable = z.boolean().describe('whether the person may be contacted, and can be, from then on');
const told = { purpose: ConsentPurpose, noticeVersion: Code, revision: Consent.shape.revision, contactable };

export const personConsentGiven = person.event(
  'consent-given.v1',
  'A person consented to a purpose, as a version of a notice told it',
  z.strictObject({ ...told, channel: Code, givenOn: LocalDate }),
  'givenOn',
);
export const personConsentWithdrawn = person.event(
  'consent-withdrawn.v1',
  'A person withdrew a consent',
  z.strictObject({ ...told, channel: Code, withdrawnOn: LocalDate }),
  'withdrawnOn',
);
export const personConsentExpired = person.event(
  'consent-expired.v1',
  'A consent of a person expired, as its notice said that it would',
  z.strictObject({ ...told, expiredOn: LocalDate }),
  'expiredOn',
);

const ownOrSelf = { ministry: 'own', self: ['person'] } as const;
const channel = given(openCode(personChannels)).describe('how it was told');

export const giveConsent = person.change('consents', {
  summary:
    'Record that a person consents to a purpose, as a published notice of the ministry tells it. Given again, it is ' +
    'renewed; by any id of a person whose records were merged it is kept in the one that goes on',
  by: allow('registrar', ownOrSelf),
  body: GivenConsent.extend({ channel }),
  dated: 'givenOn',
  personal: true,
  refuses: ['WRONG_STATE', 'DATES_REVERSED', 'ACTS_BY_GUARDIAN', ...consentRefusals],
});

export const withdrawConsent = person.change('consents/{purpose}/withdrawal', {
  summary:
    'Record that a person withdraws a consent. Whatever rests on it is refused from the answer on; who withdraws ' +
    'the consent to be contacted is not contactable',
  by: allow('registrar', ownOrSelf),
  place: { purpose: given(Code).describe('what was consented to') },
  body: z.strictObject({
    channel,
    withdrawnOn: BusinessDate.describe('the day on which it was withdrawn; today unless told, and never later'),
  }),
  dated: 'withdrawnOn',
  personal: true,
  refuses: ['WRONG_STATE', 'CONSENT_MISSING', 'DATES_REVERSED'],
});
