// Contract → handler, nothing else.
import { getPartner, listPartners, registerPartner } from '@tributary/contracts';
import { type BoundRoute, byIdentifier, found, handle } from '@tributary/service-kit';
import type { Commands } from './commands.ts';
import type { Queries } from './queries.ts';

export const routes = (commands: Commands, queries: Queries): readonly BoundRoute[] => [
  handle(registerPartner, async ({ body, context }) => ({ outcome: await commands.register(body, context) })),
  handle(listPartners, async ({ query }) => ({ reply: { body: await queries.list(byIdentifier(query)) } })),
  handle(getPartner, async ({ params }) => found(await queries.get(params.id))),
];
