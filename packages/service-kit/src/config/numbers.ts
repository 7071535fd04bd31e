// Numbers as text: digits alone. What JavaScript also takes for a number (0x50, 1e4, spaces) is mostly a slip.
import { z } from 'zod';

/** A port; 0 where the system may choose. */
export const Port = z
  .string()
  .regex(/^(0|[1-9]\d{0,4})$/)
  .transform(Number)
  .pipe(z.number().max(65_535));

/** A whole number from 1 on. */
export const Count = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

/** A part of a whole, from 0 to 1. */
export const Ratio = z
  .string()
  .regex(/^(0|1|[01]\.\d{1,6})$/)
  .transform(Number)
  .pipe(z.number().max(1));
