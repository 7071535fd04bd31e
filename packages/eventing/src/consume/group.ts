// A consumer group: its assignments, fed by Kafka, watched by the high watermarks, mended by re-drives.
import { PARTITIONS, partitionOf, type RecordedEvent, type ServiceName } from '@tributary/contracts';
import { planted } from '../cut-points.ts';
import type { JournalReader } from '../ports/journal.ts';
import { completeUpTo, lagSeconds, later } from '../views/watermark.ts';
import { createEffect, type EffectParts } from './effect.ts';
import { createPartitionConsumer, type PartitionConsumer, type PartitionConsumerParts } from './partition-consumer.ts';
import { type Look, overdue } from './plan.ts';
import type { Assignment, Checkpoint, Marker } from './store.ts';

type OwnersHighWatermarks = Awaited<ReturnType<JournalReader['highWatermarks']>>;

/** What was seen of an assignment last, and up to when it was ever complete. */
interface Seen extends Look {
  readonly highWatermarksAt: string | undefined;
  readonly complete: string | undefined;
}

/** How often a worker looks for re-drives that another process left unfinished. */
const UNFINISHED_MS = 30_000;

/** What a look has begun. */
export interface Looked {
  /** until the assignments that were behind are not any more, or wait for something that is away */
  readonly done: Promise<unknown>;
}

export interface GroupParts extends EffectParts, Omit<PartitionConsumerParts, 'apply' | 'stopping'> {
  readonly group: string;
  readonly sources: readonly ServiceName[];
  /** Done to the assignments before they are taken. */
  readonly prepare?: () => Promise<void>;
  /** Assignments of a journal that was set back are filled anew: removes what a partition had as its effect. Unless told, they stop. */
  readonly forget?: ((service: ServiceName, partition: number) => Promise<void>) | undefined;
}

export interface Group {
  readonly name: string;
  readonly sources: readonly ServiceName[];
  /** Makes missing checkpoints and takes all. */
  open(): Promise<void>;
  /** Takes what other workers have done: after a rebalance the assignments are other assignments. */
  refresh(): Promise<void>;
  applied(service: ServiceName, partition: number): number;
  /** Notes the high watermarks of a source as what must be applied before its copy is whole, unless some were noted before. */
  aim(service: ServiceName, highWatermarks: OwnersHighWatermarks): Promise<void>;
  /** @returns false when something is away and the same records should come again */
  take(
    service: ServiceName,
    partition: number,
    records: readonly RecordedEvent[],
    beat: () => Promise<void>,
  ): Promise<boolean>;
  /**
   * Rule 19: reads from the feed what Kafka owes, and finishes re-drives that a crash had cut short.
   * @param delivering whether Kafka brings records at all at the moment; where it does not, nobody waits for it
   * @returns when every assignment was looked at, not when each has caught up: a slow assignment keeps nobody waiting
   */
  look(service: ServiceName, highWatermarks: OwnersHighWatermarks, delivering: boolean): Promise<Looked>;
  /** Assignments whose owner's journal is not the one that was applied: it was set back, e.g. restored from a copy. */
  setBack(): number;
  /** Until no assignment is being read from the feed any more. */
  settled(): Promise<unknown>;
  /** What the owners have and the assignments have not, over all assignments: events, and the age in seconds of the oldest. */
  lag(now: Date): { readonly events: number; readonly seconds: number };
  /** Every assignment stops after its chunk. */
  stop(): void;
  /** Rule 27. @returns whether the aggregate goes on; false: there is no marker, or it failed again */
  redrive(service: ServiceName, agg: string): Promise<boolean>;
}

