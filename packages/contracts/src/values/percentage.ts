import { z } from 'zod';

/** Per cent from 0 to 100 in steps of 0.01. */
export const Percentage = z.number().min(0).max(100).multipleOf(0.01);
export type Percentage = z.infer<typeof Percentage>;

/** Hundredths of a per cent, the exact form to sum and compare in: 12.34 → 1234. */
export const toHundredths = (percentage: number): number => Math.round(percentage * 100);
