// Contract → handler, nothing else.
import { getPartner, listPartners, registerPartner, reject } from '@tributary/contracts';
import type { Outcome } from '@tributary/eventing';
import { type BoundRoute, handle } from '@tributary/service-kit';
import type { Commands } from './commands.ts';
import type { Queries } from './queries.ts';

const notFound: Outcome = { kind: 'rejected', rejection: reject('NOT_FOUND') };

export const routes = (commands: Commands, queries: Queries): readonly BoundRoute[] => [
  handle(registerPartner, async ({ body, context }) => ({ outcome: await commands.register(body, context) })),
  handle(listPartners, async ({ query }) => ({ reply: { body: await queries.list(query) } })),
  handle(getPartner, async ({ params }) => {
    const body = await queries.get(params.id);
    return body === undefined ? { outcome: notFound } : { reply: { body } };
  }),
];
