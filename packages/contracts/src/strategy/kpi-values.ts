// The figures of an indicator as plans publish them: a number where there is one, and otherwise what stands there.
import { z } from 'zod';
import { LocalDate, Year } from '../values/date.ts';
import { Decimal } from '../values/decimal.ts';
import { Text } from '../values/text.ts';

/** A time that is no calendar year, as the plan writes it: `2015 Q4`, `FY 2024/25`, `2017-18`, `2025-2027`, a day. */
export const KpiPeriod = z.strictObject({
  label: Text.describe('as the plan writes it'),
  from: LocalDate.optional().describe('its first day; absent where the plan does not tell'),
  to: LocalDate.optional().describe('its last day; absent where the plan does not tell'),
});
export type KpiPeriod = z.infer<typeof KpiPeriod>;

const when = {
  year: Year.optional().describe('the calendar year, or the one in which the period ends'),
  period: KpiPeriod.optional().describe('where the time is no calendar year'),
};

/** Where an indicator stood at the start; absent altogether where no one knows. */
export const KpiBaseline = z.strictObject({
  ...when,
  value: Decimal.optional(),
  text: Text.optional().describe('as the plan writes it, where it is more than a number'),
  source: Text.optional(),
});
export type KpiBaseline = z.infer<typeof KpiBaseline>;

/** Where an indicator should be by the end of a year or period; with no time where the plan names none. */
export const KpiTarget = z.strictObject({
  ...when,
  value: Decimal.optional(),
  low: Decimal.optional().describe('the lower end of a range, or the least'),
  high: Decimal.optional().describe('the upper end of a range, or the most'),
  keep: z.literal(true).optional().describe('to stay as it is'),
  text: Text.optional().describe('as the plan writes it, where it is more than a number'),
});
export type KpiTarget = z.infer<typeof KpiTarget>;

/** Which part of a disaggregation a figure is of, e.g. `sex` and `female`; the dimensions are an open list. */
export const KpiCategory = z.strictObject({ dimension: Text, category: Text });
export type KpiCategory = z.infer<typeof KpiCategory>;

/** Figures beside the indicator's own: in a second unit, or of one category of a disaggregation, or of both. */
export const KpiSeriesOf = z.strictObject({
  ...KpiCategory.partial().shape,
  unit: Text.optional(),
  baseline: KpiBaseline.optional(),
  targets: z.array(KpiTarget),
});
export type KpiSeriesOf = z.infer<typeof KpiSeriesOf>;

/** Which way an indicator should go. */
export const KpiDirection = z.enum(['up', 'down', 'keep']);

/** Whether an indicator's values add up (`sum`) or not (`rate`). */
export const KpiAggregation = z.enum(['sum', 'rate']);
