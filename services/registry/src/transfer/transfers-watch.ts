// What is watched of records that are to move to another ministry, for /metrics: one worker at a time goes through those that
// nobody has answered, a page at a step, and tells what it found once it has seen all of them. What is old is told by nobody.
import { daysBetween, type LocalDate, openPersonStates, type Person } from '@tributary/contracts';
import type { AggregateStore, JobKind } from '@tributary/eventing';
import type { Measure } from '@tributary/service-kit';

const PAGE = 200;
const EVERY_MS = 5 * 60_000;
/** Another process has taken over by then, or nobody looks any more. */
const OLD_MS = 3 * EVERY_MS;

/** Those that a ministry is asked for, in the records that may still move. */
const waiting = { transferTo: { $gte: '' }, status: { $in: [...openPersonStates] } };

interface Found {
  readonly open: number;
  readonly oldest: LocalDate | undefined;
}

export interface TransfersWatchGround {
  readonly persons: Pick<AggregateStore<Person>, 'page'>;
  readonly now: () => Date;
}

/** The watch of a process: the job that looks, and what it found last. */
export function transfersWatch({ persons, now }: TransfersWatchGround) {
  let under: Found | undefined;
  let told: { readonly found: Found; readonly at: number } | undefined;

  const job: JobKind<Record<string, never>> = {
    name: 'transfers.watch',
    everyMs: EVERY_MS,
    async step(_input, after) {
      if (after === undefined) under = { open: 0, oldest: undefined };
      const { items, next } = await persons.page(waiting, { limit: PAGE, after });
      const days = items.flatMap(({ state: { transfer } }) => transfer?.proposedOn ?? []);
      // a pass that another process began is for the next one
      under = under && {
        open: under.open + items.length,
        oldest: [...days, ...(under.oldest === undefined ? [] : [under.oldest])].sort()[0],
      };
      if (next === undefined && under !== undefined) told = { found: under, at: now().getTime() };
      return { next, changed: 0 };
    },
  };

  /** What was found last; nothing where it is old. */
  function measures(): readonly Measure[] {
    const at = now();
    if (told === undefined || at.getTime() - told.at >= OLD_MS) return [];
    const { open, oldest } = told.found;
    return [
      {
        name: 'tributary_transfers_open',
        help: 'Records of persons that another ministry is asked to take over and has not answered',
        value: open,
      },
      {
        name: 'tributary_transfer_age_days',
        help: 'How many days the oldest of them has waited for an answer',
        value: oldest === undefined ? 0 : Math.max(0, daysBetween(oldest, at.toISOString().slice(0, 10))),
      },
    ];
  }

  return { job, measures };
}
