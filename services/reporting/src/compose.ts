// The only place that knows every part of the service.
import { databaseOf, openBlobs, openEventing } from '@tributary/eventing';
import {
  createFeedClient,
  createService,
  logOf,
  type Service,
  type ServiceConfig,
  type ServiceParts,
} from '@tributary/service-kit';
import manifest from '../package.json' with { type: 'json' };
import { resolvingAsOf } from './as-of.ts';
import { createLoopShare } from './cache/loop-share.ts';
import { redisBytes } from './cache/redis.ts';
import { createReportBytes } from './cache/report-bytes.ts';
import { nothingShared } from './cache/shared.ts';
import { createQueries } from './queries.ts';
import { planAlignment } from './reports/plan-alignment.ts';
import { createReports } from './reports.ts';
import { routes } from './routes.ts';
import { type Basis, createRuns } from './runs.ts';
import { viewsVersion } from './views/version.ts';

/** What tests replace. */
export type Overrides = Pick<ServiceParts, 'now' | 'limits' | 'checkReplies'>;

/** Other code, other bytes: part of what names cached bytes and frozen runs. */
const codeVersion = `${manifest.version}+views.${viewsVersion}`;

/** How long an answer waits for what a caller asks it to include. */
const WAIT_MS = 2_000;

/** The reporting service, composed and not yet started. */
export async function compose(config: ServiceConfig, overrides: Overrides = {}): Promise<Service> {
  const { baseCurrency: currency, installationKey, redisUrl, mongoUrl } = config;
  const { now = () => new Date(), limits } = overrides;
  const log = logOf(config);
  const eventing = openEventing({ ...config, ...overrides, viewsVersion, feeds: createFeedClient(config), log });
  const { views } = eventing;
  const plan = planAlignment.open(eventing);
  const shared = redisUrl === undefined ? nothingShared : redisBytes({ url: redisUrl, installationKey, log });
  const store = openBlobs<Basis>({ mongoUrl, database: databaseOf('reporting'), name: 'runs' });
  const share = createLoopShare();
  const bytes = createReportBytes({ shared, share });
  const resolveAsOf = resolvingAsOf({ views, now, waitMs: limits?.caughtUpMs ?? WAIT_MS });
  const reports = createReports({ views, bytes, currency, codeVersion, resolveAsOf });
  const runs = createRuns({ store, reports, installationKey, codeVersion, parked: eventing.parked });
  const queries = createQueries({
    reports,
    runs,
    offered: [plan],
    planAlignment: plan,
    views,
    share,
    currency,
  });
  const service = await createService({
    ...overrides,
    config,
    version: manifest.version,
    routes: routes(queries),
    eventing,
    log,
  });
  return {
    ...service,
    async close() {
      await service.close();
      shared.close();
      await store.close();
    },
  };
}
