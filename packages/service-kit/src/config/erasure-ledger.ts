// The variable that says where the ledger of erasures lies: outside of every backup, so that none brings back who was erased.
import { z } from 'zod';
import type { Variable } from './variable.ts';

export const erasureLedger: Variable = {
  name: 'TRIBUTARY_ERASURE_LEDGER',
  field: 'erasureLedger',
  meaning:
    'Folder in which the registry notes each erasure, for good and apart from the database; all its processes must reach the same one. What is noted there is applied again before a process opens, so that a restored backup brings nobody back. It must never be restored itself.',
  form: 'an absolute path',
  kind: 'text',
  schema: z.string().startsWith('/'),
  optional: true,
  only: 'registry',
};
