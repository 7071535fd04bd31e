// What operators are told of records that are to move to another ministry: how many nobody has answered, and for how long.
import { openPersonStates, type Person } from '@tributary/contracts';
import type { AggregateStore } from '@tributary/eventing';
import { waitingWatch } from '../waiting-watch.ts';

/** Those that a ministry is asked for, in the records that may still move. */
const waiting = { transferTo: { $gte: '' }, status: { $in: [...openPersonStates] } };

export interface TransfersWatchGround {
  readonly persons: Pick<AggregateStore<Person>, 'page'>;
  readonly now: () => Date;
}

export const transfersWatch = ({ persons, now }: TransfersWatchGround) =>
  waitingWatch({
    name: 'transfers.watch',
    store: persons,
    filter: waiting,
    since: ({ transfer }) => transfer?.proposedOn,
    beside: async () => undefined,
    tell: ({ open, ageDays }) => [
      {
        name: 'tributary_transfers_open',
        help: 'Records of persons that another ministry is asked to take over and has not answered',
        value: open,
      },
      {
        name: 'tributary_transfer_age_days',
        help: 'How many days the oldest of them has waited for an answer',
        value: ageDays,
      },
    ],
    now,
  });
