// What an initiative counts: its indicators, the results that were reported for them, and who has verified which.
import { z } from 'zod';
import { ReasonCode } from '../kernel/requests.ts';
import { KpiContributionStatus, KpiMapping } from '../strategy/kpi-mapping.ts';
import { KpiDirection } from '../strategy/kpi-values.ts';
import { LocalDate, Year } from '../values/date.ts';
import { Decimal } from '../values/decimal.ts';
import { Label } from '../values/label.ts';
import { Code, Text } from '../values/text.ts';

/** The most indicators of one initiative. */
export const INDICATORS_MOST = 40;
/** The most results of one initiative: twenty indicators reported each month for ten years. */
export const RESULTS_MOST = 2400;

/** The value of an indicator at the end of a year. */
export const YearValue = z.strictObject({ year: Year, value: Decimal });
export type YearValue = z.infer<typeof YearValue>;

/** An indicator as it is defined. */
export const IndicatorDefinition = z.strictObject({
  code: Code.describe('its code, which no other indicator of the initiative has'),
  revision: z.int().min(1).describe('counts its definitions'),
  definedOn: LocalDate,
  title: Label,
  unit: Text,
  direction: KpiDirection,
  baseline: YearValue.optional().describe('where it stood before the initiative began'),
  targets: z.array(YearValue).describe('what is to be reached by the end of each year, in the order of the years'),
  kpi: KpiMapping.optional().describe('the KPI of a plan that it contributes to'),
});
export type IndicatorDefinition = z.infer<typeof IndicatorDefinition>;

/** An indicator with what the ministry responsible for its KPI has said of the newest definition. */
export const Indicator = IndicatorDefinition.extend({
  kpi: KpiMapping.extend({
    decision: KpiContributionStatus,
    reasonCode: ReasonCode.optional().describe('why it was rejected'),
  }).optional(),
});
export type Indicator = z.infer<typeof Indicator>;

/** An indicator as it is read, with the sums of its results. */
export const ShownIndicator = Indicator.extend({
  reported: Decimal.describe('the sum of its results'),
  verified: Decimal.describe('the sum of those that somebody has verified'),
});
export type ShownIndicator = z.infer<typeof ShownIndicator>;

/** The place of a result among those of its initiative, from 1. */
export const ResultNo = z.int().min(1).max(RESULTS_MOST);

/** A result: what its indicator gained in a period, or lost by a correction. */
export const InitiativeResult = z.strictObject({
  no: ResultNo,
  indicatorCode: Code,
  from: LocalDate.describe('the first day of the period'),
  to: LocalDate.describe('the last day of the period, which belongs to it'),
  value: Decimal.describe('the increment of the period; negative, with a reasonCode, to take back what was wrong'),
  evidenceCount: z.int().min(0).max(999).describe('how many documents show it'),
  reportedOn: LocalDate,
  reasonCode: ReasonCode.optional().describe('why something is taken back, e.g. `COUNTED_TWICE`'),
});
export type InitiativeResult = z.infer<typeof InitiativeResult>;

/** Who has verified a result, the most independent last: a partner, the own ministry, or an office that stands outside. */
export const verificationLevels = ['partner', 'ministry', 'independent'] as const;
export const VerificationLevel = z.enum(verificationLevels);
export type VerificationLevel = z.infer<typeof VerificationLevel>;

/** The verification of a result. */
export const ResultVerification = z.strictObject({
  no: ResultNo,
  indicatorCode: Code,
  level: VerificationLevel,
  verifiedOn: LocalDate,
});
export type ResultVerification = z.infer<typeof ResultVerification>;

/** What an initiative keeps of indicators and results; results and verifications only grow. */
export const initiativeResultFields = {
  indicators: z.array(Indicator).optional().describe('its indicators, in the order of their first definition'),
  results: z
    .array(
      InitiativeResult.extend({
        /** who reported it, who is told to nobody and cannot verify it */
        reportedBy: z.string(),
      }),
    )
    .optional()
    .describe('its results, in the order in which they were reported'),
  verifications: z.array(ResultVerification).optional().describe('its verifications, in their order'),
} as const;
