// What a programme has promised for an approved application: granted → signed → terminated. Shares, contributions,
// tranches and ledger are one document, so that what may be paid and what was paid are decided by one guarded write.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { LocalDate } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { Money, Valued } from '../values/money.ts';
import { Code, Text } from '../values/text.ts';
import { AwardBound, AwardShare, Grant } from './award-share.ts';
import { PartyRole } from './match-limits.ts';

/** What an award rests on. */
const Origin = z.strictObject({
  applicationId: Id.describe('the application for which it was granted'),
  callId: Id,
  programmeId: Id,
  organisationId: Id.optional().describe('the applicant, where it is no natural person'),
  area: Text,
  rulesVersion: Code.describe('the version of the rules by which it was granted, which no later version changes'),
  grantedOn: LocalDate.describe('the day on which the last body approved'),
});

export const award = defineAggregate(
  'initiatives.award',
  Origin.extend({
    ...Grant.shape,
    status: z.enum(['granted', 'signed', 'terminated']),
  }),
  {
    path: '/v1/awards',
    called: ['an award', 'awards'],
    filters: ['programmeId', 'callId', 'status', 'ministry'],
    identifiers: ['applicationId', 'organisationId'],
    days: ['grantedOn'],
    status: ({ status }) => status,
  },
);
export type Award = z.infer<typeof award.state>;

export const awardGranted = award.event(
  'granted.v1',
  'An approved application was granted an award: who pays how much of its cost',
  Origin.extend({
    cost: Valued,
    shares: z.array(AwardShare.pick({ role: true, value: true })).describe('they sum to the cost to the minor unit'),
    bounds: z.array(AwardBound).describe('the limits that the shares have reached'),
  }),
  'grantedOn',
);

export const awardCoFundingRequested = award.event(
  'co-funding-requested.v1',
  'Partners are asked for a share of an award',
  z.strictObject({
    programmeId: Id,
    initiativeId: Id.optional(),
    role: PartyRole,
    amount: Money,
    area: Text,
    neededBy: LocalDate.optional().describe('the day on which it is needed'),
  }),
);

export const awardRevised = award.revised;

export const { list: listAwards, get: getAward } = award.reads({ by: allow(governmentRoles) });
