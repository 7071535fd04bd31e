// A recognition ends by itself: a job ends those whose last day is over, within an hour of the day that follows it.
import type { Moment, organisation } from '@tributary/contracts';
import { type Eventing, ownCommand, serviceActor } from '@tributary/eventing';
import type { ServedAggregate } from '@tributary/service-kit/compose';
import { expire } from './organisation/decisions.ts';

type Organisations = Pick<ServedAggregate<typeof organisation.state, object>, 'store' | 'alters'>;

const EVERY_MS = 3_600_000;
const PAGE = 100;
const NAME = 'organisations.expiry';

const commandOn = (id: string, ministry: string, moment: Moment) =>
  ownCommand(moment, {
    actor: serviceActor('registry', ministry),
    route: 'POST /v1/organisations/{id}/expiry',
    target: `/v1/organisations/${id}/expiry`,
  });

/** Declares the job. */
export function organisationExpiry(eventing: Eventing, { store, alters }: Organisations): void {
  eventing.job<Record<string, never>>({
    name: NAME,
    everyMs: EVERY_MS,
    async step(_input, after, moment) {
      const { items, next } = await store.page({}, { after, limit: PAGE });
      const over = items.filter(({ state }) => expire(state, moment.today) !== 'unchanged');
      for (const { id, ministry } of over) {
        await alters(id, commandOn(id, ministry, moment), (state) => expire(state, moment.today));
      }
      return { next, changed: over.length };
    },
  });
}
