// How an indicator of an initiative counts towards a KPI of a plan, as every service must see it.
import { z } from 'zod';
import { NodeCode, PlanCode, PlanVersion } from '../values/identity.ts';
import { Percentage } from '../values/percentage.ts';
import { Code } from '../values/text.ts';

/**
 * How an initiative acts on a KPI: its results are a part of the KPI's value, they help others to raise it, or they only
 * make that possible. What enables alone is never counted.
 */
export const ContributionType = z.enum(['direct', 'contributing', 'enabling']);
export type ContributionType = z.infer<typeof ContributionType>;

/** The KPI that an indicator contributes to, and how much of each result counts. */
export const KpiMapping = z.strictObject({
  planCode: PlanCode,
  planVersion: PlanVersion,
  code: NodeCode.describe('the KPI, by its code in the plan'),
  contributionType: ContributionType,
  sharePct: Percentage.gt(0).describe('how much of each result counts towards the KPI, in per cent'),
  method: Code.describe('how that share was found, e.g. `COUNTED` or `SHARE_OF_COST`'),
});
export type KpiMapping = z.infer<typeof KpiMapping>;

/** Where a contribution stands: a ministry is still to decide it, has accepted or rejected it, or its mapping is gone. */
export const KpiContributionStatus = z.enum(['awaiting', 'accepted', 'rejected', 'withdrawn']);
export type KpiContributionStatus = z.infer<typeof KpiContributionStatus>;

/** What is measured, and which way it should go. */
export interface Measure {
  readonly unit?: string | undefined;
  readonly direction?: string | undefined;
}

/** Whether an indicator measures what a KPI does: unit and direction are the same, as far as the plan states them. */
export const isSameMeasure = (kpi: Measure, indicator: Measure): boolean =>
  (kpi.unit === undefined || kpi.unit === indicator.unit) &&
  (kpi.direction === undefined || kpi.direction === indicator.direction);
