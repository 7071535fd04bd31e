// All rows, by what they are about.
import type { Row } from '../row.ts';
import { collections } from './definitions/collections.ts';
import { indexes } from './definitions/indexes.ts';
import { sparseAndPartialIndexes } from './definitions/sparse-and-partial-indexes.ts';
import { uniqueIndexes } from './definitions/unique-indexes.ts';
import { comparisonFilters } from './filters/comparisons.ts';
import { equalityFilters } from './filters/equality.ts';
import { logicFilters } from './filters/logic.ts';
import { pathFilters } from './filters/paths-and-arrays.ts';
import { protocol } from './protocol.ts';
import { reads } from './reads.ts';
import { refused } from './refused.ts';
import { arrayUpdates } from './updates/arrays.ts';
import { fieldUpdates } from './updates/fields.ts';
import { numberUpdates } from './updates/numbers.ts';
import { values } from './values.ts';
import { deletes } from './writes/delete.ts';
import { findAndModifies } from './writes/find-and-modify.ts';
import { inserts } from './writes/insert.ts';
import { updateCommands } from './writes/update.ts';
import { refusedUpdates } from './writes/update-refused.ts';
import { upserts } from './writes/upsert.ts';

export const rows: Readonly<Record<string, readonly Row[]>> = {
  protocol,
  filters: [...equalityFilters, ...comparisonFilters, ...logicFilters, ...pathFilters],
  updates: [...fieldUpdates, ...numberUpdates, ...arrayUpdates],
  writes: [...inserts, ...updateCommands, ...refusedUpdates, ...upserts, ...deletes, ...findAndModifies],
  reads,
  definitions: [...indexes, ...uniqueIndexes, ...sparseAndPartialIndexes, ...collections],
  values,
  refused,
};
