// Versions of the views beside each other: filled, compared, shown.

import type { ServiceName } from '@tributary/contracts';
import type { Filling } from './views.ts';

/** What readers would see differently in another version of the views; never a value. */
export interface ViewDifference {
  readonly service: ServiceName;
  readonly aggregate: string;
  /** empty where no view of this release folds it differently, and yet the facts are others */
  readonly view: string;
  readonly what: string;
}

/** Two versions of the views, compared up to the positions that both had applied. */
export interface Compared {
  /** the version that was shown then */
  readonly against: string;
  readonly at: string;
  readonly aggregates: number;
  /** aggregates that differ; the first of them are named */
  readonly different: number;
  readonly differences: readonly ViewDifference[];
}

/** A version of the views on its way. */
export interface VersionFilling {
  readonly version: string;
  /** events applied, of how many; undefined until every owner has told its high watermarks */
  readonly applied: number;
  readonly of: number | undefined;
  readonly sources: readonly Filling[];
  /** with what is shown; undefined until it has reached that */
  readonly compared: Compared | undefined;
}

/** Versions of the views of a service, as its operators see them. */
export interface RebuildState {
  /** the version that is shown */
  readonly live: string;
  /** a version that is being filled beside it; where `flips`, it goes live once it was compared and nothing differs */
  readonly next: (VersionFilling & { readonly flips: boolean }) | undefined;
  /** the version that workers of a later release fill, until the processes that serve are of that release */
  readonly later: VersionFilling | undefined;
  /** what was shown before, until it is dropped */
  readonly kept: string | undefined;
}

/** Why a change of versions is refused: another is kept still, it is live, there is none, or it has not caught up yet. */
export interface RebuildRefused {
  readonly refused: 'kept' | 'live' | 'unknown' | 'behind';
  readonly version: string;
}

/** Rule 40. What is begun here goes on in the workers, whoever asked for it. */
export interface Rebuild {
  state(): Promise<RebuildState>;
  /**
   * Fills a new version from the journals, beside the one that is shown. Where one is being filled, it goes on; one that
   * was compared and differs is compared again.
   * @param flips show it as soon as it was compared and nothing differs
   */
  begin(flips: boolean): Promise<RebuildState | RebuildRefused>;
  /** Shows the version that is filled, or the one that is kept, once it has reached what is shown; waits a little for it. */
  flip(version: string): Promise<RebuildState | RebuildRefused>;
  /** Gives up a version that is not shown, and removes what it has left. */
  drop(version: string): Promise<RebuildState | RebuildRefused>;
}
