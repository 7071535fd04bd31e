// Awards over HTTP, and what applications change in them.
import { type Application, applicationApproved, award, getAward } from '@tributary/contracts';
import { type AggregateStore, type Eventing, on, type Reaction } from '@tributary/eventing';
import { serveAggregate } from '@tributary/service-kit/compose';
import { awardKey, grant } from './award/granting.ts';
import type { Upstream } from './upstream/upstream.ts';

/** The awards of a service, and the handlers of their routes. */
export function awardsOf(eventing: Eventing, upstream: Upstream) {
  const awards = serveAggregate(eventing, award, upstream);
  const { list, get } = awards.reads(getAward);
  return { store: awards.store, handlers: { listAwards: list, getAward: get } };
}

type Awards = ReturnType<typeof awardsOf>['store'];

/** What applications change in awards. Both are of this service, and neither can be written with the other. */
export const awardReactions = (
  awards: Awards,
  applications: Pick<AggregateStore<Application>, 'load'>,
): readonly Reaction[] => [
  on(applicationApproved, 'first', async ({ subject }, context) => {
    const application = await applications.load(subject);
    const granted = application && grant(subject, application.state);
    if (granted === undefined) return;
    await awards.react({ naturalKey: awardKey(subject) }, context, (stored) =>
      stored === undefined ? granted : 'unchanged',
    );
  }),
];
