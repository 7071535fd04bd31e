// What is watched of money, for /metrics: one worker at a time goes through all awards and open calls, a page at a step, and
// tells what it found once it has seen all of them. What is old is told by nobody.
import { type Award, type Call, daysBetween, type LocalDate, toMinor } from '@tributary/contracts';
import type { AggregateStore, JobKind } from '@tributary/eventing';
import type { Measure } from '@tributary/service-kit';
import { heldFor, orderedOn, untied, watchedReasons } from './award/watched.ts';

const PAGE = 100;
const EVERY_MS = 5 * 60_000;
/** Another process has taken over by then, or nobody looks any more. */
const OLD_MS = 3 * EVERY_MS;

interface Found {
  readonly untied: number;
  readonly held: Readonly<Record<string, number>>;
  /** since when each order to the bank has no answer */
  readonly ordered: readonly LocalDate[];
  /** of the open call that has used most of its envelope, from 0 to 1 */
  readonly used: number;
}

const nothing: Found = { untied: 0, held: {}, ordered: [], used: 0 };

/** The part of a whole, from 0 to 1; of nothing there is none. */
const partOf = (part: bigint, whole: bigint): number => (whole === 0n ? 0 : Number(part) / Number(whole));

const dayOf = (moment: Date): LocalDate => moment.toISOString().slice(0, 10);

/** What the watch goes through. */
export interface WatchGround {
  readonly awards: Pick<AggregateStore<Award>, 'page'>;
  readonly calls: Pick<AggregateStore<Call>, 'page'>;
  readonly log: { error(fields: object, message: string): void };
  readonly now: () => Date;
}

/** The watch of a process: the job that looks, and what it found last. */
export function moneyWatch({ awards, calls, log, now }: WatchGround) {
  let under: Found | undefined;
  let told: { readonly found: Found; readonly at: number } | undefined;

  function add(found: Found, { id, state }: { readonly id: string; readonly state: Award }): Found {
    const currencies = untied(state);
    if (currencies.length > 0) log.error({ award: id, currencies }, 'the ledger of an award does not tie');
    const held = { ...found.held };
    for (const reason of heldFor(state)) held[reason] = (held[reason] ?? 0) + 1;
    const ordered = [...found.ordered, ...orderedOn(state)];
    return { ...found, untied: found.untied + (currencies.length > 0 ? 1 : 0), held, ordered };
  }

  const job: JobKind<Record<string, never>> = {
    name: 'money.watch',
    everyMs: EVERY_MS,
    async step(_input, cursor) {
      if (cursor === undefined) under = nothing;
      const [what = 'awards', after] = cursor?.split(' ') ?? [];
      const asked = { limit: PAGE, after: after === '' ? undefined : after };
      // a pass that another process began is for the next one
      const seen = under;
      if (what === 'awards') {
        const { items, next } = await awards.page({}, asked);
        under = seen && items.reduce(add, seen);
        return { next: next === undefined ? 'calls ' : `awards ${next}`, changed: 0 };
      }
      const { items, next } = await calls.page({ status: 'published' }, asked);
      const used = items.map(({ state, reserved }) => partOf(reserved, toMinor(state.envelope)));
      under = seen && { ...seen, used: Math.max(seen.used, ...used) };
      if (next === undefined && under !== undefined) told = { found: under, at: now().getTime() };
      return { next: next === undefined ? undefined : `calls ${next}`, changed: 0 };
    },
  };

  /** What was found last; nothing where it is old. */
  function measures(): readonly Measure[] {
    const age = told === undefined ? OLD_MS : now().getTime() - told.at;
    if (told === undefined || age >= OLD_MS) return [];
    const { found } = told;
    return [
      {
        name: 'tributary_money_untied_awards',
        help: 'Awards whose postings do not sum to zero in a currency; always 0',
        value: found.untied,
      },
      ...watchedReasons.map(
        (reason): Measure => ({
          name: 'tributary_tranches_held',
          help: 'Tranches that are held, by the reason',
          labels: { reason },
          value: found.held[reason] ?? 0,
        }),
      ),
      {
        name: 'tributary_payment_orders_open',
        help: 'Orders to the bank that have no answer yet',
        value: found.ordered.length,
      },
      {
        name: 'tributary_payment_order_age_days',
        help: 'How many days the oldest order to the bank has waited for its answer',
        value: Math.max(0, ...found.ordered.map((on) => daysBetween(on, dayOf(now())))),
      },
      {
        name: 'tributary_envelope_used_ratio',
        help: 'Of the open call that has used most of its envelope, which part, from 0 to 1',
        value: found.used,
      },
      {
        name: 'tributary_money_watch_age_seconds',
        help: 'How long ago awards and calls were looked at',
        value: age / 1_000,
      },
    ];
  }

  return { job, measures };
}
