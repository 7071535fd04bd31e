// What this process shows, while versions come and go: one whole `Views` at a time. Another version is filled beside it,
// and takes its place in one turn of the event loop, once it shows at least as much: no reader sees some of each.
import { setTimeout as pause } from 'node:timers/promises';
import type { View } from '@tributary/contracts';
import type { EventingLog } from '../ports/eventing.ts';
import type { ViewReader, ViewsState } from '../ports/views.ts';
import type { Handed } from '../views/handover.ts';
import type { Views, ViewsStore } from '../views/interfaces.ts';
import type { Moves } from '../views/moves.ts';

export interface ServingParts {
  /** Makes views that have not started. */
  readonly make: () => Views;
  /** The store of a version, and its group. */
  readonly storeOf: (version: string) => ViewsStore;
  /** tells those who listen, whichever version is shown */
  readonly moves: Moves;
  readonly log: EventingLog;
}

export interface Serving {
  readonly state: ViewsState;
  readonly declared: readonly View<unknown>[];
  /** the version that readers see */
  readonly version: string | undefined;
  /** Declares a view; before `show`. */
  view<Row>(view: View<Row>): ViewReader<Row>;
  /** Shows a version: the first at once, while it fills; another as soon as it has reached what is shown. */
  show(version: string): void;
  /** The worker in this process has moved a checkpoint of a group. @param handed what it has written, where that is known */
  wake(group: string, handed?: Handed): void;
  close(): Promise<void>;
}

/** How long what is shown may stand still, so that what comes can reach it; in between it goes on. */
const HELD_MS = 500;
const LOOK_MS = 25;

/** One version in memory. */
interface Instance {
  readonly views: Views;
  version: string | undefined;
  readonly readers: Map<unknown, ViewReader<unknown>>;
  /** resolves when readers see another instance */
  readonly left: Promise<void>;
  leave(): void;
  /** Adopts nothing more until it is released, or left. */
  hold(): void;
  release(): void;
  /** resolves when it is not held */
  free(): Promise<unknown>;
  start(version: string): Promise<void>;
  /** What the worker wrote is adopted as it was written, unless it is held: then it is read once it may go on. */
  wake(group: string, handed: Handed | undefined): void;
}

