// What operators are told of likely duplicates: how many pairs wait to be decided, and what waits to be compared.
import type { Duplicate } from '@tributary/contracts';
import type { AggregateStore } from '@tributary/eventing';
import { waitingWatch } from './waiting-watch.ts';

export interface DuplicatesWatchGround {
  readonly duplicates: Pick<AggregateStore<Duplicate>, 'page'>;
  /** since when the record that has waited longest is to be compared */
  readonly waitingSince: () => Promise<string | undefined>;
  readonly now: () => Date;
}

export const duplicatesWatch = ({ duplicates, waitingSince, now }: DuplicatesWatchGround) =>
  waitingWatch({
    name: 'duplicates.watch',
    store: duplicates,
    filter: { status: 'open' },
    since: ({ foundOn }) => foundOn,
    beside: waitingSince,
    tell: ({ open, ageDays, beside: waiting }, at) => [
      {
        name: 'tributary_duplicates_open',
        help: 'Pairs of records that may be of one person and wait to be decided',
        value: open,
      },
      {
        name: 'tributary_duplicate_age_days',
        help: 'How many days the oldest pair has waited to be decided',
        value: ageDays,
      },
      {
        name: 'tributary_comparison_age_seconds',
        help: 'How long the record that has waited longest is to be compared; refused commands leave an hour',
        value: waiting === undefined ? 0 : Math.max(0, (at.getTime() - Date.parse(waiting)) / 1_000),
      },
    ],
    now,
  });
