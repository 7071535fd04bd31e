// The views of a process: filled from the rows at start, then following the checkpoints. What is shown is a function
// of the adopted checkpoints, so that one revision means one content on every process.
import type { ServiceName } from '@tributary/contracts';
import { CopyFilling, describeFailure } from '../consume/failure.ts';
import { restAfter } from '../consume/rest.ts';
import type { Checkpoint, Marker } from '../consume/store.ts';
import { createWakeUp } from '../consume/wake-up.ts';
import type { ViewsState } from '../ports/views.ts';
import type { Declared } from './append.ts';
import { createCopies } from './copies.ts';
import type { Handed } from './handover.ts';
import type { Views, ViewsParts, ViewsStore } from './interfaces.ts';
import { createMemory } from './memory.ts';
import { createMoves } from './moves.ts';
import { type Adopted, progressOf, standingOf } from './standing.ts';
import { waitingForTokens } from './tokens.ts';
import { createWaiters } from './waiters.ts';
import { completeUpTo, later, type Place } from './watermark.ts';

/** Follows a worker in another process: soon after something came, lazily when nothing does (rule 21). */
const BUSY_POLL_MS = 250;
const IDLE_POLL_MS = 1_000;
/** Markers are only counted here; whoever must know of one asks for it. */
const MARKERS_MS = 3_000;

