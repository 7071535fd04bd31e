import { z } from 'zod';

/** Hundredths of a per cent, the exact form to sum and compare in: 12.34 → 1234. */
export const toHundredths = (percentage: number): number => Math.round(percentage * 100);

/** A percentage of hundredths: 1234 → 12.34. */
export const fromHundredths = (hundredths: number): number => hundredths / 100;

/** Whether a number is the one that is written with two decimals: 1e-7 and 33.330000000000005 are not. */
const hasTwoDecimals = (percentage: number): boolean => fromHundredths(toHundredths(percentage)) === percentage;

/** Per cent from 0 to 100 with at most two decimals. */
export const Percentage = z
  .number()
  .min(0)
  .max(100)
  .check(({ value: input, issues }) => {
    if (!hasTwoDecimals(input)) issues.push({ code: 'not_multiple_of', origin: 'number', divisor: 0.01, input });
  })
  .meta({ multipleOf: 0.01 });
export type Percentage = z.infer<typeof Percentage>;
