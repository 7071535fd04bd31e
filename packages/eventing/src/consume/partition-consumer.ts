// One assignment: a partition of a source service, in one group. Steps are taken one at a time, whoever asks: Kafka or the high watermarks.
import type { RecordedEvent } from '@tributary/contracts';
import { cut, planted } from '../cut-points.ts';
import type { EventingLog } from '../ports/eventing.ts';
import type { FeedClient } from '../ports/journal.ts';
import type { AssignmentStep } from '../views/handover.ts';
import { describeFailure, TransientFailure } from './failure.ts';
import { CHUNK, plan, runAfter } from './plan.ts';
import type { Assignment, Checkpoint, Checkpoints } from './store.ts';

export interface PartitionConsumerParts {
  readonly checkpoints: Checkpoints;
  readonly feeds: FeedClient;
  /** The effect: idempotent, done when it resolves. @returns whether there was anything to do */
  readonly apply: (assignment: Assignment, records: readonly RecordedEvent[]) => Promise<boolean>;
  /** @param step what was applied; left out where the assignment was moved in another way */
  readonly onApplied: (assignment: Assignment, step?: AssignmentStep) => void;
  /** Whether assignments of an era that began meanwhile are this process's own; always, unless told. */
  readonly isMine?: () => Promise<boolean>;
  /** The process is closing: the chunk is finished, the next is somebody else's. */
  readonly stopping: () => boolean;
  readonly log: EventingLog;
}

export interface PartitionConsumer extends Assignment {
  /** the checkpoint as this process knows it; another worker may be further */
  readonly applied: number;
  readonly recordedAt: string | undefined;
  readonly first: number | undefined;
  readonly since: string | undefined;
  /** Stores a checkpoint that is held back, after what is under way. */
  store(): void;
  /** Takes what the store says: after a rebalance, or before believing that nobody moves the assignment. */
  adopt(checkpoint: Checkpoint): void;
  /** Begins again where the store says, also behind where it was. */
  restart(checkpoint: Checkpoint): void;
  /**
   * Steps until everything in hand is dropped or applied and `target` is reached.
   * @param beat runs after each chunk; what it throws is thrown on
   * @returns false when something is away: the same call may be tried again later
   */
  advance(inHand: readonly RecordedEvent[], target: number, beat: () => Promise<void>): Promise<boolean>;
}

/** A checkpoint over records that had no effect is held back so long: whoever begins before it finds nothing to do there. */
const HELD_BACK_MS = 1_000;

/** Order of one step: effect, then checkpoint; the caller's offset comes last (rule 24). */
export function createPartitionConsumer(start: Checkpoint, parts: PartitionConsumerParts): PartitionConsumer {
  const { group, service, partition } = start;
  const name: Assignment = { group, service, partition };
  let at = start;
  /** the position that the store has */
  let stored = start.pos;
  let storedAt = performance.now();
  let turn: Promise<unknown> = Promise.resolve();
  let waits = false;
  let retired = false;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  function wait(error: unknown): void {
    if (!waits) parts.log.warn({ ...name, applied: at.pos, error: describeFailure(error) }, 'an assignment waits');
    waits = true;
  }

  async function fromFeed(): Promise<RecordedEvent[]> {
    const records = runAfter(await parts.feeds.feed(service, { partition, after: at.pos }, CHUNK), at.pos);
    if (records.length === 0)
      throw new TransientFailure(`the feed of ${service} has nothing after ${at.pos} in partition ${partition}`);
    return records;
  }

  /** The compare-and-set is the safety: a zombie's chunk had its effect already, and moves nothing. */
  async function checkpoint({ pos, recordedAt }: Pick<RecordedEvent, 'pos' | 'recordedAt'>): Promise<boolean> {
    const moved = await parts.checkpoints.advance(name, stored, { pos, recordedAt }, at.era);
    if (moved) stand({ ...at, pos, recordedAt });
    else {
      const assignments = await parts.checkpoints.of(group);
      const found =
        assignments.find((assignment) => assignment.service === service && assignment.partition === partition) ?? at;
      if (found.era === at.era || ((await parts.isMine?.()) ?? true)) stand(found);
      else retire();
    }
    return moved;
  }

  /** Takes a checkpoint as the store has it. */
  function stand(checkpoint: Checkpoint): void {
    at = checkpoint;
    stored = checkpoint.pos;
    storedAt = performance.now();
  }

  async function storeHeldBack(): Promise<void> {
    const { pos, recordedAt } = at;
    if (pos > stored && recordedAt !== undefined && !retired) await checkpoint({ pos, recordedAt });
  }

  /** A release that declares other reactions has taken the assignment; what it does there is not known here. */
  function retire(): void {
    retired = true;
    parts.log.warn({ ...name, applied: at.pos }, 'an assignment is left to a release with other reactions');
  }

  async function step(inHand: readonly RecordedEvent[], target: number): Promise<boolean> {
    if (retired) return false;
    const next = plan(inHand, at.pos, target);
    if (next.do === 'rest') return false;
    const records = next.do === 'apply' ? next.records : await fromFeed();
    const last = records.at(-1);
    if (last === undefined) return false;
    const { pos, recordedAt } = last;
    const covered = { from: stored, pos, recordedAt };
    const early = planted('checkpoint-before-effect');
    if (early) await checkpoint(last);
    const effective = await parts.apply(name, records);
    cut('after-effect-before-checkpoint');
    const due = effective || performance.now() - storedAt >= HELD_BACK_MS;
    const moved = !early && due && (await checkpoint(last));
    if (!early && !due) at = { ...at, pos, recordedAt };
    parts.onApplied(name, moved ? covered : undefined);
    return true;
  }

  return {
    ...name,
    get applied() {
      return at.pos;
    },
    get recordedAt() {
      return at.recordedAt;
    },
    get first() {
      return at.first;
    },
    get since() {
      return at.since;
    },
    store() {
      inTurn(storeHeldBack).catch(wait);
    },
    adopt(checkpoint) {
      const { first, since, era } = checkpoint;
      if (era !== at.era) return;
      stored = Math.max(stored, checkpoint.pos);
      at = checkpoint.pos > at.pos ? checkpoint : { ...at, first, since };
    },
    restart(checkpoint) {
      at = checkpoint;
    },
    async advance(inHand, target, beat) {
      while (!parts.stopping()) {
        let moved: boolean;
        try {
          moved = await inTurn(() => step(inHand, target));
        } catch (error) {
          wait(error);
          return false;
        }
        if (waits) parts.log.info(name, 'an assignment goes on');
        waits = false;
        if (!moved) return true;
        await beat();
      }
      return false;
    },
  };
}