export function createViews({ highWatermarks, log, now, moves = createMoves(log) }: ViewsParts): Views {
  const memory = createMemory();
  const declared: Declared[] = [];
  const adopted = new Map<string, Adopted>();
  const standing = standingOf(
    () => adopted.values(),
    () => store?.group ?? '',
  );
  const revisions = new Map<string, string>();
  const { tell, until } = createWaiters();
  const copies = createCopies(() => [...new Set(declared.map(({ service }) => service))]);
  const wakeUp = createWakeUp();
  let markers: readonly Marker[] = [];
  let markersAt = Number.NEGATIVE_INFINITY;
  let store: ViewsStore | undefined;
  let filled = false;
  let closing = false;
  let loop: Promise<void> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let handed: Handed[] = [];
  /** something has moved that was not handed over */
  let unread = false;

  const keyOf = ({ service, partition }: Pick<Checkpoint, 'service' | 'partition'>) => `${service}|${partition}`;

  const placeOf = ({ service, partition, pos, recordedAt }: Checkpoint): Place => {
    const at = highWatermarks.of(service, partition);
    return { applied: pos, recordedAt, highWatermark: at.pos, highWatermarksAt: at.highWatermarksAt };
  };

  function complete(partition: Adopted): void {
    partition.complete = later(partition.complete, completeUpTo(placeOf(partition)));
  }

  /** Checkpoints first, then the rows beyond what is held: what a checkpoint covers is in the rows before it. */
  async function follow({ group, checkpoints, rows, parked }: ViewsStore): Promise<boolean> {
    const all = await checkpoints.of(group);
    const known = all.filter(({ service }) => declared.some((view) => view.service === service));
    const moved = known.filter((checkpoint) => {
      const held = adopted.get(keyOf(checkpoint));
      const same = (name: 'pos' | 'redrives' | 'first' | 'since') => held?.[name] === checkpoint[name];
      return !same('pos') || !same('redrives') || !same('first') || !same('since');
    });
    const changes: (() => void)[] = [];
    const covered = new Map(moved.map((checkpoint) => [keyOf(checkpoint), checkpoint.pos]));
    const places = moved.map(({ service, partition, redrives }) => {
      const held = adopted.get(keyOf({ service, partition }));
      return { service, partition, pos: held?.redrives === redrives ? held.pos : 0 };
    });
    const newest = new Map([...adopted].map(([key, partition]) => [key, partition.newest]));
    // a partition that begins again: its owner's journal lost what had been applied
    const anew = new Set(moved.filter((one) => one.pos < (adopted.get(keyOf(one))?.pos ?? 0)).map(keyOf));
    for (const { service, partition } of moved.filter((one) => anew.has(keyOf(one)))) {
      newest.delete(keyOf({ service, partition }));
      changes.push(() => memory.forget(service, partition));
    }
    for await (const row of rows.beyond(places)) {
      // the last one: those before it were there before it, whatever a clock that stood ahead says of them
      newest.set(keyOf(row), later(newest.get(keyOf(row)), row.facts.at(-1)?.recordedAt));
      const take = memory.packed(row, covered.get(keyOf(row)) ?? 0);
      if (filled) changes.push(take);
      else take();
    }
    if (performance.now() - markersAt >= MARKERS_MS) {
      markers = await parked.list(group);
      markersAt = performance.now();
    }
    // from here on nothing waits: readers see all of it or nothing
    for (const change of changes) change();
    for (const checkpoint of moved) {
      const key = keyOf(checkpoint);
      const before = anew.has(key) ? undefined : adopted.get(key)?.complete;
      const partition = { ...checkpoint, complete: before, newest: newest.get(key) };
      complete(partition);
      adopted.set(keyOf(checkpoint), partition);
    }
    filled = true;
    if (moved.length > 0) show(moved.map(({ service }) => service));
    else copies.adopt([...adopted.values()]);
    return moved.length > 0;
  }

  /** Whether a step goes on where the memory stands, partition by partition and aggregate by aggregate. */
  const fits = ({ service, partition, from, changes }: Handed): boolean =>
    adopted.get(keyOf({ service, partition }))?.pos === from &&
    changes.every(({ agg, after }) => memory.seq(service, agg) === after);

  function adopt({ service, partition, pos, recordedAt, changes }: Handed): void {
    const held = adopted.get(keyOf({ service, partition }));
    if (held === undefined) return;
    let { newest } = held;
    for (const change of changes) {
      memory.take({ ...change, skipped: memory.facts(service, change.agg) }, pos);
      newest = later(newest, change.facts.at(-1)?.recordedAt);
    }
    const next = { ...held, pos, recordedAt, newest };
    complete(next);
    adopted.set(keyOf(next), next);
  }

  /** Adopts what was handed over. @returns whether the memory is as far as this process has come */
  function adoptHanded(): boolean {
    // what was read meanwhile is there already
    const steps = handed.filter((step) => step.pos > (adopted.get(keyOf(step))?.pos ?? 0));
    handed = [];
    const stranger = steps.find((step) => {
      if (!fits(step)) return true;
      adopt(step);
      return false;
    });
    if (steps.length > 0) show(steps.map(({ service }) => service));
    return stranger === undefined;
  }

  function show(moved: readonly ServiceName[]): void {
    copies.adopt([...adopted.values()]);
    revisions.clear();
    tell();
    moves.tell(new Set(moved));
  }

  async function run(from: ViewsStore, onFilled: () => void): Promise<void> {
    let readAt = 0;
    while (!closing) {
      await wakeUp.wait(Math.max(0, readAt - performance.now()));
      if (closing) return;
      const began = performance.now();
      if (!unread && began < readAt && (await inTurn(async () => adoptHanded()))) continue;
      unread = false;
      try {
        const moved = await inTurn(() => follow(from));
        onFilled();
        if (moved) await restAfter(began);
        readAt = performance.now() + (moved ? BUSY_POLL_MS : IDLE_POLL_MS);
      } catch (error) {
        log.warn({ group: from.group, error: describeFailure(error) }, 'views cannot be followed at the moment');
        readAt = performance.now() + BUSY_POLL_MS;
      }
    }
  }

  /** Two that follow at once could take the memory back to an earlier checkpoint. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  const state: ViewsState = {
    get group() {
      return store?.group ?? '';
    },
    get ready() {
      return filled && copies.filling().length === 0;
    },
    filling: copies.filling,
    async refresh() {
      const from = store;
      if (from !== undefined && declared.length > 0) await inTurn(() => follow(from));
    },
    revision(services) {
      const key = services.join();
      const known = revisions.get(key);
      if (known !== undefined) return known;
      const revision = standing.revision(services);
      revisions.set(key, revision);
      return revision;
    },
    watermark: standing.watermark,
    shownUpTo: standing.shownUpTo,
    listen: moves.listen,
    capture() {
      const partitions = [...adopted.values()].map((partition) => ({ ...partition }));
      const whole = copies.whole();
      const moment = memory.moment();
      const group = state.group;
      return {
        ...standingOf(
          () => partitions,
          () => group,
        ),
        async rows(view, cut, slices) {
          if (!whole.has(view.service)) throw new CopyFilling(view.service);
          return moment.rows(view, cut, slices);
        },
      };
    },
    progress: () =>
      [...adopted.values()].map((partition) => {
        const parked = markers.filter((marker) => keyOf(marker) === keyOf(partition)).length;
        const { corrected } = highWatermarks.of(partition.service, partition.partition);
        return { ...progressOf(partition, placeOf(partition), now()), parked, clockCorrected: corrected };
      }),
    waitForWatermark: (services, asOf, timeoutMs) => until(() => (state.watermark(services) ?? '') >= asOf, timeoutMs),
    waitFor: waitingForTokens({
      isRead: (service) => declared.some((view) => view.service === service),
      shows: (service, agg, seq) => copies.isWhole(service) && memory.seq(service, agg) >= seq,
      setAsideFrom: async (service, agg) =>
        store && (await store.parked.of(store.group, service, [agg])).get(agg)?.fromSeq,
      until,
    }),
  };

  const told = new Map<ServiceName, string>();
  const listening = highWatermarks.listen((service, { highWatermarksAt }) => {
    const before = told.get(service);
    if (highWatermarksAt !== undefined) told.set(service, highWatermarksAt);
    for (const partition of adopted.values()) {
      if (partition.service !== service) continue;
      // an owner that takes back what it told had a clock that stood ahead
      if (highWatermarksAt !== undefined && before !== undefined && highWatermarksAt < before)
        partition.complete = undefined;
      complete(partition);
    }
    tell();
    if (before !== highWatermarksAt) moves.tell([service]);
  });

  return {
    state,
    declared,
    view(view) {
      if (!declared.includes(view)) declared.push(view);
      return copies.guarded(view.service, memory.reader(view));
    },
    start(from) {
      store = from;
      filled = declared.length === 0;
      if (filled) return Promise.resolve();
      return new Promise((resolve) => {
        loop = run(from, resolve).finally(resolve);
      });
    },
    wake(step) {
      if (step === undefined) unread = true;
      else handed.push(step);
      wakeUp.signal();
    },
    async close() {
      closing = true;
      listening.end();
      wakeUp.signal();
      await loop;
    },
  };
}
