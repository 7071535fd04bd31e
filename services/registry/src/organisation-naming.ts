// Organisations that were kept before they were found by their names are found by them from the start of this release on.
import type { Moment, organisation } from '@tributary/contracts';
import { type Eventing, ownCommand, serviceActor } from '@tributary/eventing';
import type { ServedAggregate } from '@tributary/service-kit/compose';
import { foundAnew } from './organisation/names.ts';

type Organisations = Pick<ServedAggregate<typeof organisation.state, object>, 'store' | 'alters'>;

const EVERY_MS = 3_600_000;
const PAGE = 100;

const commandOn = (id: string, ministry: string, moment: Moment) =>
  ownCommand(moment, {
    actor: serviceActor('registry', ministry),
    route: 'POST /v1/organisations/{id}/naming',
    target: `/v1/organisations/${id}/naming`,
  });

/** Declares the job. */
export function organisationNaming(eventing: Eventing, { store, alters }: Organisations): void {
  eventing.job<Record<string, never>>({
    name: 'organisations.naming',
    everyMs: EVERY_MS,
    async step(_input, after, moment) {
      const { items, next } = await store.page({ named: { $exists: false } }, { after, limit: PAGE });
      for (const { id, ministry } of items) await alters(id, commandOn(id, ministry, moment), foundAnew);
      return { next, changed: items.length };
    },
  });
}
