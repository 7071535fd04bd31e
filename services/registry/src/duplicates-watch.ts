// What is watched of likely duplicates, for /metrics: one worker at a time goes through the pairs that are open, a page at a
// step, and tells what it found once it has seen all of them. What is old is told by nobody.
import { type Duplicate, daysBetween, type LocalDate } from '@tributary/contracts';
import type { AggregateStore, JobKind } from '@tributary/eventing';
import type { Measure } from '@tributary/service-kit';

const PAGE = 200;
const EVERY_MS = 5 * 60_000;
/** Another process has taken over by then, or nobody looks any more. */
const OLD_MS = 3 * EVERY_MS;

interface Found {
  readonly open: number;
  readonly oldest: LocalDate | undefined;
  /** since when the record that has waited longest is to be compared */
  readonly waiting: string | undefined;
}

export interface DuplicatesWatchGround {
  readonly duplicates: Pick<AggregateStore<Duplicate>, 'page'>;
  readonly waitingSince: () => Promise<string | undefined>;
  readonly now: () => Date;
}

/** The watch of a process: the job that looks, and what it found last. */
export function duplicatesWatch({ duplicates, waitingSince, now }: DuplicatesWatchGround) {
  let under: Found | undefined;
  let told: { readonly found: Found; readonly at: number } | undefined;

  const job: JobKind<Record<string, never>> = {
    name: 'duplicates.watch',
    everyMs: EVERY_MS,
    async step(_input, after) {
      if (after === undefined) under = { open: 0, oldest: undefined, waiting: await waitingSince() };
      const { items, next } = await duplicates.page({ status: 'open' }, { limit: PAGE, after });
      const days = items.map(({ state }) => state.foundOn);
      // a pass that another process began is for the next one
      under = under && {
        ...under,
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
    const { open, oldest, waiting } = told.found;
    return [
      {
        name: 'tributary_duplicates_open',
        help: 'Pairs of records that may be of one person and wait to be decided',
        value: open,
      },
      {
        name: 'tributary_duplicate_age_days',
        help: 'How many days the oldest pair has waited to be decided',
        value: oldest === undefined ? 0 : Math.max(0, daysBetween(oldest, at.toISOString().slice(0, 10))),
      },
      {
        name: 'tributary_comparison_age_seconds',
        help: 'How long the record that has waited longest is to be compared; refused commands leave an hour',
        value: waiting === undefined ? 0 : Math.max(0, (at.getTime() - Date.parse(waiting)) / 1_000),
      },
    ];
  }

  return { job, measures };
}
