// The sweeps of a service: what commands leave behind when they are overtaken, cut short or done with. Each is a job
// that begins by itself, in steps of a page, and each step may be made again.
import type { MongoConnection } from '../mongo/connection.ts';
import { sweepBeside, sweepReceipts } from '../mongo/moved-rows.ts';
import type { AggregateStore } from '../ports/aggregates.ts';
import type { PointsAt, VersionedRows } from '../ports/beside-aggregates.ts';
import type { JobKind } from '../ports/jobs.ts';
import type { ReservingKind } from '../ports/reservations.ts';
import type { Sweeps } from '../store/aggregate-store.ts';
import { RECEIPT_LIFE_MS } from '../store/receipts.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

type Sweep = JobKind<Record<string, never>>;

const before = (now: Date, ms: number) => new Date(now.getTime() - ms);

/** Those that came to name somebody who was erased at that moment. */
export const namingSweep = (kind: string, { sweeps }: { readonly sweeps: Sweeps }): Sweep => ({
  name: `${kind}.naming`,
  everyMs: MINUTE_MS,
  step: (_input, cursor, moment) => sweeps.naming(cursor, moment),
});

/** Reservations that nobody has confirmed for an hour. */
export const orphanSweep = (
  kind: string,
  { releaseOrphans }: Pick<AggregateStore<object>, 'releaseOrphans'>,
  owners: () => readonly ReservingKind[],
): Sweep => ({
  name: `${kind}.orphans`,
  everyMs: 10 * MINUTE_MS,
  step: (_input, cursor, { now }) => releaseOrphans(owners(), before(now, HOUR_MS), cursor),
});

/** Versioned rows that nothing has pointed at for an hour. */
export const rowSweep = (name: string, { sweep }: Pick<VersionedRows<object>, 'sweep'>, pointsAt: PointsAt): Sweep => ({
  name: `${name}.unpointed`,
  everyMs: 10 * MINUTE_MS,
  step: (_input, cursor, { now }) => sweep(before(now, HOUR_MS), pointsAt, cursor),
});

/** What lies beside documents. @param kinds of aggregates, as declared until the start */
export const besideSweeps = (connection: () => MongoConnection, kinds: () => readonly string[]): readonly Sweep[] => [
  {
    name: 'beside.receipts',
    everyMs: HOUR_MS,
    step: (_input, _cursor, { now }) => sweepReceipts(connection(), before(now, RECEIPT_LIFE_MS)),
  },
  ...(['sources', 'holdings'] as const).map((name) => ({
    name: `beside.${name}`,
    everyMs: 6 * HOUR_MS,
    step: (_input: unknown, cursor: string | undefined) => sweepBeside(connection(), name, kinds(), cursor),
  })),
];
