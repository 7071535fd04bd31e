// The ledger of erasures that lies outside of every backup of the database, as its users see it.
import type { ErasureReceipt } from '@tributary/contracts';

export interface LedgerOutside {
  /** where it is, as an operator is told */
  readonly place: string;
  /** Which ledger it is; undefined where there is none yet. */
  id(): Promise<string | undefined>;
  /** Begins a ledger where there is none. @returns which one is there now */
  begin(id: string): Promise<string>;
  /** Notes an erasure for good, once for each person. @returns the one that is noted: this one, or an earlier one */
  note(receipt: ErasureReceipt): Promise<ErasureReceipt>;
  /** Every erasure that was noted. */
  all(): AsyncIterable<ErasureReceipt>;
}
