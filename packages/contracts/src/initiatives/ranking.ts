// The applications of a call in the order of what reviewers gave them.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { IdParams, PageQuery, pageOf } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Instant } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { Money } from '../values/money.ts';
import { applicationStates } from './application.ts';
import { ReviewsTotal } from './application-judgement.ts';

/** One application in its place. */
export const Ranked = ReviewsTotal.extend({
  rank: z.int().min(1).describe('its place, from 1; no two have the same'),
  applicationId: Id.describe('the application, by its id'),
  status: z.enum(applicationStates),
  submittedAt: Instant.describe('when it came in'),
  requested: Money,
});
export type Ranked = z.infer<typeof Ranked>;

export const rankCall = defineRoute({
  service: 'initiatives',
  method: 'GET',
  path: '/v1/calls/{id}/ranking',
  summary: 'Rank the reviewed applications of a call; the answer says by which rule',
  access: allow(['officer', 'reviewer', 'approver'], { ministry: 'own' }),
  params: IdParams,
  query: z.strictObject(PageQuery),
  reply: {
    200: pageOf(Ranked).extend({
      callId: Id,
      rule: z.string().describe('how they are ranked, in the language of the answer'),
    }),
  },
});
