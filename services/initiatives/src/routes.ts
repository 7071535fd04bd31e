// Contract → handler, nothing else.
import {
  changeInitiativeStatus,
  getInitiative,
  linkPlan,
  listInitiatives,
  registerInitiative,
} from '@tributary/contracts';
import { type BoundRoute, found, handle } from '@tributary/service-kit';
import type { Commands } from './commands.ts';
import type { Queries } from './queries.ts';

export const routes = (commands: Commands, queries: Queries): readonly BoundRoute[] => [
  handle(registerInitiative, async ({ query, body, context }) => ({
    outcome: await commands.register(body, { normalise: query.normalise === 'true' }, context),
  })),
  handle(listInitiatives, async ({ query, context }) => ({
    reply: { body: await queries.list(query, context.today) },
  })),
  handle(getInitiative, async ({ params, context }) => found(await queries.get(params.id, context.today))),
  handle(linkPlan, async ({ params, query, body, context, mayTouch }) => ({
    outcome: await commands.linkPlan(params.id, body, { normalise: query.normalise === 'true' }, context, mayTouch),
  })),
  handle(changeInitiativeStatus, async ({ params, body, context, mayTouch }) => ({
    outcome: await commands.changeStatus(params.id, body, context, mayTouch),
  })),
];
