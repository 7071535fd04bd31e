// Contract → handler, nothing else.
import {
  alignedInitiatives,
  followFreshness,
  freezeReport,
  getFreshness,
  getRun,
  landingPage,
  listReports,
  planAlignmentReport,
  reject,
} from '@tributary/contracts';
import { type BoundRoute, handle } from '@tributary/service-kit';
import { page } from './page/page.ts';
import type { Queries } from './queries.ts';

export const routes = (queries: Queries, publicUrl: string): readonly BoundRoute[] => [
  handle(landingPage, async ({ language }) => ({ bytes: page(language, publicUrl) })),
  handle(listReports, async ({ language }) => ({ bytes: queries.catalogue(language) })),
  handle(planAlignmentReport, async (asked) => ({ bytes: await queries.report('plan/alignment', asked.query, asked) })),
  handle(alignedInitiatives, async (asked) => ({ reply: await queries.initiatives(asked.query, asked) })),
  handle(freezeReport, async (asked) => ({ reply: await queries.freeze(asked.body, asked) })),
  handle(getRun, async ({ params }) => {
    const bytes = await queries.run(params.id);
    return bytes === undefined ? { outcome: { kind: 'rejected', rejection: reject('NOT_FOUND') } } : { bytes };
  }),
  handle(followFreshness, async () => ({ events: queries.freshnessMoves() })),
  handle(getFreshness, async () => ({ reply: queries.freshness() })),
];
