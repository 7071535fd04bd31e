// A record that may no longer be needed: open → kept → open …; lapsed where its ground is gone or the person was erased. A
// clock proposes it, and a person decides: keeps it until a day, or erases by the route that erases persons.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { BusinessDate, ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { GivenDate } from '../values/given.ts';
import { Id } from '../values/identity.ts';

export const retentionGrounds = ['withdrawn', 'deceased', 'unconfirmed'] as const;
export const retentionStates = ['open', 'kept', 'lapsed'] as const;

const ground = z.enum(retentionGrounds).describe('why it is proposed: withdrawn, deceased or unconfirmed');
const dueOn = LocalDate.describe('the day on which the clock had run down');
const keptUntil = LocalDate.describe('the day from which it may be proposed again');

export const retentionProposal = defineAggregate(
  'registry.retention-proposal',
  z.strictObject({
    status: z.enum(retentionStates),
    personId: Id,
    ground,
    runsFrom: LocalDate.describe('the day from which the clock ran'),
    dueOn,
    proposedOn: LocalDate.describe('the day on which it was proposed last'),
    keptUntil: keptUntil.optional(),
    decidedOn: LocalDate.optional(),
    reasonCode: ReasonCode.optional().describe('why it is kept, by its code'),
  }),
  {
    path: '/v1/retention-proposals',
    called: ['a proposal to erase a person', 'proposals to erase persons'],
    filters: ['status', 'ground'],
    soughtBy: [['personId']],
    status: ({ status }) => status,
    confidential: true,
    ofPersons: { toldTo: ['privacy'], ids: ['personId'] },
  },
);
export type RetentionProposal = z.infer<typeof retentionProposal.state>;

export const retentionProposed = retentionProposal.event(
  'proposed.v1',
  'It was proposed to erase a person whose record may no longer be needed',
  z.strictObject({ personId: Id, ground, dueOn, proposedOn: LocalDate }),
  'proposedOn',
);
export const retentionKept = retentionProposal.event(
  'kept.v1',
  'It was decided to keep a record until a day',
  z.strictObject({ keptUntil, reasonCode: ReasonCode, decidedOn: LocalDate }),
  'decidedOn',
);
export const retentionLapsed = retentionProposal.event(
  'lapsed.v1',
  'There is nothing left to decide of a record: the ground is gone, or the person was erased',
  z.strictObject({ lapsedOn: LocalDate }),
  'lapsedOn',
);
export const retentionProposalRevised = retentionProposal.revised;

export const keepRecord = retentionProposal.change('keeping', {
  summary:
    'Decide that a record is kept until a day, and why. Who is to be erased instead is erased by the route of persons',
  by: allow('privacy', { ministry: 'own', person: true }),
  body: z.strictObject({
    keptUntil: GivenDate.describe('the day from which it may be proposed again; later than the decision'),
    reasonCode: ReasonCode.describe('why it is kept, by its code, such as OPEN_CASE'),
    decidedOn: BusinessDate.describe('the day of the decision; today unless told, and never later'),
  }),
  dated: 'decidedOn',
  personal: true,
  refuses: ['WRONG_STATE', 'DATES_REVERSED'],
});

export const { list: listRetentionProposals, get: getRetentionProposal } = retentionProposal.reads({
  by: allow('privacy', { ministry: 'own' }),
});
