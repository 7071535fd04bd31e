// Contract → handler, nothing else.
import { reject, reportingRoutes } from '@tributary/contracts';
import { type BoundRoute, type Bytes, bound } from '@tributary/service-kit';
import type { Queries } from './serving/queries.ts';

export const routes = (queries: Queries, landing: () => Promise<Bytes>): readonly BoundRoute[] =>
  bound(reportingRoutes, {
    landingPage: async () => ({ bytes: await landing() }),
    listReports: async ({ language }) => ({ bytes: queries.catalogue(language) }),
    dashboard: async (asked) => ({ bytes: await queries.dashboard(asked.query, asked) }),
    planAlignmentReport: async (asked) => ({ bytes: await queries.report('plan/alignment', asked.query, asked) }),
    planContributionReport: async (asked) => ({ bytes: await queries.report('plan/contribution', asked.query, asked) }),
    planDriftReport: async (asked) => ({ bytes: await queries.report('plan/drift', asked.query, asked) }),
    planGapsReport: async (asked) => ({ bytes: await queries.report('plan/gaps', asked.query, asked) }),
    initiativeScore: async (asked) => ({ reply: await queries.score(asked.params.initiativeId, asked.query, asked) }),
    fundsMatchingReport: async (asked) => ({ bytes: await queries.report('funds/matching', asked.query, asked) }),
    unpaidTranches: async (asked) => queries.unpaid(asked.query, asked),
    programmesFunnelReport: async (asked) => ({ bytes: await queries.report('programmes/funnel', asked.query, asked) }),
    partnershipsPortfolioReport: async (asked) => ({
      bytes: await queries.report('partnerships/portfolio', asked.query, asked),
    }),
    registryStockReport: async (asked) => ({ bytes: await queries.report('registry/stock', asked.query, asked) }),
    registryConsentReport: async (asked) => ({ bytes: await queries.report('registry/consent', asked.query, asked) }),
    roadmapProgressReport: async (asked) => ({ bytes: await queries.report('roadmap/progress', asked.query, asked) }),
    alignedInitiatives: async (asked) => ({ reply: await queries.initiatives(asked.query, asked) }),
    freezeReport: async (asked) => ({ reply: await queries.freeze(asked.body, asked) }),
    async getRun({ params }) {
      const bytes = await queries.run(params.id);
      return bytes === undefined ? { outcome: { kind: 'rejected', rejection: reject('NOT_FOUND') } } : { bytes };
    },
    followFreshness: async () => ({ events: queries.freshnessMoves() }),
    getFreshness: async () => ({ reply: queries.freshness() }),
  });
