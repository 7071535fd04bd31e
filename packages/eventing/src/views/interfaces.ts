// What the views of a process are made of, where they are read from, and what the process does with them.
import type { View } from '@tributary/contracts';
import type { HighWatermarkPoller } from '../consume/high-watermarks.ts';
import type { Checkpoints, ParkedMarkers, Rows } from '../consume/store.ts';
import type { EventingLog } from '../ports/eventing.ts';
import type { ViewReader, ViewsState } from '../ports/views.ts';
import type { Declared } from './append.ts';
import type { Handed } from './handover.ts';
import type { Moves } from './moves.ts';

export interface ViewsParts {
  readonly highWatermarks: HighWatermarkPoller;
  readonly log: EventingLog;
  readonly now: () => Date;
  /** of all versions that are shown one after the other, closed by whoever made it */
  readonly moves?: Moves;
}

export interface ViewsStore {
  /** the consumer group whose checkpoints say how far the rows are */
  readonly group: string;
  readonly checkpoints: Pick<Checkpoints, 'of'>;
  readonly parked: Pick<ParkedMarkers, 'of' | 'list'>;
  readonly rows: Pick<Rows, 'beyond'>;
}

export interface Views {
  readonly state: ViewsState;
  /** all declared views */
  readonly declared: readonly Declared[];
  /** Declares a view; before `start`. */
  view<Row>(view: View<Row>): ViewReader<Row>;
  /** Fills the memory, then follows in the background. @returns when it is filled, or closed before */
  start(store: ViewsStore): Promise<void>;
  /** The worker in this process has moved a checkpoint. @param handed what it has written; left out, the rows are read */
  wake(handed?: Handed): void;
  close(): Promise<void>;
}
