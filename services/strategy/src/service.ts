// What the strategy service is made of: the only place that knows every part of it.
import {
  alignment,
  crosswalk,
  exchangeRate,
  getCrosswalk,
  getExchangeRate,
  getPlan,
  kpi,
  kpiContribution,
  plan,
  planNode,
  strategyRoutes,
} from '@tributary/contracts';
import { definitionOf, readAll } from '@tributary/eventing';
import { bound, found } from '@tributary/service-kit';
import { composing, serveAggregate } from '@tributary/service-kit/compose';
import manifest from '../package.json' with { type: 'json' };
import { decide } from './alignment/decisions.ts';
import { listingAlignments, standingNow } from './alignment/list.ts';
import { createReviewLinks } from './alignment/proposals.ts';
import { readingBothPlans } from './crosswalk/both-plans.ts';
import { set as setTargets } from './crosswalk/decisions.ts';
import { createRevisedPlans } from './drift/revised-plans.ts';
import { set } from './exchange-rate/decisions.ts';
import { goodPracticesOf } from './good-practices.ts';
import { actualsOf } from './kpi/actuals.ts';
import { isDefinition, record } from './kpi/decisions.ts';
import { definedAs } from './kpi/defined.ts';
import { decide as decideContribution } from './kpi-contribution/decisions.ts';
import { readingContributions } from './kpi-contribution/list.ts';
import { createReviewMappings } from './kpi-contribution/mappings.ts';
import { activate, enter, secondPerson } from './plan/decisions.ts';
import { readingVersions } from './plan/version.ts';
import { createImporter } from './plan-import/import.ts';
import { answering } from './plan-import/route.ts';
import { reactions } from './reactions.ts';
import { roadmapOf } from './roadmap.ts';

/** The strategy service, composed and not yet started. */
export const compose = composing(manifest.version, ({ config, eventing, log }) => {
  const plans = serveAggregate(eventing, plan, {});
  const kpis = serveAggregate(eventing, kpi, {});
  const links = serveAggregate(eventing, alignment, {});
  const contributions = serveAggregate(eventing, kpiContribution, {});
  const rates = serveAggregate(eventing, exchangeRate, { baseCurrency: config.baseCurrency });
  const stores = {
    plans: plans.store,
    nodes: eventing.aggregate(definitionOf(planNode)),
    kpis: kpis.store,
    alignments: links.store,
    contributions: contributions.store,
  };
  const revisedPlans = createRevisedPlans(plans.store, async (place) =>
    (await readAll(stores.nodes, place)).map(({ state }) => state),
  );
  const revisedKpis = createRevisedPlans(plans.store, async (place) =>
    (await readAll(kpis.store, place)).flatMap(({ state }) => (isDefinition(state) ? [state] : [])),
  );
  eventing.react(reactions(createReviewLinks({ ...stores, revisedPlans }), createReviewMappings(stores)));
  const standing = standingNow(stores.alignments, revisedPlans);
  const listAlignments = listingAlignments(stores.alignments, revisedPlans);
  const versionAt = readingVersions(stores);
  const actuals = actualsOf(stores);
  const definition = definedAs(stores);
  const planReads = plans.reads(getPlan, ({ state }) => ({
    versions: state.versions.map(({ importedBy: _who, fingerprint: _of, ...shown }) => shown),
  }));
  const crosswalks = serveAggregate(eventing, crosswalk, {});
  const crosswalkReads = crosswalks.reads(getCrosswalk);
  const rateReads = rates.reads(getExchangeRate);
  const contributionReads = readingContributions(contributions.store, revisedKpis);
  return {
    routes: bound(strategyRoutes, {
      createPlan: plans.creates(enter),
      listPlans: planReads.list,
      getPlan: planReads.get,
      importPlan: answering(createImporter(stores)),
      getPlanVersion: async ({ params }) => found(await versionAt(params.code, params.version)),
      activatePlan: plans.changes(activate, { authorise: secondPerson }),
      recordKpiActual: kpis.puts(record, { reads: definition }),
      listKpiActuals: async ({ params, query }) => found(await actuals({ ...params, ...query })),
      getKpiActuals: async ({ params: { actualOn, ...of } }) =>
        found(await actuals({ ...of, from: actualOn, to: actualOn })),
      listAlignments: async ({ query }) => ({ reply: { body: await listAlignments(query) } }),
      decideAlignment: links.changes(decide, {
        reads: (_command, id) => standing(id),
        responsible: (link, read) => read.standing(link).responsibleMinistry,
      }),
      listKpiContributions: async ({ query }) => ({ reply: { body: await contributionReads.list(query) } }),
      getKpiContribution: async ({ params }) => found(await contributionReads.get(params.id)),
      decideKpiContribution: contributions.changes(decideContribution, {
        reads: (_command, id) => contributionReads.standing(id),
        responsible: (contribution, read) => read.standing(contribution).responsibleMinistry,
      }),
      setCrosswalk: crosswalks.puts(setTargets, { reads: readingBothPlans(stores) }),
      listCrosswalks: crosswalkReads.list,
      getCrosswalk: crosswalkReads.get,
      setExchangeRate: rates.puts(set),
      listExchangeRates: rateReads.list,
      getExchangeRate: rateReads.get,
      ...goodPracticesOf(eventing),
      ...roadmapOf(eventing, log),
    }),
  };
});
