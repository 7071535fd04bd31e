// What a person consented to: a purpose, as a version of a notice told it. Codes and days; nothing is free text.
import { z } from 'zod';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { given, openCode } from '../values/kept-and-given.ts';
import { Code } from '../values/text.ts';

/** Known words of open lists. */
export const personChannels = ['counter', 'post', 'telephone', 'web', 'event'];
export const noticePurposes = ['contact', 'service-delivery', 'sharing-with-partners', 'statistics', 'research'];
export const dataCategories = ['identity', 'contact', 'residence', 'skills', 'offers'];

/** The purpose on whose consent it rests whether somebody may be contacted. */
export const CONTACT_PURPOSE = 'contact';
/** The category of data by which somebody is reached. */
export const CONTACT_CATEGORY = 'contact';

/** Purposes that a person has consents for at most, and steps of each that are kept in the record. */
export const CONSENT_LIMIT = 20;
export const CONSENT_STEPS = 20;

/** With which a consent that is given may be refused. */
export const consentRefusals = [
  'NOTICE_UNKNOWN',
  'NOTICE_WITHDRAWN',
  'NO_CONSENT_NEEDED',
  'NOTICE_NOT_COVERING',
  'CONSENT_EVIDENCE',
  'CONSENT_LIMIT',
] as const;

export const consentStates = ['given', 'withdrawn', 'expired'] as const;

const revision = z.int().min(1).describe('the number of its changes, from 1; decisions that rest on it cite it');
const state = z.enum(consentStates).describe('how it stands: given, withdrawn or expired');
export const ConsentPurpose = openCode(noticePurposes).describe('what the data are used for, as a notice calls it');
const NoticeVersion = Code.describe('the version of the notice that said what it covers');
const evidence = ReasonCode.optional().describe(
  'what shows that it was given, by its code, such as FORM-2026-17; of what the person gave alone there is none',
);

const ConsentStep = z.strictObject({
  revision,
  state,
  noticeVersion: NoticeVersion,
  channel: Code.optional().describe('how it was told; none where it ended by itself'),
  evidence,
  on: LocalDate.describe('the day of the step'),
});

/** A consent as the record has it, with its steps. */
export const Consent = z.strictObject({
  purpose: ConsentPurpose,
  noticeVersion: NoticeVersion,
  categories: z.array(Code).describe('the categories of data that it covers'),
  recipients: z.array(Code).describe('who may receive them, beside the ministry'),
  state,
  revision,
  channel: Code.describe('how it was told last'),
  evidence,
  givenOn: LocalDate.describe('the day on which it was given last'),
  expiresOn: LocalDate.optional().describe('the day from which it holds no longer, where its notice says so'),
  withdrawnOn: LocalDate.optional().describe('the day on which it was withdrawn; none while it is given'),
  expiredOn: LocalDate.optional().describe('the day on which it was found to have expired; none while it is given'),
  history: z
    .array(ConsentStep)
    .describe(`its steps, the first one first; the last ${CONSENT_STEPS}, and all of them are in the events`),
});
export type Consent = z.infer<typeof Consent>;

const some = (most: number, words: string) =>
  z
    .array(given(openCode(dataCategories)))
    .min(1)
    .max(most)
    .optional()
    .describe(words);

/** What is told of a consent that is given. */
export const GivenConsent = z.strictObject({
  purpose: given(openCode(noticePurposes)).describe('what the data are used for, as the notice calls it'),
  noticeVersion: NoticeVersion,
  categories: some(30, 'the categories of data that it covers, of those of the notice; all of them unless told'),
  recipients: z
    .array(given(Code))
    .max(50)
    .optional()
    .describe('who may receive them, of those of the notice; all of them unless told'),
  evidence: ReasonCode.optional().describe(
    'what shows that it was given, by its code, such as FORM-2026-17: a registrar names it, the person leaves it out',
  ),
  givenOn: BusinessDate.describe('the day on which it was given; today unless told, and never later'),
});
export type GivenConsent = z.infer<typeof GivenConsent>;
