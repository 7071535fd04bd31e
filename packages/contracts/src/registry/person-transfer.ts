// A record moves from one ministry to another with all that it holds: proposed by the ministry that has it or by the person,
// accepted or refused by a registrar of the other one, who sees nothing of it before. What the ministry of before is told
// ends with the transfer, and what the new one is told begins with what it was given.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { Acknowledged, IdParams, PageQuery, pageOf, ReasonCode } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { LocalDate } from '../values/date.ts';
import { CountryCode, Id, MinistryCode } from '../values/identity.ts';
import { Code } from '../values/text.ts';
import { BirthCohort, person } from './person.ts';

/** What a ministry is told of a person whom it was given. */
const Given = z.strictObject({
  status: Code,
  sex: Code,
  birthCohort: BirthCohort,
  residenceCountry: CountryCode,
  channel: Code,
  assurance: Code,
  contactable: z.boolean(),
  registeredOn: LocalDate,
  verifiedOn: LocalDate.optional(),
  confirmedOn: LocalDate.optional(),
  survivorId: Id.optional(),
  receivedOn: LocalDate,
});

export const personTransferProposed = person.event(
  'transfer-proposed.v1',
  'Another ministry was asked to take the record of a person over',
  z.strictObject({ to: MinistryCode, reasonCode: ReasonCode, proposedOn: LocalDate }),
  'proposedOn',
);
export const personTransferEnded = person.event(
  'transfer-ended.v1',
  'The record of a person stays with its ministry: its transfer was refused or withdrawn',
  z.strictObject({ outcome: Code, reasonCode: ReasonCode, endedOn: LocalDate }),
  'endedOn',
);
export const personTransferred = person.event(
  'transferred.v1',
  'The record of a person moved to another ministry; this one is told no more of it',
  z.strictObject({ transferredOn: LocalDate }),
  'transferredOn',
);
export const personReceived = person.event(
  'received.v1',
  'The record of a person came from another ministry, as it stands',
  Given,
  'receivedOn',
);

export const proposeTransfer = person.change('transfer', {
  summary:
    'Ask another ministry to take the record of a person over, who lives where that one answers. Nothing changes until ' +
    'a registrar there accepts, who is another person; the person may ask for it too',
  by: allow('registrar', { ministry: 'own', self: ['person'], person: true }),
  body: z.strictObject({
    to: MinistryCode.describe('the ministry that is to have the record, by its code'),
    reasonCode: ReasonCode.describe('why, by its code, such as MOVED_ABROAD'),
  }),
  personal: true,
  refuses: ['WRONG_STATE', 'TRANSFER_OPEN', 'SAME_MINISTRY', 'ACTS_BY_GUARDIAN'],
});

export const withdrawTransfer = person.change('transfer-withdrawal', {
  summary: 'Withdraw the transfer of a person that nobody has answered yet; the record stays where it is',
  by: allow('registrar', { ministry: 'own', self: ['person'] }),
  body: z.strictObject({ reasonCode: ReasonCode.describe('why, by its code, such as STAYS') }),
  personal: true,
  refuses: ['TRANSFER_ENDED', 'ACTS_BY_GUARDIAN'],
});

const common = { service: 'registry', idempotency: 'ignored', precondition: 'none', personal: true } as const;
const answering = { ...common, method: 'POST', params: IdParams } as const;

export const listTransfers = defineRoute({
  service: 'registry',
  method: 'GET',
  path: '/v1/person-transfers',
  summary:
    'List the records that your ministry is asked to take over, the oldest first. Whose they are is told once one is ' +
    'accepted: the person, or the ministry that has it, names the transfer by its id',
  access: allow('registrar', { ministry: 'responsible' }),
  query: z.strictObject(PageQuery),
  reply: {
    200: pageOf(
      z.strictObject({
        id: Id.describe('the transfer, by its id'),
        from: MinistryCode.describe('the ministry that has the record'),
        reasonCode: ReasonCode,
        proposedOn: LocalDate,
        bySelf: z.boolean().describe('whether the person asked for it'),
      }),
    ),
  },
});

export const acceptTransfer = defineRoute({
  ...answering,
  path: '/v1/person-transfers/{id}/acceptance',
  summary:
    'Take the record of a person over with all that it holds, as another person than the one who proposed it. Where a ' +
    'record of your ministry holds the same address of e-mail, document or identity, that is refused with a link to ' +
    'that record, and nothing changes; whoever has looked at it names it, and the two are compared and can be merged',
  access: allow('registrar', { ministry: 'responsible', person: true }),
  body: z.strictObject({
    beside: Id.optional().describe(
      'the record of your ministry that holds the same, by its id, once you have looked at it',
    ),
  }),
  reply: { 200: Acknowledged },
  problems: ['NOT_FOUND', 'GONE', 'TRANSFER_ENDED', 'ALREADY_EXISTS', 'UNAVAILABLE'],
});

export const refuseTransfer = defineRoute({
  ...answering,
  path: '/v1/person-transfers/{id}/refusal',
  summary: 'Refuse to take the record of a person over; it stays with the ministry that has it, which is told why',
  access: allow('registrar', { ministry: 'responsible' }),
  body: z.strictObject({ reasonCode: ReasonCode.describe('why, by its code, such as NOT_OUR_DISTRICT') }),
  reply: {
    200: z.strictObject({ id: Id.describe('the transfer, by its id'), status: z.literal('refused') }),
  },
  problems: ['NOT_FOUND', 'GONE', 'TRANSFER_ENDED'],
});
