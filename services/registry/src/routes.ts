// Contract → handler, nothing else.
import {
  getOrganisation,
  listOrganisations,
  recogniseOrganisation,
  registerOrganisation,
  suspendOrganisation,
} from '@tributary/contracts';
import { type BoundRoute, byIdentifier, found, handle } from '@tributary/service-kit';
import type { Commands } from './commands.ts';
import type { Queries } from './queries.ts';

export const routes = (commands: Commands, queries: Queries): readonly BoundRoute[] => [
  handle(registerOrganisation, async ({ body, context }) => ({ outcome: await commands.apply(body, context) })),
  handle(listOrganisations, async ({ query }) => ({ reply: { body: await queries.list(byIdentifier(query)) } })),
  handle(getOrganisation, async ({ params }) => found(await queries.get(params.id))),
  handle(recogniseOrganisation, async ({ params, body, context }) => ({
    outcome: await commands.recognise(params.id, body, context),
  })),
  handle(suspendOrganisation, async ({ params, body, context }) => ({
    outcome: await commands.suspend(params.id, body, context),
  })),
];
