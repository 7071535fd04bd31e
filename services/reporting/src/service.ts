// What the reporting service is made of: the only place that knows every part of it.
import { databaseOf, openBlobs } from '@tributary/eventing';
import { composing } from '@tributary/service-kit/compose';
import manifest from '../package.json' with { type: 'json' };
import { fundsMatching } from './reports/funds-matching/funds-matching.ts';
import { partnershipsPortfolio } from './reports/partnerships-portfolio/partnerships-portfolio.ts';
import { planAlignment } from './reports/plan-alignment/plan-alignment.ts';
import { planContribution } from './reports/plan-contribution/plan-contribution.ts';
import { programmesFunnel } from './reports/programmes-funnel/programmes-funnel.ts';
import { registryStock } from './reports/registry-stock/registry-stock.ts';
import { roadmapProgress } from './reports/roadmap-progress/roadmap-progress.ts';
import { routes } from './routes.ts';
import { resolvingAsOf } from './serving/as-of.ts';
import { createLoopShare } from './serving/cache/loop-share.ts';
import { redisBytes } from './serving/cache/redis.ts';
import { createReportBytes } from './serving/cache/report-bytes.ts';
import { nothingShared } from './serving/cache/shared.ts';
import { createQueries } from './serving/queries.ts';
import { createReports } from './serving/reports.ts';
import { type Basis, createRuns } from './serving/runs.ts';
import { listingUnpaid } from './serving/unpaid-list.ts';

/** Another release, other bytes: part of what names cached bytes and frozen runs. */
const codeVersion = manifest.version;

/** The reporting service, composed and not yet started. */
export const compose = composing(codeVersion, ({ config, eventing, log, limits, now }) => {
  const { baseCurrency: currency, installationKey, redisUrl, mongoUrl, publicUrl } = config;
  const { views, parked } = eventing;
  const plan = planAlignment.open(eventing);
  const contribution = planContribution.open(eventing);
  const funds = fundsMatching.open(eventing);
  const funnel = programmesFunnel.open(eventing);
  const portfolio = partnershipsPortfolio.open(eventing);
  const stock = registryStock.open(eventing);
  const roadmap = roadmapProgress.open(eventing);
  const shared = redisUrl === undefined ? nothingShared : redisBytes({ url: redisUrl, installationKey, log });
  const store = openBlobs<Basis>({ mongoUrl, database: databaseOf('reporting'), name: 'runs' });
  const share = createLoopShare();
  const bytes = createReportBytes({ shared, share });
  const resolveAsOf = resolvingAsOf({ views, now, waitMs: limits.caughtUpMs });
  const reports = createReports({ views, bytes, currency, codeVersion, resolveAsOf });
  const runs = createRuns({ store, reports, installationKey, codeVersion, parked, views });
  const offered = {
    'plan/alignment': plan,
    'plan/contribution': contribution,
    'funds/matching': funds,
    'programmes/funnel': funnel,
    'partnerships/portfolio': portfolio,
    'registry/stock': stock,
    'roadmap/progress': roadmap,
  };
  const unpaid = listingUnpaid({ reports, fundsMatching: funds, views, share, currency });
  const queries = createQueries({ reports, runs, offered, planAlignment: plan, unpaid, views, share, currency });
  return {
    routes: routes(queries, publicUrl),
    close: async () => {
      shared.close();
      await store.close();
    },
  };
});
