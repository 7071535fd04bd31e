// A call for applications of a programme: its window in a time zone, its envelope, and who may apply.
import { z } from 'zod';
import { allow, governmentRoles, selfRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { Instant, LocalDate } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { given, openCode } from '../values/kept-and-given.ts';
import { Label } from '../values/label.ts';
import { Money } from '../values/money.ts';
import { Code } from '../values/text.ts';
import { TimeZone } from '../values/time-zone.ts';
import { AppealDays } from './programme-rules.ts';

/** The kind of an applicant that is no organisation; nothing of a person is told by any event. */
export const PERSON = 'person';

/** Known kinds of applicants; an open list. */
export const applicantKinds = ['association', 'company', 'academic', 'network', 'public-body', PERSON] as const;

/** How long after the last day applications are still taken. */
export const Grace = z.strictObject({
  days: z.int().min(0).max(60).describe('whole days of the calendar after the last one').optional(),
  minutes: z.int().min(0).max(1440).optional(),
});
export type Grace = z.infer<typeof Grace>;

const CallCode = Code.describe('the code of the call, e.g. `TOWN-2026`');

const Told = z.strictObject({
  programmeId: Id,
  code: CallCode,
  title: Label,
  opensOn: LocalDate.describe('the first day on which applications are taken, in the time zone of the call'),
  closesOn: LocalDate.describe('the last day on which applications are taken, which belongs to it'),
  envelope: Money,
});

const Terms = Told.extend({
  timeZone: TimeZone.describe('where its days begin and end; that of the installation unless told'),
  grace: Grace.optional(),
  applicantKinds: z.array(openCode(applicantKinds)).min(1).max(10),
  ceiling: Money.optional(),
  bodies: z
    .array(Code)
    .min(1)
    .max(5)
    .optional()
    .describe('who must approve, one approval of each; the bodies of the rules unless told'),
  appealDays: AppealDays.optional(),
});

export const call = defineAggregate(
  'initiatives.call',
  Terms.extend({
    status: z.enum(['draft', 'published', 'closed', 'cancelled']).describe('what was done with it'),
    closedOn: LocalDate.optional(),
    closedAt: Instant.optional().describe('from this moment on nothing is taken, whatever its last day'),
    cancelledOn: LocalDate.optional(),
    reasonCode: ReasonCode.optional().describe('why it was cancelled'),
  }),
  {
    path: '/v1/calls',
    called: ['a call', 'calls'],
    filters: ['programmeId', 'status', 'ministry', 'code'],
    days: ['opensOn', 'closesOn'],
    status: ({ status }) => status,
    claims: ({ code }) => [{ identifier: code, pointer: '/code' }],
    published: { field: 'status', values: ['published', 'closed'] },
  },
);
export type Call = z.infer<typeof call.state>;

export const callOpened = call.event(
  'opened.v1',
  'A call was published; applications are taken from its first day on',
  Told,
  'opensOn',
);
export const callClosed = call.event(
  'closed.v1',
  'A call was closed; what was submitted before goes on',
  z.strictObject({ closedOn: LocalDate }),
  'closedOn',
);
export const callCancelled = call.event(
  'cancelled.v1',
  'A call was cancelled',
  z.strictObject({ reasonCode: ReasonCode, cancelledOn: LocalDate }),
  'cancelledOn',
);
export const callRevised = call.revised;

export const draftCall = call.create({
  summary: 'Write a call of a programme of your ministry; nobody can apply before it is opened',
  by: allow('officer'),
  body: given(Terms).partial({ timeZone: true }),
  refuses: ['FORBIDDEN', 'PROGRAMME_UNKNOWN', 'DATES_REVERSED', 'OTHER_CURRENCY', 'ABOVE_LIMIT'],
});

export const openCall = call.change('opening', {
  summary: 'Publish a call: applications are taken from its first day on',
  by: allow('officer', { ministry: 'own' }),
  body: z.strictObject({}),
  refuses: ['WRONG_STATE', 'RULES_NOT_IN_FORCE'],
});

export const closeCall = call.change('closure', {
  summary: 'Close a call: what was submitted goes on, and nothing more is taken',
  by: allow('officer', { ministry: 'own' }),
  body: z.strictObject({ closedOn: BusinessDate }),
  dated: 'closedOn',
  refuses: ['WRONG_STATE', 'DATES_REVERSED'],
});

export const cancelCall = call.change('cancellation', {
  summary: 'Cancel a call that is not closed',
  by: allow('officer', { ministry: 'own' }),
  body: z.strictObject({ reasonCode: ReasonCode, cancelledOn: BusinessDate }),
  dated: 'cancelledOn',
  refuses: ['WRONG_STATE'],
});

/** Where a call stands at a moment. */
export const callPhases = ['draft', 'published', 'open', 'grace', 'closed', 'cancelled'] as const;

export const { list: listCalls, get: getCall } = call.reads({
  by: allow(governmentRoles, { self: selfRoles, reach: 'published' }),
  shows: {
    phase: z
      .enum(callPhases)
      .describe('where it stands now: published before its first day, open, in grace after its last one, or closed'),
  },
});
