// The rows of several versions of the views, side by side in one store.
import type { Rows } from '../consume/store.ts';

export interface Versions {
  rows(version: string): Rows;
  /**
   * Makes a version ready to be filled; again is harmless.
   * @param erasedIn a version whose tombstones it begins with: what was erased is not written again on the way
   */
  prepare(version: string, erasedIn: string | undefined): Promise<void>;
  /** Removes all that a version has left: rows, checkpoints, markers. */
  remove(version: string): Promise<void>;
}
