// A consumer group: its lanes, fed by Kafka, watched by the heads, mended by re-drives.
import { type RecordedEvent, type ServiceName, SLOTS, slotOf } from '@tributary/contracts';
import { planted } from '../cut-points.ts';
import type { JournalReader } from '../ports.ts';
import { completeUpTo, lagSeconds, later } from '../views/watermark.ts';
import { createEffect, type EffectParts } from './effect.ts';
import { createLane, type Lane, type LaneParts } from './lane.ts';
import { type Look, overdue } from './plan.ts';
import type { Checkpoint, LaneName, Marker } from './store.ts';

type OwnersHeads = Awaited<ReturnType<JournalReader['heads']>>;

/** What was seen of a lane last, and up to when it was ever complete. */
interface Seen extends Look {
  readonly headsAt: string | undefined;
  readonly complete: string | undefined;
}

/** How often a worker looks for re-drives that another process left unfinished. */
const UNFINISHED_MS = 30_000;

/** What a look has begun. */
export interface Looked {
  /** until the lanes that were behind are not any more, or wait for something that is away */
  readonly done: Promise<unknown>;
}

export interface GroupParts extends EffectParts, Omit<LaneParts, 'apply' | 'stopping'> {
  readonly group: string;
  readonly sources: readonly ServiceName[];
  /** Done to the lanes before they are taken. */
  readonly prepare?: () => Promise<void>;
  /** Lanes of a journal that was set back are filled anew: removes what a slot had as its effect. Unless told, they stop. */
  readonly forget?: ((service: ServiceName, slot: number) => Promise<void>) | undefined;
}

export interface Group {
  readonly name: string;
  readonly sources: readonly ServiceName[];
  /** Makes missing checkpoints and takes all. */
  open(): Promise<void>;
  /** Takes what other workers have done: after a rebalance the lanes are other lanes. */
  refresh(): Promise<void>;
  applied(service: ServiceName, slot: number): number;
  /** Notes the heads of a source as what must be applied before its copy is whole, unless some were noted before. */
  aim(service: ServiceName, heads: OwnersHeads): Promise<void>;
  /** @returns false when something is away and the same records should come again */
  take(
    service: ServiceName,
    slot: number,
    records: readonly RecordedEvent[],
    beat: () => Promise<void>,
  ): Promise<boolean>;
  /**
   * Rule 19: reads from the feed what Kafka owes, and finishes re-drives that a crash had cut short.
   * @param delivering whether Kafka brings records at all at the moment; where it does not, nobody waits for it
   * @returns when every lane was looked at, not when each has caught up: a slow lane keeps nobody waiting
   */
  look(service: ServiceName, heads: OwnersHeads, delivering: boolean): Promise<Looked>;
  /** Lanes whose owner's journal is not the one that was applied: it was set back, e.g. restored from a copy. */
  setBack(): number;
  /** Until no lane is being read from the feed any more. */
  settled(): Promise<unknown>;
  /** What the owners have and the lanes have not, over all lanes: events, and the age in seconds of the oldest. */
  lag(now: Date): { readonly events: number; readonly seconds: number };
  /** Every lane stops after its chunk. */
  stop(): void;
  /** Rule 27. @returns whether the aggregate goes on; false: there is no marker, or it failed again */
  redrive(service: ServiceName, agg: string): Promise<boolean>;
}

