// A row as it is stored; in rows.ts what is done with it, in row-segments.ts what is parted from it.
import type { Row, RowFact } from '../consume/store.ts';

export type FactDocument = Omit<RowFact, 'on'> & { readonly on?: string };

export interface RowDocument extends Omit<Row, 'facts' | 'erased' | 'skipped'> {
  readonly _id: string;
  readonly facts: readonly FactDocument[];
  /** only where true */
  readonly erased?: true;
  /** of its own facts */
  readonly bytes?: number;
  /** how many segments there are beside it, and how many facts they hold; only where there are some */
  readonly segments?: number;
  readonly parted?: number;
}
