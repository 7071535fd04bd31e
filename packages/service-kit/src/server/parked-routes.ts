// What is set aside in a service that consumes: listed for operators, and applied again when they ask for it.
import { setTimeout as pause } from 'node:timers/promises';
import { parkedRoutes, type ServiceName } from '@tributary/contracts';
import type { Eventing, Parked } from '@tributary/eventing';
import { type BoundRoute, handle } from '../ports.ts';
import { Refusal } from '../problem/refusal.ts';

type Source = Pick<Eventing, 'consumes' | 'parked' | 'redrive'>;

/** The order of the list, and the place of one in it. */
const placeOf = ({ group, service, agg }: Parked): string => `${group} ${service} ${agg}`;

/**
 * The routes of what is set aside; none for a service that consumes nothing.
 * @param patienceMs how long an answer waits for a re-drive, which goes on after it
 */
export function boundParked(service: ServiceName, eventing: Source, patienceMs: number): readonly BoundRoute[] {
  if (eventing.consumes.length === 0) return [];
  const { listParked, redriveParked } = parkedRoutes(service);
  return [
    handle(listParked, async ({ query: { after = '', limit } }) => {
      const parked = (await eventing.parked())
        .filter((one) => placeOf(one) > after)
        .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
      const items = parked.slice(0, limit);
      const last = parked.length > limit ? items.at(-1) : undefined;
      return { reply: { body: { items: items.map(shown), next: last === undefined ? null : placeOf(last) } } };
    }),
    handle(redriveParked, async ({ params: { group, aggregate } }) => {
      const named = (await eventing.parked()).filter((one) => one.group === group && one.agg === aggregate);
      if (named.length === 0) throw new Refusal('NOT_FOUND');
      const status = Promise.all(named.map(eventing.redrive)).then((done) =>
        done.every(Boolean) ? 'applied' : 'parked',
      );
      // the answer may be gone when it fails; whoever asks again is told
      status.catch(() => undefined);
      return { reply: { body: { status: await Promise.race([status, underWay(patienceMs)]) } } };
    }),
  ];
}

const shown = ({ group, service, agg, fromSeq, error }: Parked) => ({
  group,
  source: service,
  aggregate: agg,
  fromSeq,
  error,
});

const underWay = (ms: number) => pause(ms, 'under-way' as const, { ref: false });
