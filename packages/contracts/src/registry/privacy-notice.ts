// What a ministry tells people of one purpose, in versions: draft → published → withdrawn. One person writes a version,
// another one publishes it, and nothing changes it from then on.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { MinistryCode } from '../values/identity.ts';
import { describedAs, given, listOf, openCode } from '../values/kept-and-given.ts';
import { Label } from '../values/label.ts';
import { Code } from '../values/text.ts';
import { ConsentPurpose, dataCategories } from './consent.ts';

/** On what the law lets the use of data rest; only the first one needs that the person consents. */
export const legalBases = [
  'consent',
  'contract',
  'legal-obligation',
  'vital-interest',
  'public-task',
  'legitimate-interest',
] as const;

export const noticeStates = ['draft', 'published', 'withdrawn'] as const;

/** Months that a notice may tell at most. */
const MONTHS = 1200;
const months = (words: string) => z.int().min(1).max(MONTHS).optional().describe(words);

const Notice = z.strictObject({
  title: Label.describe('what it is called, by language; English stands in for those that are missing'),
  paragraphs: z.array(Label).min(1).max(40).describe('its text, paragraph by paragraph, by language'),
  legalBasis: z.enum(legalBases).describe('on what the use rests; only `consent` needs that the person consents'),
  categories: z
    .array(given(openCode(dataCategories)))
    .min(1)
    .max(30)
    .describe('the categories of data that are used'),
  recipients: describedAs(listOf(Code, 50), 'who receives them, beside the ministry'),
  looks: describedAs(listOf(Code, 20), 'the purposes of looks at a person that rest on it, beside its own purpose'),
  consentMonths: months(
    'after how many months a consent by it expires; never unless told, and none where it rests on anything else',
  ),
  retentionMonths: months('for how many months the data are kept for it; as long as the record unless told'),
});

export const privacyNotice = defineAggregate(
  'registry.privacy-notice',
  Notice.extend({
    ministryCode: MinistryCode.describe('the ministry whose notice it is'),
    purpose: ConsentPurpose,
    version: Code.describe('the name of the version, such as 2026-1'),
    status: z.enum(noticeStates),
    draftedBy: z.string().describe('the person who wrote it, who cannot be the one to publish it'),
    publishedOn: LocalDate.optional().describe('the day of the publication; today unless told, and never later'),
    withdrawnOn: LocalDate.optional(),
    reasonCode: ReasonCode.optional().describe('why it was withdrawn, by its code'),
  }),
  {
    path: '/v1/privacy-notices',
    called: ['a privacy notice', 'privacy notices'],
    key: { of: 'privacy-notice', fields: ['ministryCode', 'purpose', 'version'] },
    filters: ['ministryCode', 'purpose', 'status'],
    soughtBy: [['ministryCode', 'looks']],
    published: { field: 'status', values: ['published', 'withdrawn'] },
    status: ({ status }) => status,
  },
);
export type PrivacyNotice = z.infer<typeof privacyNotice.state>;

const { ministryCode, purpose, version } = privacyNotice.state.shape;
const named = { ministryCode, purpose, version };

export const privacyNoticePublished = privacyNotice.event(
  'published.v1',
  'A version of the notice by which a ministry tells people what their data are used for was published',
  z.strictObject({ ...named, legalBasis: z.enum(legalBases), publishedOn: LocalDate }),
  'publishedOn',
);
export const privacyNoticeWithdrawn = privacyNotice.event(
  'withdrawn.v1',
  'A version of a privacy notice was withdrawn: nobody consents by it any more',
  z.strictObject({ ...named, reasonCode: ReasonCode, withdrawnOn: LocalDate }),
  'withdrawnOn',
);
export const privacyNoticeRevised = privacyNotice.revised;

export const draftPrivacyNotice = privacyNotice.put({
  summary:
    'Write a version of the notice of your ministry for a purpose; until it is published, writing it again replaces it',
  by: allow('privacy', { ministry: 'own', person: true }),
  place: named,
  body: given(Notice),
  bodyLimit: 512 * 1024,
  precondition: 'creates',
  refuses: ['FORBIDDEN', 'NOTICE_PUBLISHED', 'NO_CONSENT_NEEDED'],
});

export const publishPrivacyNotice = privacyNotice.change('publication', {
  summary:
    'Publish a version of a notice, by another person than the one who wrote it. What was consented to by an earlier ' +
    'version stays as it is',
  by: allow('privacy', { ministry: 'own', person: true }),
  body: z.strictObject({ publishedOn: BusinessDate }),
  dated: 'publishedOn',
  refuses: ['FOUR_EYES', 'WRONG_STATE'],
});

export const withdrawPrivacyNotice = privacyNotice.change('withdrawal', {
  summary: 'Withdraw a published version: nobody consents by it any more, and consents that were given by it stay',
  by: allow('privacy', { ministry: 'own', person: true }),
  body: z.strictObject({ reasonCode: ReasonCode, withdrawnOn: BusinessDate }),
  dated: 'withdrawnOn',
  refuses: ['WRONG_STATE', 'DATES_REVERSED'],
});

export const { list: listPrivacyNotices, get: getPrivacyNotice } = privacyNotice.reads({
  by: allow(['registrar', 'privacy'], { self: ['person'], reach: 'published' }),
  hides: ['draftedBy'],
  summary: 'Read a version of a privacy notice; persons read those that were published',
});
