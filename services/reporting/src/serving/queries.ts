// What callers can ask: reports, the initiatives behind them, frozen runs, the catalogue, and how far sources are read.
import type {
  alignedInitiatives,
  freezeReport,
  getFreshness,
  initiativeScore,
  Language,
  Rejection,
  ReportKey,
} from '@tributary/contracts';
import type { Captured, Cut, Pausing, Slices, ViewsState } from '@tributary/eventing';
import { type BodyOf, type Bytes, type EventSource, Refusal, type Reply } from '@tributary/service-kit';
import type { z } from 'zod';
import { initiativesUnder, placeOf } from '../reports/plan-alignment/drill-down.ts';
import type { OpenReport, ReportScope } from '../reports/report.ts';
import { scoreOf } from '../reports/score/score-of.ts';
import type { LoopShare } from './cache/loop-share.ts';
import { type Anyone, callerOf } from './caller.ts';
import { catalogueBytes } from './catalogue.ts';
import { fillingOf, freshnessHeaders, freshnessOf, movesOf, sourcesOf } from './freshness.ts';
import { type ReportQuery, type Reports, servicesOf } from './reports.ts';
import type { Runs } from './runs.ts';
import type { UnpaidList } from './unpaid-list.ts';

/** What a question about one plan may name. */
export type PlanQuery = z.output<NonNullable<(typeof initiativeScore)['query']>>;
export type DrillDown = z.output<NonNullable<(typeof alignedInitiatives)['query']>>;
type Freeze = z.output<NonNullable<(typeof freezeReport)['body']>>;

export interface Queries {
  catalogue(language: Language): Bytes;
  report(key: ReportKey, query: ReportQuery, caller: Anyone): Promise<Bytes>;
  /** every report from one state */
  dashboard(query: Pick<ReportQuery, 'plan' | 'to' | 'asOf'>, caller: Anyone): Promise<Bytes>;
  initiatives(query: DrillDown, caller: Anyone): Promise<Reply<BodyOf<typeof alignedInitiatives>>>;
  score(initiativeId: string, query: PlanQuery, caller: Anyone): Promise<Reply<BodyOf<typeof initiativeScore>>>;
  /** the tranches that are due and not paid */
  readonly unpaid: UnpaidList;
  freeze(body: Freeze, caller: Anyone): Promise<Reply<BodyOf<typeof freezeReport>>>;
  run(id: string): Promise<Bytes | undefined>;
  freshness(): Reply<BodyOf<typeof getFreshness>>;
  freshnessMoves(): EventSource;
}

type PlanRows = Parameters<typeof initiativesUnder>[0];

export interface QueriesParts {
  readonly reports: Reports;
  readonly runs: Runs;
  /** what can be asked for */
  readonly offered: Readonly<Record<ReportKey, OpenReport>>;
  readonly unpaid: UnpaidList;
  readonly planAlignment: OpenReport & { rows(captured: Captured, cut: Cut, slices: Slices): Promise<PlanRows> };
  readonly views: ViewsState;
  readonly share: LoopShare;
  readonly currency: string;
}

export function createQueries(parts: QueriesParts): Queries {
  const { reports, runs, offered, planAlignment, unpaid, views, share, currency } = parts;
  const all = Object.values(offered);
  const services = servicesOf(all);

  /** Answers from the rows of plan/alignment, under one cut. */
  async function inPlan<Found extends object>(
    query: PlanQuery,
    asked: Anyone,
    fold: (rows: PlanRows, scope: ReportScope) => Pausing<Found | Rejection>,
  ) {
    const { plan, to, asOf, language } = await reports.resolve(planAlignment, query, callerOf(asked));
    const { found, fresh } = await share.inTurn(async (spend) => {
      const captured = views.capture();
      const shown = freshnessOf({ ...captured, progress: views.progress }, planAlignment.services);
      const rows = await planAlignment.rows(captured, { to, asOf }, spend);
      return { found: await spend(fold(rows, { plan, to, language, currency })), fresh: shown };
    }, asked.gone);
    if ('rejected' in found) throw new Refusal(found.rejected, { values: found.values, errors: found.errors });
    const headers = {
      ...freshnessHeaders(fresh, asOf ?? fresh.asOf),
      'content-language': language,
      vary: 'Accept-Language',
    };
    return { found, headers };
  }

  return {
    catalogue: catalogueBytes(all, currency),
    async report(key, query, asked) {
      const caller = callerOf(asked);
      const report = offered[key];
      return reports.bytes(report, await reports.resolve(report, query, caller), caller);
    },
    async dashboard(query, asked) {
      const caller = callerOf(asked);
      return reports.dashboard(all, await reports.resolve({ services, days: 'any' }, query, caller), caller);
    },
    async initiatives({ node, limit, after, ...query }, asked) {
      const { found, headers } = await inPlan(query, asked, (rows, scope) => initiativesUnder(rows, node, scope));
      const left = after === undefined ? found : found.filter((item) => placeOf(item) > after);
      const items = left.slice(0, limit);
      const last = left.length > limit ? items.at(-1) : undefined;
      return { body: { items, next: last === undefined ? null : placeOf(last) }, headers };
    },
    async score(initiativeId, query, asked) {
      const { found, headers } = await inPlan(query, asked, (rows, scope) => scoreOf(rows, initiativeId, scope));
      return { body: found, headers };
    },
    unpaid,
    async freeze({ key, params }, { context, language }) {
      const run = await runs.freeze(offered[key], params, context, params.lang ?? language);
      return { status: 201, body: run, headers: { location: `/reporting/v1/reports/runs/${run.id}` } };
    },
    run: runs.read,
    freshnessMoves: () => movesOf(views, services),
    freshness: () => ({ body: { ...sourcesOf(views), filling: fillingOf(views) } }),
  };
}
