// Contract → handler, nothing else.
import {
  changeInitiativeStatus,
  getInitiative,
  linkPlan,
  listInitiatives,
  registerInitiative,
  reject,
} from '@tributary/contracts';
import type { Outcome } from '@tributary/eventing';
import { type BoundRoute, handle } from '@tributary/service-kit';
import type { Commands } from './commands.ts';
import type { Queries } from './queries.ts';

const notFound: Outcome = { kind: 'rejected', rejection: reject('NOT_FOUND') };

export const routes = (commands: Commands, queries: Queries): readonly BoundRoute[] => [
  handle(registerInitiative, async ({ body, context }) => ({ outcome: await commands.register(body, context) })),
  handle(listInitiatives, async ({ query }) => ({ reply: { body: await queries.list(query) } })),
  handle(getInitiative, async ({ params }) => {
    const body = await queries.get(params.id);
    return body === undefined ? { outcome: notFound } : { reply: { body } };
  }),
  handle(linkPlan, async ({ params, body, context, mayTouch }) => ({
    outcome: await commands.linkPlan(params.id, body, context, mayTouch),
  })),
  handle(changeInitiativeStatus, async ({ params, body, context, mayTouch }) => ({
    outcome: await commands.changeStatus(params.id, body, context, mayTouch),
  })),
];
