// The first sentence of the page, worked out from the figures by rules that hold for any country.
import { type Dashboard, isAnswered, type KpiRow, toNumber, type UnpaidList } from '../../data/reports.ts';

/** What the sentence says, and which view it speaks of. */
export type Headline = { readonly href: string } & (
  | {
      readonly says: 'behind';
      readonly light: 'red' | 'amber';
      /** the indicators, the furthest behind first */
      readonly titles: readonly string[];
      /** how many of them the diaspora has a part in */
      readonly carried: number;
      /** the lowest and the highest part of the diaspora in their progress, in per cent; undefined: it has none */
      readonly share: readonly [low: number, high: number] | undefined;
    }
  | { readonly says: 'unpaid'; readonly amount: `${number}`; readonly currency: string; readonly parts: number }
  | { readonly says: 'linked'; readonly pct: number }
  | { readonly says: 'empty' }
);

const furthestFirst = (one: KpiRow, other: KpiRow) => (one.achievementPct ?? 0) - (other.achievementPct ?? 0);

function behind(rows: readonly KpiRow[]): Headline | undefined {
  for (const light of ['red', 'amber'] as const) {
    const lit = rows.filter((row) => row.light === light).sort(furthestFirst);
    if (lit.length === 0) continue;
    const shares = lit.map(({ sharePct }) => sharePct ?? 0).filter((share) => share > 0);
    return {
      says: 'behind',
      light,
      titles: lit.map(({ title }) => title),
      carried: shares.length,
      share: shares.length === 0 ? undefined : [Math.min(...shares), Math.max(...shares)],
      href: `/page/analyse/kpis/${encodeURIComponent(lit[0]?.code ?? '')}`,
    };
  }
  return undefined;
}

/**
 * The sentence for these figures: which indicators are red, else amber, and how much of their progress the diaspora
 * carries; else what is due and unpaid; else how much of the budget is linked to the plan.
 */
export function headlineOf({ reports }: Dashboard, unpaid: UnpaidList | undefined): Headline {
  const contribution = reports['plan/contribution'];
  const late = isAnswered(contribution) ? behind(contribution.rows) : undefined;
  if (late !== undefined) return late;
  if (unpaid !== undefined && toNumber(unpaid.unpaid) > 0) {
    const currency = unpaid.items[0]?.currency ?? '';
    return {
      says: 'unpaid',
      amount: unpaid.unpaid,
      currency,
      parts: unpaid.items.length,
      href: '/page/analyse/unpaid',
    };
  }
  const alignment = reports['plan/alignment'];
  if (!isAnswered(alignment) || toNumber(alignment.footer.portfolioBudget) === 0)
    return { says: 'empty', href: '/page/integrate' };
  const { accepted, portfolioBudget } = alignment.footer;
  return {
    says: 'linked',
    pct: (100 * toNumber(accepted)) / toNumber(portfolioBudget),
    href: '/page/reports/plan/alignment',
  };
}
