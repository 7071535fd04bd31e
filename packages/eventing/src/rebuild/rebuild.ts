// Rule 40: a new version of the views is filled beside the one that is shown, compared with it, and shown in its place.
// All that is decided is in one document (alias.ts); every process looks at it, and the workers do the work.
import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '@tributary/contracts';
import { type Consumers, viewsGroup } from '../consume/consumers.ts';
import { describeFailure, TransientFailure } from '../consume/failure.ts';
import type { HighWatermarkPoller } from '../consume/high-watermarks.ts';
import type { Checkpoints, ParkedMarkers } from '../consume/store.ts';
import { createWakeUp } from '../consume/wake-up.ts';
import type { EventingLog } from '../ports/eventing.ts';
import type { Compared, Rebuild, RebuildRefused, RebuildState, VersionFilling } from '../ports/rebuild.ts';
import type { ViewsStore } from '../views/interfaces.ts';
import {
  type Alias,
  type Aliases,
  begun,
  type Change,
  change,
  compared,
  dropped,
  flipped,
  followed,
  removed,
  upgraded,
} from './alias.ts';
import { compareVersions, type Side } from './compare.ts';
import { hasReached, progressOf, totalOf } from './progress.ts';
import type { Serving } from './serving.ts';
import type { Versions } from './versions.ts';

export interface RebuildStore {
  readonly aliases: Aliases;
  readonly versions: Versions;
  readonly checkpoints: Checkpoints;
  readonly parked: ParkedMarkers;
}

export interface RebuildParts {
  readonly service: ServiceName;
  /** the version of the views that this release declares */
  readonly viewsVersion: () => string;
  /** whether this process consumes: it fills, compares, flips and removes */
  readonly works: boolean;
  readonly consumers: Pick<Consumers, 'openViews' | 'closeViews'>;
  readonly serving: Pick<Serving, 'declared' | 'show'>;
  readonly highWatermarks: Pick<HighWatermarkPoller, 'of'>;
  readonly now: () => Date;
  readonly log: EventingLog;
}

