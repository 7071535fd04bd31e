// The list of tranches that are due and not paid, page by page, as JSON or CSV. It tells what the report folds at that cut.
import { fundsUnpaidMessages, type UnpaidTranche, type unpaidTranches } from '@tributary/contracts';
import type { Captured, Cut, Slices, ViewsState } from '@tributary/eventing';
import { type BodyOf, type Bytes, csvFile, type Reply } from '@tributary/service-kit';
import type { z } from 'zod';
import { placeOf, type Unpaid, unpaidBy, unpaidColumns } from '../reports/funds-matching/unpaid.ts';
import type { OpenReport } from '../reports/report.ts';
import type { LoopShare } from './cache/loop-share.ts';
import { type Anyone, callerOf } from './caller.ts';
import { freshnessHeaders, freshnessOf } from './freshness.ts';
import type { Reports } from './reports.ts';

type Query = z.output<NonNullable<(typeof unpaidTranches)['query']>>;
type Answer = { readonly bytes: Bytes } | { readonly reply: Reply<BodyOf<typeof unpaidTranches>> };

/** Answers one page. */
export type UnpaidList = (query: Query, asked: Anyone) => Promise<Answer>;

type Rows = Parameters<typeof unpaidBy>[0];

export interface UnpaidListParts {
  readonly reports: Pick<Reports, 'resolve'>;
  readonly fundsMatching: OpenReport & { rows(captured: Captured, cut: Cut, slices: Slices): Promise<Rows> };
  readonly views: ViewsState;
  readonly share: LoopShare;
  readonly currency: string;
}

const texts: readonly string[] = ['programme', 'title', 'reasonCode', 'reason'] satisfies (keyof UnpaidTranche)[];

export const listingUnpaid =
  ({ reports, fundsMatching, views, share, currency }: UnpaidListParts): UnpaidList =>
  async ({ limit, after, format, lang, ...cuts }, asked) => {
    const { to, asOf, language } = await reports.resolve(fundsMatching, { ...cuts, lang }, callerOf(asked));
    const { found, fresh } = await share.inTurn(async (spend) => {
      const captured = views.capture();
      const shown = freshnessOf({ ...captured, progress: views.progress }, fundsMatching.services);
      const rows = await fundsMatching.rows(captured, { to, asOf }, spend);
      return { found: await spend(unpaidBy(rows, { to, language, currency })), fresh: shown };
    }, asked.gone);
    const headers = {
      ...freshnessHeaders(fresh, asOf ?? fresh.asOf),
      'content-language': language,
      vary: 'Accept-Language',
    };
    const { items, next } = pageOf(found, limit, after);
    if (format === 'json') return { reply: { body: { to, ...found, items, next: next ?? null }, headers } };
    const columns = unpaidColumns.map((key) => ({
      key,
      header: lang === undefined ? key : fundsUnpaidMessages.say(lang, `columns.${key}`),
      isFigure: !texts.includes(key),
    }));
    const name = `funds-matching-unpaid-${to}.csv`;
    return {
      bytes: {
        bytes: csvFile(columns, items),
        mediaType: 'text/csv',
        headers: { ...headers, 'content-disposition': `attachment; filename="${name}"` },
        next,
      },
    };
  };

function pageOf({ items: all }: Unpaid, limit: number, after: string | undefined) {
  const left = after === undefined ? all : all.filter((item) => placeOf(item) > after);
  const items = left.slice(0, limit);
  const last = left.length > limit ? items.at(-1) : undefined;
  return { items, next: last && placeOf(last) };
}
