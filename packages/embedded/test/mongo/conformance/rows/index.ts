// All rows, by what they are about.
import type { Row } from '../row.ts';
import { definitions } from './definitions.ts';
import { filters } from './filters.ts';
import { protocol } from './protocol.ts';
import { reads } from './reads.ts';
import { refused } from './refused.ts';
import { updates } from './updates.ts';
import { values } from './values.ts';
import { writes } from './writes.ts';

export const rows: Readonly<Record<string, readonly Row[]>> = {
  protocol,
  filters,
  updates,
  writes,
  reads,
  definitions,
  values,
  refused,
};
