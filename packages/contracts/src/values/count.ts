import { z } from 'zod';

/** How many, or which in a row: a whole number of zero or more. */
export const Count = z.int().min(0);
