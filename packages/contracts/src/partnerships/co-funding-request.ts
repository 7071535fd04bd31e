// What an award asks partners for, as it stands on the worklist of those who look for partners. It is entered by no
// command: it follows the facts of its award, and what partners commit covers it.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { describedAs } from '../values/kept-and-given.ts';
import { Money } from '../values/money.ts';
import { Text } from '../values/text.ts';

/** How much of it is covered; withdrawn once its award has ended. */
export const coFundingStates = ['open', 'partly-covered', 'covered', 'withdrawn'] as const;

/** An award has one request, whatever it asks for. */
export const coFundingKey = { of: 'co-funding-request', fields: ['awardId'] } as const;

export const coFundingRequest = defineAggregate(
  'partnerships.co-funding-request',
  z.strictObject({
    awardId: Id,
    programmeId: Id,
    initiativeId: Id.optional().describe('the initiative of the award, once it is signed'),
    area: Text,
    amount: Money.describe('what the award asks partners for'),
    covered: describedAs(Money, 'what commitments cover of it'),
    neededBy: LocalDate.optional().describe(
      'the day on which it is needed; where none was named, that of the first tranche, once the award is signed',
    ),
    status: z.enum(coFundingStates),
    withdrawnOn: LocalDate.optional().describe('the day on which its award ended'),
    reasonCode: ReasonCode.optional().describe('why its award ended'),
  }),
  {
    path: '/v1/co-funding-requests',
    called: ['a co-funding request', 'co-funding requests'],
    key: coFundingKey,
    filters: ['status', 'programmeId', 'area', 'ministry'],
    status: ({ status }) => status,
  },
);
export type CoFundingRequest = z.infer<typeof coFundingRequest.state>;

export const coFundingRequestRevised = coFundingRequest.revised;

export const { list: listCoFundingRequests, get: getCoFundingRequest } = coFundingRequest.reads({
  by: allow(governmentRoles),
  shows: { missing: Money.describe('what no commitment covers yet; nothing once it is withdrawn') },
  summary: 'Read what an award asks partners for, and what is still missing of it',
});
