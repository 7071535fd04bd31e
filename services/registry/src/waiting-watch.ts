// What is watched of things that wait for somebody, for /metrics: one worker at a time goes through them, a page at a step,
// and tells what it found once it has seen all of them. What is old is told by nobody.
import { daysBetween, type LocalDate } from '@tributary/contracts';
import type { AggregateStore, JobKind } from '@tributary/eventing';
import type { Measure } from '@tributary/service-kit';

const PAGE = 200;
const EVERY_MS = 5 * 60_000;
/** Another process has taken over by then, or nobody looks any more. */
const OLD_MS = 3 * EVERY_MS;

/** What a pass found. */
export interface Waits<Beside> {
  readonly open: number;
  /** how many days the oldest has waited, 0 where none does */
  readonly ageDays: number;
  /** what was read at the begin of the pass */
  readonly beside: Beside;
}

export interface WaitingWatchGround<State extends object, Beside> {
  /** name of the job */
  readonly name: string;
  readonly store: Pick<AggregateStore<State>, 'page'>;
  readonly filter: Parameters<AggregateStore<State>['page']>[0];
  /** since when one waits */
  readonly since: (state: State) => LocalDate | undefined;
  readonly beside: () => Promise<Beside>;
  readonly tell: (waits: Waits<Beside>, at: Date) => readonly Measure[];
  readonly now: () => Date;
}

/** The watch of a process: the job that looks, and what it found last. */
export function waitingWatch<State extends object, Beside>(ground: WaitingWatchGround<State, Beside>) {
  const { name, store, filter, since, beside, tell, now } = ground;
  interface Found {
    readonly open: number;
    readonly oldest: LocalDate | undefined;
    readonly beside: Beside;
  }
  let under: Found | undefined;
  let told: { readonly found: Found; readonly at: number } | undefined;

  const job: JobKind<Record<string, never>> = {
    name,
    everyMs: EVERY_MS,
    async step(_input, after) {
      if (after === undefined) under = { open: 0, oldest: undefined, beside: await beside() };
      const { items, next } = await store.page(filter, { limit: PAGE, after });
      const days = items.flatMap(({ state }) => since(state) ?? []);
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
    const { oldest, ...found } = told.found;
    const ageDays = oldest === undefined ? 0 : Math.max(0, daysBetween(oldest, at.toISOString().slice(0, 10)));
    return tell({ ...found, ageDays }, at);
  }

  return { job, measures };
}
