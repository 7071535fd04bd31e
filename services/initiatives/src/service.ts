// What the initiatives service is made of: the only place that knows every part of it.
import { getInitiative, initiative, initiativesRoutes } from '@tributary/contracts';
import { bound, found } from '@tributary/service-kit';
import { composing, serveAggregate } from '@tributary/service-kit/compose';
import manifest from '../package.json' with { type: 'json' };
import { proposeLinks } from './initiative/plan-links.ts';
import { register } from './initiative/registration.ts';
import { linksOf, linksOfPlan } from './initiative/standing.ts';
import { changeStatus } from './initiative/status.ts';
import { reactions } from './reactions.ts';
import { upstreamOf } from './upstream/copies.ts';

/** The initiatives service, composed and not yet started. */
export const compose = composing({ version: manifest.version, viewsVersion: 1 }, ({ config, eventing }) => {
  const upstream = upstreamOf(eventing, config.baseCurrency);
  const initiatives = serveAggregate(eventing, initiative, upstream);
  eventing.react(reactions(initiatives.store));
  const { list, get } = initiatives.reads(getInitiative, ({ state }, { context }) => ({
    planLinks: linksOf(state, upstream, context.today),
  }));
  return {
    routes: bound(initiativesRoutes, {
      registerInitiative: initiatives.creates(register),
      linkPlan: initiatives.changes(proposeLinks),
      changeInitiativeStatus: initiatives.changes(changeStatus),
      async getPlanLinks({ params: { id, planCode }, context }) {
        const stored = await initiatives.store.load(id);
        return found(stored && linksOfPlan(stored, planCode, upstream, context.today));
      },
      listInitiatives: list,
      getInitiative: get,
    }),
  };
});