export interface Rebuilds {
  readonly operators: Rebuild;
  /** Follows what the store says, and shows the version that is live. @throws when the store is away */
  start(store: RebuildStore): Promise<void>;
  /** What `ViewsState` rests on in one version. */
  storeOf(version: string): ViewsStore;
  /** Groups of the views whose rows nobody is shown. */
  aside(): ReadonlySet<string>;
  gauges(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

const LOOK_MS = 1_000;
/** How long a flip waits for the version to reach what is shown. */
const PATIENCE_MS = 3_000;
const STEP_MS = 100;
/** A worker that stood still for as long may have written to a version that was dropped meanwhile. */
const REMOVED_AGAIN_MS = 60_000;

export function createRebuilds(parts: RebuildParts): Rebuilds {
  const { service, viewsVersion, works, consumers, serving, highWatermarks, now, log } = parts;
  const wakeUp = createWakeUp();
  const open = new Set<string>();
  const ending = new Map<string, Promise<void>>();
  const emptied = new Set<string>();
  let store: RebuildStore | undefined;
  let alias: Alias | undefined;
  let loop: Promise<void> | undefined;
  let working: Promise<void> | undefined;
  let closing = false;
  /** no release was here before, and none can come: each new one has a higher number */
  let isFirst = false;

  const groupOf = (version: string) => viewsGroup(service, version);

  function opened(): RebuildStore {
    if (store === undefined) throw new TransientFailure('eventing has not started');
    return store;
  }

  const assignmentsOf = (version: string) => opened().checkpoints.of(groupOf(version));

  async function releaseBefore({ release }: Alias): Promise<Alias | undefined> {
    if (isFirst) return undefined;
    const before = (await opened().aliases.others()).findLast((other) => other.release < release);
    isFirst = before === undefined;
    return before;
  }

  /** A version that is filled from nothing begins with what was erased in the one that is shown, here or a release ago. */
  async function erasedBefore(version: string, mine: Alias): Promise<string | undefined> {
    const { live, next } = mine;
    if (version === next?.version) return live;
    if (version !== live || (await assignmentsOf(live)).some(({ pos }) => pos > 0)) return undefined;
    return (await releaseBefore(mine))?.live;
  }

  /** Every version that the document names has its group here, and no other has. */
  async function follow(next: Alias): Promise<void> {
    const { versions } = opened();
    alias = next;
    const wanted = followed(next);
    for (const version of wanted) {
      if (open.has(version)) continue;
      if (works || version === next.live) await versions.prepare(version, await erasedBefore(version, next));
      await consumers.openViews(version, versions.rows(version));
      open.add(version);
    }
    for (const version of [...open].filter((one) => !wanted.includes(one))) {
      open.delete(version);
      ending.set(
        version,
        consumers
          .closeViews(version)
          .catch(away)
          .finally(() => ending.delete(version)),
      );
    }
    serving.show(next.live);
  }

  /** Waits until `version` has applied all that `shown` has at this moment. */
  async function reaches(version: string, shown: string): Promise<boolean> {
    const goal = await assignmentsOf(shown);
    for (let waited = 0; waited <= PATIENCE_MS && !closing; waited += STEP_MS) {
      if (hasReached(await assignmentsOf(version), goal)) return true;
      await pause(STEP_MS);
    }
    return false;
  }

  /** Compares a version with the one that is shown, once it has reached that. */
  async function compare(version: string, shown: string, note: (found: Compared) => Change): Promise<void> {
    const { versions, checkpoints, parked, aliases } = opened();
    if (!(await reaches(version, shown))) return;
    const side = (name: string): Side => ({ version: name, group: groupOf(name), rows: versions.rows(name) });
    const sides = { before: side(shown), after: side(version) };
    const found = await compareVersions({ views: serving.declared, ...sides, checkpoints, parked, now });
    await change(aliases, note(found));
    wakeUp.signal();
    const { aggregates, different } = found;
    log.info({ version, against: shown, aggregates, different }, 'two versions of the views were compared');
  }

  /** The first version of a release is held against what the release before it shows. */
  async function compareUpgrade(mine: Alias): Promise<void> {
    const { live, upgrade } = mine;
    if (upgrade !== undefined) return;
    const earlier = await releaseBefore(mine);
    if (earlier !== undefined) await compare(live, earlier.live, upgraded);
  }

  /** What is set aside there alone would be missing to readers from the flip on, e.g. after a re-drive here. */
  async function setsAsideMore({ live, next }: Alias): Promise<boolean> {
    const [here, there] = await Promise.all(
      [live, next?.version ?? live].map((version) => opened().parked.list(groupOf(version))),
    );
    const known = new Set(here?.map(({ service: source, agg }) => `${source}|${agg}`));
    return there?.some(({ service: source, agg }) => !known.has(`${source}|${agg}`)) === true;
  }

  async function flip(current: Alias, version: string): Promise<void> {
    const { aliases } = opened();
    if (!(await reaches(version, current.live))) return;
    const by = (await setsAsideMore(current)) ? compared(version, undefined) : flipped(version);
    // an operator may have decided otherwise meanwhile
    await change(aliases, (alias) => (alias.next?.version === version ? by(alias) : alias));
    wakeUp.signal();
  }

  async function removeWhatIsGone({ gone }: Alias): Promise<void> {
    const { versions, aliases } = opened();
    for (const { version, at } of gone) {
      const again = now().getTime() - Date.parse(at) >= REMOVED_AGAIN_MS;
      if (!again && emptied.has(version)) continue;
      await ending.get(version);
      await versions.remove(version);
      emptied.add(version);
      if (again) await change(aliases, removed(version));
    }
  }

  async function work(current: Alias): Promise<void> {
    await removeWhatIsGone(current);
    const { next } = current;
    if (next === undefined) return compareUpgrade(current);
    const { version } = next;
    if (next.compared === undefined) await compare(version, current.live, (found) => compared(version, found));
    else if (next.flips && next.compared.different === 0) await flip(current, version);
  }

  async function run(): Promise<void> {
    while (!closing) {
      await wakeUp.wait(LOOK_MS);
      if (closing) return;
      try {
        const current = await opened().aliases.read();
        await follow(current);
        if (works) working ??= work(current).catch(away).finally(ready);
      } catch (error) {
        away(error);
      }
    }
  }

  function away(error: unknown): void {
    log.warn({ error: describeFailure(error) }, 'the versions of the views cannot be followed at the moment');
  }

  function ready(): void {
    working = undefined;
  }

  async function fillingOf(version: string, found: Compared | undefined): Promise<VersionFilling> {
    const sources = progressOf(await assignmentsOf(version), highWatermarks);
    return { version, ...totalOf(sources), sources, compared: found };
  }

  async function stateOf({ release, live, next, kept }: Alias): Promise<RebuildState> {
    const later = (await opened().aliases.others()).findLast((other) => other.release > release);
    return {
      live,
      kept,
      next: next && { ...(await fillingOf(next.version, next.compared)), flips: next.flips },
      later: later && (await fillingOf(later.live, later.upgrade)),
    };
  }

  async function changed(by: Change): Promise<RebuildState | RebuildRefused> {
    const after = await change(opened().aliases, by);
    wakeUp.signal();
    return 'refused' in after ? after : stateOf(after);
  }

  return {
    operators: {
      state: async () => stateOf(await opened().aliases.read()),
      begin: (flips) => changed(begun(flips)),
      async flip(version) {
        const { live, next, kept } = await opened().aliases.read();
        const isThere = version === next?.version || version === kept;
        if (isThere && !(await reaches(version, live))) return { refused: 'behind', version };
        return changed(flipped(version));
      },
      drop: (version) => changed(dropped(version, now().toISOString())),
    },
    async start(from) {
      store = from;
      if (serving.declared.length === 0) return serving.show(viewsVersion());
      await follow(await from.aliases.read());
      loop ??= run();
    },
    storeOf(version) {
      const { versions, checkpoints, parked, aliases } = opened();
      const rows = versions.rows(version);
      return {
        group: groupOf(version),
        checkpoints,
        parked,
        rows: {
          async *beyond(places) {
            yield* rows.beyond(places);
            // what was removed while it was read is not taken for what there is
            if (places.length > 0 && !followed(await aliases.read()).includes(version))
              throw new TransientFailure(`version ${version} of the views was dropped`);
          },
        },
      };
    },
    aside: () =>
      new Set(alias === undefined ? [] : followed(alias).flatMap((one) => (one === alias?.live ? [] : groupOf(one)))),
    async gauges() {
      if (alias === undefined) return {};
      const next = alias.next && (await fillingOf(alias.next.version, undefined));
      return {
        rebuild_running: next === undefined ? 0 : 1,
        rebuild_applied_events: next?.applied ?? 0,
        rebuild_events: next?.of ?? 0,
      };
    },
    async close() {
      closing = true;
      wakeUp.signal();
      await loop;
      await working;
      await Promise.all(ending.values());
    },
  };
}