export function createGroup(parts: GroupParts): Group {
  const { group, sources, checkpoints, parked, onApplied } = parts;
  const effect = createEffect(parts);
  const lanes = new Map<string, Lane>();
  const seen = new Map<string, Seen>();
  const setBack = new Set<string>();
  const proved = new Map<ServiceName, number>();
  const catching = new Map<string, Promise<unknown>>();
  let unfinished: readonly Marker[] = [];
  let unfinishedAt = 0;
  let stopping = false;

  const keyOf = (service: ServiceName, slot: number) => `${service}|${slot}`;

  function laneOf(service: ServiceName, slot: number): Lane {
    const lane = lanes.get(keyOf(service, slot));
    if (lane === undefined) throw new Error(`group ${group} has no lane ${slot} of ${service}`);
    return lane;
  }

  function adopt(checkpoint: Checkpoint): void {
    const key = keyOf(checkpoint.service, checkpoint.slot);
    const lane = lanes.get(key);
    if (lane === undefined)
      lanes.set(key, createLane(checkpoint, { ...parts, apply: effect.apply, stopping: () => stopping }));
    else lane.adopt(checkpoint);
  }

  async function refresh(): Promise<void> {
    for (const checkpoint of await checkpoints.of(group)) adopt(checkpoint);
  }

  /** Notes of which moment the oldest event is, of lanes that have applied none of theirs. */
  async function noteOldest(service: ServiceName, heads: OwnersHeads['heads']): Promise<void> {
    const unknown = heads.filter(({ slot, pos }) => {
      const { applied, since } = laneOf(service, slot);
      return pos > 0 && applied === 0 && since === undefined;
    });
    const found = await Promise.all(
      unknown.map(async ({ slot }) => {
        const [oldest] = await parts.feeds.feed(service, { slot, after: 0 }, 1);
        return oldest === undefined ? [] : [{ group, service, slot, since: oldest.recordedAt }];
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
    const lane: LaneName = { group, service, slot: slotOf(agg) };
    const marker = (await parked.of(group, service, [agg])).get(agg);
    if (marker === undefined) return false;
    // Noted before any effect, so that whoever comes after a crash finishes it; from here on the live loop does not skip
    // either: it catches up itself, so that no event overtakes another.
    await parked.mend(marker, marker.fromSeq);
    const { failed } = await effect.catchUp(lane, agg, marker.fromSeq);
    // Before the marker goes: who no longer finds one has been told to load the slot again.
    if (!planted('redrive-without-raise')) await checkpoints.raiseRedrives(lane);
    if (!failed) await parked.finish(marker);
    onApplied(lane);
    return !(await parked.of(group, service, [agg])).has(agg);
  }

  /**
   * Whether the owner still has what was applied: at the first look, and whenever another leader tells the heads, the
   * record at each checkpoint is held against it. What was recorded before `headsAt` cannot lie beyond the head either.
   */
  async function prove(service: ServiceName, { heads, headsAt = '', epoch }: OwnersHeads): Promise<void> {
    const anew = proved.get(service) !== epoch;
    for (const { slot, pos: head } of heads) {
      const { applied, recordedAt } = laneOf(service, slot);
      if (applied === 0 || recordedAt === undefined) continue;
      const beyond = head < applied && headsAt >= recordedAt;
      const [record] = anew && !beyond ? await parts.feeds.feed(service, { slot, after: applied - 1 }, 1) : [];
      if (beyond || (record !== undefined && record.recordedAt !== recordedAt)) await stop(service, slot, head);
    }
    proved.set(service, epoch);
  }

  /** The effect goes before the checkpoint: what a crash cut short is found set back, and begun again. */
  async function fillAnew(lane: Lane): Promise<void> {
    const { service, slot } = lane;
    const ofSlot = (await parked.list(group)).filter((marker) => marker.service === service && marker.slot === slot);
    await parts.forget?.(service, slot);
    for (const marker of ofSlot) await parked.forget(marker);
    await checkpoints.restart(lane);
    const found = (await checkpoints.of(group)).find((one) => one.service === service && one.slot === slot);
    if (found !== undefined) lane.restart(found);
    seen.delete(keyOf(service, slot));
    onApplied(lane);
  }

  /** Its positions mean other events than those that were applied: going on would lose some without a trace. */
  async function stop(service: ServiceName, slot: number, head: number): Promise<void> {
    const key = keyOf(service, slot);
    if (setBack.has(key)) return;
    setBack.add(key);
    const lane = laneOf(service, slot);
    const place = { group, source: service, slot, applied: lane.applied, head };
    if (parts.forget === undefined) {
      const words = 'what is read of it must be filled anew: start with TRIBUTARY_ACCEPT_LOSS=yes';
      return parts.log.error(place, `the journal of a source was set back: ${words}`);
    }
    parts.log.warn(place, 'the journal of a source was set back: what is read of it is filled anew');
    await catching.get(key);
    await fillAnew(lane);
    setBack.delete(key);
  }

  /** Reads a lane from the feed up to `head`; one that is at it already is left to it. */
  function catchUp(lane: Lane, head: number): Promise<unknown> {
    const key = keyOf(lane.service, lane.slot);
    const under = catching.get(key);
    if (under !== undefined) return under;
    const caught = lane.advance([], head, async () => undefined).finally(() => catching.delete(key));
    catching.set(key, caught);
    return caught;
  }

  return {
    name: group,
    sources,
    refresh,
    redrive,
    async open() {
      const slots = Array.from({ length: SLOTS }, (_, slot) => slot);
      await checkpoints.open(sources.flatMap((service) => slots.map((slot) => ({ group, service, slot }))));
      await parts.prepare?.();
      await refresh();
      await findUnfinished();
    },
    stop() {
      stopping = true;
    },
    applied: (service, slot) => laneOf(service, slot).applied,
    take: async (service, slot, records, beat) =>
      !setBack.has(keyOf(service, slot)) && laneOf(service, slot).advance(records, 0, beat),
    setBack: () => setBack.size,
    async aim(service, { heads, headsAt }) {
      if (headsAt === undefined) return;
      const fresh = heads.filter(({ slot }) => laneOf(service, slot).first === undefined);
      if (fresh.length > 0) {
        await checkpoints.note(fresh.map(({ slot, pos }) => ({ group, service, slot, first: pos })));
        await refresh();
        onApplied({ group, service, slot: 0 });
      }
      await noteOldest(service, heads);
    },
    async look(service, { heads, headsAt, epoch }, delivering) {
      if (planted('no-heads')) return { done: Promise.resolve() };
      await resume(service);
      if (heads.some(({ slot, pos }) => pos > laneOf(service, slot).applied)) await refresh();
      await prove(service, { heads, headsAt, epoch });
      const begun: Promise<unknown>[] = [];
      for (const { slot, pos: head } of heads) {
        const lane = laneOf(service, slot);
        if (setBack.has(keyOf(service, slot))) continue;
        lane.store();
        const before = seen.get(keyOf(service, slot));
        const { applied, recordedAt } = lane;
        const instant = completeUpTo({ applied, recordedAt, head, headsAt });
        const complete = later(before?.complete, instant);
        seen.set(keyOf(service, slot), { head, applied, headsAt, complete });
        const due = delivering ? overdue(before, { head, applied }) : head > applied;
        if (due) begun.push(catchUp(lane, head));
      }
      return { done: Promise.all(begun) };
    },
    settled: () => Promise.all(catching.values()),
    lag(now) {
      const lags = [...seen].map(([key, { head, headsAt, complete }]) => {
        const { applied = 0, since } = lanes.get(key) ?? {};
        const seconds = lagSeconds({ applied, recordedAt: undefined, head, headsAt }, complete ?? since, now);
        return { events: Math.max(0, head - applied), seconds };
      });
      return {
        events: lags.reduce((sum, { events }) => sum + events, 0),
        seconds: Math.max(0, ...lags.map(({ seconds }) => seconds)),
      };
    },
  };
}