export function createServing({ make, storeOf, moves, log }: ServingParts): Serving {
  const declared: View<unknown>[] = [];
  let shown = open();
  let incoming: Instance | undefined;
  let coming: Promise<void> = Promise.resolve();
  let closing = false;

  function open(): Instance {
    const views = make();
    for (const view of declared) views.view(view);
    let leave: () => void = () => undefined;
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    let free: Promise<unknown> | undefined;
    let release: () => void = () => undefined;
    let isFilling = true;

    /** While it is held, no checkpoint has moved. To tell an earlier one would take back what was handed over since. */
    function heldStill({ checkpoints, ...store }: ViewsStore): ViewsStore {
      const of = async (group: string) => {
        if (free !== undefined && !isFilling) return [];
        isFilling = false;
        return checkpoints.of(group);
      };
      return { ...store, checkpoints: { of } };
    }

    return {
      views,
      version: undefined,
      readers: new Map(),
      left,
      leave,
      hold() {
        free ??= new Promise<void>((resolve) => {
          release = resolve;
        });
      },
      release() {
        free = undefined;
        release();
      },
      free: () => Promise.race([free, left]),
      wake(group, handed) {
        if (group === views.state.group) views.wake(free === undefined ? handed : undefined);
      },
      start(version) {
        this.version = version;
        return views.start(heldStill(storeOf(version)));
      },
    };
  }

  /** Whether readers of `next` see all that readers of `before` do, and no earlier W. */
  function covers(next: ViewsState, before: ViewsState): boolean {
    const places = new Map(
      next.progress().map((partition) => [`${partition.service}|${partition.partition}`, partition.applied]),
    );
    const behind = before
      .progress()
      .some(({ service, partition, applied }) => (places.get(`${service}|${partition}`) ?? 0) < applied);
    const earlier = declared.some(
      ({ service }) => (next.watermark([service]) ?? '') < (before.watermark([service]) ?? ''),
    );
    return next.ready && !behind && !earlier;
  }

  async function reach(next: Instance): Promise<boolean> {
    const unwanted = () => closing || incoming !== next;
    while (!unwanted() && !next.views.state.ready) await pause(LOOK_MS);
    while (!unwanted()) {
      shown.hold();
      const until = performance.now() + HELD_MS;
      while (performance.now() < until && !unwanted()) {
        if (covers(next.views.state, shown.views.state)) return true;
        next.views.wake();
        await pause(LOOK_MS);
      }
      shown.release();
      await pause(HELD_MS);
    }
    return false;
  }

  async function handOver(next: Instance, version: string): Promise<void> {
    if (incoming === next) await next.start(version);
    if (!(await reach(next))) return next.views.close();
    const before = shown;
    // from here on nothing waits: readers see all of one version or all of the other
    shown = next;
    incoming = undefined;
    before.release();
    before.leave();
    moves.tell(new Set(declared.map(({ service }) => service)));
    log.info({ version, before: before.version }, 'another version of the views is shown');
    await before.views.close();
  }

  function giveUp(): void {
    void incoming?.views.close();
    incoming = undefined;
  }

  /** Asks what is shown; what was asked of a version that left meanwhile is asked again of the one in its place. */
  async function ask<T>(question: (state: ViewsState, leftMs: number) => Promise<T>, timeoutMs = 0): Promise<T> {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const at = shown;
      const answer = question(at.views.state, Math.max(0, end - performance.now()));
      const found = await Promise.race([answer.then((value) => ({ value })), at.left]);
      if (found !== undefined && at === shown) return found.value;
    }
  }

  const state: ViewsState = {
    get group() {
      return shown.views.state.group;
    },
    get ready() {
      return shown.views.state.ready;
    },
    filling: () => shown.views.state.filling(),
    revision: (services) => shown.views.state.revision(services),
    watermark: (services) => shown.views.state.watermark(services),
    shownUpTo: (services) => shown.views.state.shownUpTo(services),
    progress: () => shown.views.state.progress(),
    capture: () => shown.views.state.capture(),
    listen: moves.listen,
    refresh: () =>
      ask(async (at) => {
        await shown.free();
        await at.refresh();
      }),
    waitForWatermark: (services, asOf, timeoutMs) =>
      ask((at, leftMs) => at.waitForWatermark(services, asOf, leftMs), timeoutMs),
    waitFor: (token, timeoutMs) => ask((at, leftMs) => at.waitFor(token, leftMs), timeoutMs),
  };

  function reader<Row>(view: View<Row>): ViewReader<Row> {
    const known = shown.readers.get(view) ?? shown.views.view(view);
    shown.readers.set(view, known);
    return known as ViewReader<Row>;
  }

  return {
    state,
    declared,
    get version() {
      return shown.version;
    },
    view<Row>(view: View<Row>) {
      if (!declared.includes(view as unknown as View<unknown>)) declared.push(view as unknown as View<unknown>);
      shown.views.view(view);
      return { all: (cut) => reader(view).all(cut), one: (id, cut) => reader(view).one(id, cut) };
    },
    show(version) {
      if (shown.version === undefined) {
        void shown.start(version);
        return;
      }
      if (version === (incoming ?? shown).version || closing) return;
      giveUp();
      if (version === shown.version) return;
      const next = open();
      next.version = version;
      incoming = next;
      coming = coming.then(() => handOver(next, version));
    },
    wake(group, handed) {
      for (const one of incoming === undefined ? [shown] : [shown, incoming]) one.wake(group, handed);
    },
    async close() {
      closing = true;
      moves.close();
      giveUp();
      await coming;
      await shown.views.close();
    },
  };
}