export function createGroup(parts: GroupParts): Group {
  const { group, sources, checkpoints, parked, onApplied } = parts;
  const effect = createEffect(parts);
  const assignments = new Map<string, PartitionConsumer>();
  const seen = new Map<string, Seen>();
  const setBack = new Set<string>();
  const proved = new Map<ServiceName, number>();
  const catching = new Map<string, Promise<unknown>>();
  let unfinished: readonly Marker[] = [];
  let unfinishedAt = 0;
  let stopping = false;

  const keyOf = (service: ServiceName, partition: number) => `${service}|${partition}`;

  function consumerOf(service: ServiceName, partition: number): PartitionConsumer {
    const assignment = assignments.get(keyOf(service, partition));
    if (assignment === undefined) throw new Error(`group ${group} has no assignment ${partition} of ${service}`);
    return assignment;
  }

  function adopt(checkpoint: Checkpoint): void {
    const key = keyOf(checkpoint.service, checkpoint.partition);
    const assignment = assignments.get(key);
    if (assignment === undefined)
      assignments.set(
        key,
        createPartitionConsumer(checkpoint, { ...parts, apply: effect.apply, stopping: () => stopping }),
      );
    else assignment.adopt(checkpoint);
  }

  async function refresh(): Promise<void> {
    for (const checkpoint of await checkpoints.of(group)) adopt(checkpoint);
  }

  /** Notes of which moment the oldest event is, of assignments that have applied none of theirs. */
  async function noteOldest(
    service: ServiceName,
    highWatermarks: OwnersHighWatermarks['highWatermarks'],
  ): Promise<void> {
    const unknown = highWatermarks.filter(({ partition, pos }) => {
      const { applied, since } = consumerOf(service, partition);
      return pos > 0 && applied === 0 && since === undefined;
    });
    const found = await Promise.all(
      unknown.map(async ({ partition }) => {
        const [oldest] = await parts.feeds.feed(service, { partition, after: 0 }, 1);
        return oldest === undefined ? [] : [{ group, service, partition, since: oldest.recordedAt }];
      }),
    );
    if (found.flat().length === 0) return;
    await checkpoints.note(found.flat());
    await refresh();
  }

  /** Re-drives that some process has begun and not finished; one that is still at work is joined, which is harmless. */
  async function resume(service: ServiceName): Promise<void> {
    if (performance.now() - unfinishedAt >= UNFINISHED_MS) await findUnfinished();
    for (const marker of unfinished.filter((one) => one.service === service)) {
      await redrive(service, marker.agg);
      unfinished = unfinished.filter((one) => one !== marker);
    }
  }

  async function findUnfinished(): Promise<void> {
    unfinished = (await parked.list(group)).filter(({ mending }) => mending);
    unfinishedAt = performance.now();
  }

  async function redrive(service: ServiceName, agg: string): Promise<boolean> {
    const assignment: Assignment = { group, service, partition: partitionOf(agg) };
    const marker = (await parked.of(group, service, [agg])).get(agg);
    if (marker === undefined) return false;
    // Noted before any effect, so that whoever comes after a crash finishes it; from here on the live loop does not skip
    // either: it catches up itself, so that no event overtakes another.
    await parked.mend(marker, marker.fromSeq);
    const { failed } = await effect.catchUp(assignment, agg, marker.fromSeq);
    // Before the marker goes: who no longer finds one has been told to load the partition again.
    if (!planted('redrive-without-raise')) await checkpoints.raiseRedrives(assignment);
    if (!failed) await parked.finish(marker);
    onApplied(assignment);
    return !(await parked.of(group, service, [agg])).has(agg);
  }

  /**
   * Whether the owner still has what was applied: at the first look, and whenever another leader tells the high watermarks, the
   * record at each checkpoint is held against it. What was recorded before `highWatermarksAt` cannot lie beyond the high watermark either.
   */
  async function prove(
    service: ServiceName,
    { highWatermarks, highWatermarksAt = '', epoch }: OwnersHighWatermarks,
  ): Promise<void> {
    const anew = proved.get(service) !== epoch;
    for (const { partition, pos: highWatermark } of highWatermarks) {
      const { applied, recordedAt } = consumerOf(service, partition);
      if (applied === 0 || recordedAt === undefined) continue;
      const beyond = highWatermark < applied && highWatermarksAt >= recordedAt;
      const [record] = anew && !beyond ? await parts.feeds.feed(service, { partition, after: applied - 1 }, 1) : [];
      if (beyond || (record !== undefined && record.recordedAt !== recordedAt))
        await stop(service, partition, highWatermark);
    }
    proved.set(service, epoch);
  }

  /** The effect goes before the checkpoint: what a crash cut short is found set back, and begun again. */
  async function fillAnew(assignment: PartitionConsumer): Promise<void> {
    const { service, partition } = assignment;
    const ofPartition = (await parked.list(group)).filter(
      (marker) => marker.service === service && marker.partition === partition,
    );
    await parts.forget?.(service, partition);
    for (const marker of ofPartition) await parked.forget(marker);
    await checkpoints.restart(assignment);
    const found = (await checkpoints.of(group)).find((one) => one.service === service && one.partition === partition);
    if (found !== undefined) assignment.restart(found);
    seen.delete(keyOf(service, partition));
    onApplied(assignment);
  }

  /** Its positions mean other events than those that were applied: going on would lose some without a trace. */
  async function stop(service: ServiceName, partition: number, highWatermark: number): Promise<void> {
    const key = keyOf(service, partition);
    if (setBack.has(key)) return;
    setBack.add(key);
    const assignment = consumerOf(service, partition);
    const place = { group, source: service, partition, applied: assignment.applied, highWatermark };
    if (parts.forget === undefined) {
      const words = 'what is read of it must be filled anew: start with TRIBUTARY_ACCEPT_LOSS=yes';
      return parts.log.error(place, `the journal of a source was set back: ${words}`);
    }
    parts.log.warn(place, 'the journal of a source was set back: what is read of it is filled anew');
    await catching.get(key);
    await fillAnew(assignment);
    setBack.delete(key);
  }

  /** Reads an assignment from the feed up to `highWatermark`; one that is at it already is left to it. */
  function catchUp(assignment: PartitionConsumer, highWatermark: number): Promise<unknown> {
    const key = keyOf(assignment.service, assignment.partition);
    const under = catching.get(key);
    if (under !== undefined) return under;
    const caught = assignment.advance([], highWatermark, async () => undefined).finally(() => catching.delete(key));
    catching.set(key, caught);
    return caught;
  }

  return {
    name: group,
    sources,
    refresh,
    redrive,
    async open() {
      const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
      await checkpoints.open(
        sources.flatMap((service) => partitions.map((partition) => ({ group, service, partition }))),
      );
      await parts.prepare?.();
      await refresh();
      await findUnfinished();
    },
    stop() {
      stopping = true;
    },
    applied: (service, partition) => consumerOf(service, partition).applied,
    take: async (service, partition, records, beat) =>
      !setBack.has(keyOf(service, partition)) && consumerOf(service, partition).advance(records, 0, beat),
    setBack: () => setBack.size,
    async aim(service, { highWatermarks, highWatermarksAt }) {
      if (highWatermarksAt === undefined) return;
      const fresh = highWatermarks.filter(({ partition }) => consumerOf(service, partition).first === undefined);
      if (fresh.length > 0) {
        await checkpoints.note(fresh.map(({ partition, pos }) => ({ group, service, partition, first: pos })));
        await refresh();
        onApplied({ group, service, partition: 0 });
      }
      await noteOldest(service, highWatermarks);
    },
    async look(service, { highWatermarks, highWatermarksAt, epoch }, delivering) {
      if (planted('no-high-watermarks')) return { done: Promise.resolve() };
      await resume(service);
      if (highWatermarks.some(({ partition, pos }) => pos > consumerOf(service, partition).applied)) await refresh();
      await prove(service, { highWatermarks, highWatermarksAt, epoch });
      const begun: Promise<unknown>[] = [];
      for (const { partition, pos: highWatermark } of highWatermarks) {
        const assignment = consumerOf(service, partition);
        if (setBack.has(keyOf(service, partition))) continue;
        assignment.store();
        const before = seen.get(keyOf(service, partition));
        const { applied, recordedAt } = assignment;
        const instant = completeUpTo({ applied, recordedAt, highWatermark, highWatermarksAt });
        const complete = later(before?.complete, instant);
        seen.set(keyOf(service, partition), { highWatermark, applied, highWatermarksAt, complete });
        const due = delivering ? overdue(before, { highWatermark, applied }) : highWatermark > applied;
        if (due) begun.push(catchUp(assignment, highWatermark));
      }
      return { done: Promise.all(begun) };
    },
    settled: () => Promise.all(catching.values()),
    lag(now) {
      const lags = [...seen].map(([key, { highWatermark, highWatermarksAt, complete }]) => {
        const { applied = 0, since } = assignments.get(key) ?? {};
        const seconds = lagSeconds(
          { applied, recordedAt: undefined, highWatermark, highWatermarksAt },
          complete ?? since,
          now,
        );
        return { events: Math.max(0, highWatermark - applied), seconds };
      });
      return {
        events: lags.reduce((sum, { events }) => sum + events, 0),
        seconds: Math.max(0, ...lags.map(({ seconds }) => seconds)),
      };
    },
  };
}
