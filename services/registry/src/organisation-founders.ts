// Who entered an organisation before representatives were kept is made its first one: a job sees to it at the start of a
// process, and each hour for what another release of the service has entered meanwhile.
import type { Moment, organisation } from '@tributary/contracts';
import { type Eventing, ownCommand, serviceActor } from '@tributary/eventing';
import type { ServedAggregate } from '@tributary/service-kit/compose';
import { foundedBy, type RepresentativeTokens } from './organisation/representatives.ts';

type Organisations = Pick<ServedAggregate<typeof organisation.state, object>, 'store' | 'alters'>;

const EVERY_MS = 3_600_000;
const PAGE = 100;
const NAME = 'organisations.founders';

const commandOn = (id: string, ministry: string, moment: Moment) =>
  ownCommand(moment, {
    actor: serviceActor('registry', ministry),
    route: 'POST /v1/organisations/{id}/founder',
    target: `/v1/organisations/${id}/founder`,
  });

/** Declares the job. @param tokensOf of an organisation, by its id */
export function organisationFounders(
  eventing: Eventing,
  { store, alters }: Organisations,
  tokensOf: (organisationId: string) => RepresentativeTokens,
): void {
  eventing.job<Record<string, never>>({
    name: NAME,
    everyMs: EVERY_MS,
    async step(_input, after, moment) {
      const { items, next } = await store.page({}, { after, limit: PAGE });
      let changed = 0;
      for (const { id, ministry, state } of items) {
        const { applicantId } = state;
        if (applicantId === undefined) continue;
        const known = { ...tokensOf(id), today: moment.today };
        if (foundedBy(state, applicantId, known) === 'unchanged') continue;
        await alters(id, commandOn(id, ministry, moment), (now) => foundedBy(now, applicantId, known));
        changed += 1;
      }
      return { next, changed };
    },
  });
}
