// What the reporting service is made of: the only place that knows every part of it.
import { databaseOf, openBlobs } from '@tributary/eventing';
import { composing } from '@tributary/service-kit/compose';
import manifest from '../package.json' with { type: 'json' };
import { builtFolder } from './page/documents/built-folder.ts';
import { landingOf } from './page/landing.ts';
import { openPage } from './page/page-routes.ts';
import { openReports, reportsByFact } from './reports/open-reports.ts';
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

/** The reporting service with the built client of its page in a folder, composed and not yet started. */
export const composeWith = (folder: string) =>
  composing(codeVersion, ({ config, eventing, feeds, log, limits, now }) => {
    const { baseCurrency: currency, installationKey, redisUrl, mongoUrl } = config;
    const { views, parked } = eventing;
    const offered = openReports(eventing);
    const shared = redisUrl === undefined ? nothingShared : redisBytes({ url: redisUrl, installationKey, log });
    const store = openBlobs<Basis>({ mongoUrl, database: databaseOf('reporting'), name: 'runs' });
    const share = createLoopShare();
    const bytes = createReportBytes({ shared, share });
    const resolveAsOf = resolvingAsOf({ views, now, waitMs: limits.caughtUpMs });
    const reports = createReports({ views, bytes, currency, codeVersion, resolveAsOf });
    const runs = createRuns({ store, reports, installationKey, codeVersion, parked, views });
    const { 'plan/alignment': planAlignment, 'funds/matching': fundsMatching } = offered;
    const unpaid = listingUnpaid({ reports, fundsMatching, views, share, currency });
    const queries = createQueries({ reports, runs, offered, planAlignment, unpaid, views, share, currency });
    const page = openPage({ config, eventing, feeds, limits, now, folder, reportsOf: reportsByFact(offered) });
    const landing = async () => landingOf(await page.client());
    return {
      routes: routes(queries, landing),
      page: page.add,
      close: async () => {
        shared.close();
        await Promise.all([store.close(), page.close()]);
      },
    };
  });

/** The same, as it is built. */
export const compose = composeWith(builtFolder);
