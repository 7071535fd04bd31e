// The reports as the page reads them: what every row of each has, as the catalogue of reports describes it.
import { askedDay, askedInstant, askedPlan } from '../address/address.ts';
import { session } from '../session/session.ts';
import type { Decimal } from '../wording/numbers.ts';
import { shownLanguage } from '../wording/say.ts';
import { type Answer, api, useAnswer } from './answers.ts';

type Amount = `${number}`;

export interface NodeRow {
  readonly code: string;
  readonly level: number;
  readonly title: string;
  readonly titleLang: string;
  readonly responsibleMinistry: string;
  readonly initiatives: number;
  readonly budget: Amount;
  readonly awaiting: number;
  readonly rejected: number;
  readonly centralPaid: Amount;
  readonly mobilised: Amount;
  readonly budgetSharePct: number | null;
  readonly weightedScore: number | null;
  readonly band: string;
}

interface NodeTotals {
  readonly planVersion: string;
  readonly currency: string;
  readonly liveInitiatives: number;
  readonly portfolioBudget: Amount;
  readonly accepted: Amount;
  readonly awaiting: Amount;
  readonly rejected: Amount;
  readonly drifted: Amount;
  readonly unlinked: Amount;
  readonly weightedAlignment: number | null;
}

export interface KpiRow {
  readonly code: string;
  readonly title: string;
  readonly titleLang: string;
  readonly node: string;
  readonly responsible: string;
  readonly unit: string;
  readonly direction: string;
  readonly baseline: Amount | null;
  readonly baselineText: string | null;
  readonly finalTarget: Amount | null;
  readonly finalTargetText: string | null;
  readonly nationalActual: Amount | null;
  readonly actualAt: string | null;
  readonly expectedNow: Amount | null;
  readonly achievementPct: number | null;
  readonly light: 'green' | 'amber' | 'red' | null;
  readonly diasporaContribution: Amount | null;
  readonly sharePct: number | null;
  readonly verifiedPct: number | null;
  readonly initiatives: number;
  readonly pendingReview: number;
}

export interface FundsRow {
  readonly code: string;
  readonly title: string;
  readonly titleLang: string | null;
  readonly awards: number;
  readonly committedCentral: Amount;
  readonly committedLocal: Amount;
  readonly committedDiaspora: Amount;
  readonly committedPartner: Amount;
  readonly committedTotal: Amount;
  readonly verifiedCashLocal: Amount;
  readonly verifiedCashDiaspora: Amount;
  readonly verifiedCashPartner: Amount;
  readonly centralPaid: Amount;
  readonly leverage: number | null;
}

export interface FunnelRow {
  readonly code: string;
  readonly title: string;
  readonly titleLang: string | null;
  readonly received: number;
  readonly pending: number;
  readonly eligible: number;
  readonly ineligible: number;
  readonly reviewed: number;
  readonly approved: number;
  readonly signed: number;
  readonly firstPaid: number;
  readonly medianDaysToSigned: number | null;
}

export interface PartnerRow {
  readonly partnerId: string;
  readonly name: string | null;
  readonly agreementsInForce: number;
  readonly agreementsExpiring: number;
  readonly committed: Amount;
  readonly sharePct: number | null;
  readonly disbursed: Amount;
}

export interface StockRow {
  readonly country: string;
  readonly registered: number | null;
  readonly confirmed: number | null;
  readonly contactable: number | null;
  readonly stockEstimate: number | null;
  readonly stockYear: number | null;
  readonly coveragePct: number | null;
  readonly suppressed: 'yes' | 'no';
}

export interface RoadmapRow {
  readonly pillar: string;
  readonly pillarTitle: string;
  readonly horizon: string | null;
  readonly steps: number;
  readonly planned: number;
  readonly inProgress: number;
  readonly blocked: number;
  readonly done: number;
  readonly overdue: number;
}

/** A column of a report, as the catalogue has it. */
export interface Column {
  readonly key: string;
  readonly unit: string;
  readonly label: string;
  readonly definition?: string;
}

export type Cell = string | number | null | readonly string[];

/** A report that has an answer. */
export interface Report<Row = Readonly<Record<string, Cell>>, Footer = Readonly<Record<string, Cell>>> {
  readonly key: string;
  readonly plan?: string;
  readonly to: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly footer: Footer;
}

/** A report that has no answer for these parameters, and why. */
export interface Unanswered {
  readonly key: string;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

/** Every report of one state: the figures of one tie with those of another. */
export interface Dashboard {
  readonly to: string;
  readonly reports: {
    readonly 'plan/alignment': Report<NodeRow, NodeTotals> | Unanswered;
    readonly 'plan/contribution': Report<KpiRow> | Unanswered;
    readonly 'funds/matching': Report<FundsRow, { readonly currency: string }> | Unanswered;
    readonly 'programmes/funnel': Report<FunnelRow> | Unanswered;
    readonly 'partnerships/portfolio': Report<PartnerRow, { readonly currency: string }> | Unanswered;
    readonly 'registry/stock': Report<StockRow> | Unanswered;
    readonly 'roadmap/progress': Report<RoadmapRow> | Unanswered;
  };
}

/** A tranche that is due and not paid. */
interface Unpaid {
  readonly awardId: string;
  readonly initiativeId: string;
  readonly title: string;
  readonly lang: string;
  readonly no: number;
  readonly dueOn: string;
  readonly daysLate: number;
  readonly amount: Amount;
  readonly currency: string;
  readonly reason: string;
}

export interface UnpaidList {
  readonly to: string;
  readonly due: Amount;
  readonly paid: Amount;
  readonly unpaid: Amount;
  readonly paidPct: number | null;
  readonly items: readonly Unpaid[];
  readonly next: string | null;
}

/** The row that sums all others. */
export const TOTALS = 'all';

export const isAnswered = <Row, Footer>(report: Report<Row, Footer> | Unanswered): report is Report<Row, Footer> =>
  'rows' in report;

/** A decimal as a number, where a length or a share is drawn from it. */
export const toNumber = (value: Decimal | null): number => (value === null ? 0 : Number(value));

/** What every report is asked with: day, instant and language of the page. */
export const cuts = () => ({
  to: askedDay.value ?? session.value?.period ?? undefined,
  asOf: askedInstant.value,
  lang: shownLanguage.value,
});

/** The day that the figures are of, where the reader or the installation names one. */
export const dayAsked = () => cuts().to;

export const useDashboard = (): Answer<Dashboard> =>
  useAnswer<Dashboard>(api('reporting', 'v1/dashboard', { ...cuts(), plan: askedPlan.value }));

export const useUnpaid = (limit: number, after?: string): Answer<UnpaidList> =>
  useAnswer<UnpaidList>(
    api('reporting', 'v1/reports/funds/matching/unpaid', { ...cuts(), limit: String(limit), after }),
  );

/** Where one report is, as JSON or CSV, with the cuts of the page. */
export const reportUrl = (key: string, more: Readonly<Record<string, string | undefined>> = {}) =>
  api('reporting', `v1/reports/${key}`, {
    ...cuts(),
    ...(key.startsWith('plan/') && { plan: askedPlan.value }),
    ...more,
  });
