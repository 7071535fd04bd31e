// A campaign in which persons are asked to confirm their record: open → closed. It says whom it is for; who that is, how each
// can be reached and what has become of it is kept beside, by ids and codes alone.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { IdParams, PageQuery, pageOf } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { CountryCode, Id } from '../values/identity.ts';
import { describedAs, given, listOf } from '../values/kept-and-given.ts';
import { Label } from '../values/label.ts';
import { Code } from '../values/text.ts';

/** How a person can be reached. By post: whoever may be contacted, where no letter is refused. */
export const contactChannels = ['email', 'telephone', 'post'] as const;
export type ContactChannel = (typeof contactChannels)[number];
const Channel = z.enum(contactChannels);

const Channels = z
  .array(Channel)
  .min(1)
  .max(contactChannels.length)
  .describe('how persons are asked; each by the first one by which they can be reached');

export const reconfirmationCampaign = defineAggregate(
  'registry.reconfirmation-campaign',
  z.strictObject({
    status: z.enum(['open', 'closed']).describe('whether confirmations still count towards it'),
    title: Label,
    countries: describedAs(listOf(CountryCode, 50), 'the countries of residence; of all where there is none'),
    consularDistricts: describedAs(listOf(Code, 50), 'the consular districts; all where there is none'),
    channels: Channels,
    dueBy: describedAs(LocalDate, 'whoever is to confirm the record again by this day is asked'),
    openedOn: LocalDate.describe('the day on which it was opened'),
    endsOn: describedAs(LocalDate, 'the last day on which confirmations count; it closes by itself on the next one'),
    closedOn: LocalDate.optional().describe('the day on which it was closed'),
  }),
  {
    path: '/v1/reconfirmation-campaigns',
    called: ['a campaign of reconfirmation', 'campaigns of reconfirmation of the own ministry'],
    filters: ['status'],
    days: ['openedOn'],
    status: ({ status }) => status,
    confidential: true,
  },
);
export type ReconfirmationCampaign = z.infer<typeof reconfirmationCampaign.state>;

export const reconfirmationCampaignOpened = reconfirmationCampaign.event(
  'opened.v1',
  'A campaign was opened: persons are asked to confirm their record',
  z.strictObject({ dueBy: LocalDate, endsOn: LocalDate, openedOn: LocalDate }),
  'openedOn',
);
export const reconfirmationCampaignClosed = reconfirmationCampaign.event(
  'closed.v1',
  'A campaign in which persons were asked to confirm their record was closed',
  z.strictObject({ closedOn: LocalDate }),
  'closedOn',
);
export const reconfirmationCampaignRevised = reconfirmationCampaign.revised;

const registrar = allow('registrar', { ministry: 'own' });
const { title, countries, consularDistricts, dueBy, endsOn } = reconfirmationCampaign.state.shape;

export const openReconfirmationCampaign = reconfirmationCampaign.create({
  summary:
    'Open a campaign in which persons of your ministry are asked to confirm their record. Who is due is listed by and by; ' +
    'whoever appears while that goes on is listed too',
  by: allow('registrar'),
  body: given(z.strictObject({ title, countries, consularDistricts, dueBy, endsOn })).extend({ channels: Channels }),
  refuses: ['DATES_REVERSED'],
});

export const closeReconfirmationCampaign = reconfirmationCampaign.change('closure', {
  summary: 'Close a campaign before its last day; what has become of it by then stays as it is',
  by: registrar,
  body: z.strictObject({}),
  refuses: ['WRONG_STATE'],
});

/** What can have become of a person whom a campaign is for. */
export const reconfirmationOutcomes = ['due', 'unreachable', 'confirmed', 'moved', 'closed'] as const;
export type ReconfirmationOutcome = (typeof reconfirmationOutcomes)[number];

const Progress = z.strictObject({
  listed: z.boolean().describe('whether everybody is listed who is due'),
  due: z
    .strictObject({
      email: Count.describe('persons who are asked by e-mail'),
      telephone: Count.describe('persons who are asked by telephone'),
      post: Count.describe('persons who are asked by post'),
    })
    .describe('persons who have yet to confirm, by how they can be reached'),
  unreachable: Count.describe('persons who have yet to confirm, and cannot be reached by any channel of it'),
  confirmed: Count.describe('persons who have confirmed since they were listed, by whatever channel'),
  moved: Count.describe('persons who moved to where it is not for them'),
  closed: Count.describe('persons whose record was closed, merged or erased'),
});
export type ReconfirmationProgress = z.infer<typeof Progress>;

export const { list: listReconfirmationCampaigns, get: getReconfirmationCampaign } = reconfirmationCampaign.reads({
  by: registrar,
  summary: 'Read a campaign of reconfirmation, and how far it is',
  shows: { progress: Progress.describe('how far it is') },
});

const one = {
  service: 'registry',
  method: 'GET',
  access: registrar,
  params: IdParams,
  problems: ['WRONG_STATE'],
} as const;
const ofChannel = {
  ...PageQuery,
  channel: Channel.optional().describe('only persons who are asked so'),
};

const DuePerson = z.strictObject({
  personId: Id,
  channel: Channel.describe('how the person is asked'),
  dueOn: LocalDate.describe('the day from which on the record is to be confirmed again'),
});
export type DuePerson = z.infer<typeof DuePerson>;

export const listDuePersons = defineRoute({
  ...one,
  path: '/v1/reconfirmation-campaigns/{id}/due',
  summary:
    'List who has yet to confirm, by ids, in their order; who it is, is a look at the person, with purpose=RECONFIRMATION',
  query: z.strictObject(ofChannel),
  reply: { 200: pageOf(DuePerson) },
});

export const exportDueContacts = defineRoute({
  ...one,
  path: '/v1/reconfirmation-campaigns/{id}/contacts',
  summary:
    'Download how to reach who has yet to confirm, as CSV, a page at a time: Link names the next one. That a person is in ' +
    'it is recorded, for each, before the file leaves',
  query: z.strictObject(ofChannel),
  reply: { 200: z.string() },
  produces: ['text/csv'],
  replyHeaders: ['content-disposition', 'cache-control', 'etag', 'link'],
  problems: ['WRONG_STATE', 'UNAVAILABLE'],
});
