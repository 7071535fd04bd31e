// What an assignment does next. Positions decide; Kafka's offsets and the order of arrival are hints that decide nothing.

/** Most records that are applied, checkpointed and answered by a heartbeat as one. */
export const CHUNK = 200;

/** `apply` a run without a gap from the checkpoint on, `read` what is missing from the owner's feed, or rest. */
export type Step<R> =
  | { readonly do: 'rest' }
  | { readonly do: 'read' }
  | { readonly do: 'apply'; readonly records: R[] };

/** The records that follow `applied` without a gap, each once, at most a chunk of them. */
export function runAfter<R extends { readonly pos: number }>(records: readonly R[], applied: number): R[] {
  const byPos = new Map(records.filter(({ pos }) => pos > applied).map((record) => [record.pos, record]));
  const run: R[] = [];
  for (let next = byPos.get(applied + 1); next !== undefined && run.length < CHUNK; next = byPos.get(next.pos + 1)) {
    run.push(next);
  }
  return run;
}

/**
 * Rule 23: at or below the checkpoint drop, next to it apply, beyond it or behind the high watermarks read the feed.
 * @param inHand records in any order, any number of times
 * @param applied position of the checkpoint
 * @param target position that the owner's high watermarks say must be reached; 0 asks for nothing
 */
export function plan<R extends { readonly pos: number }>(
  inHand: readonly R[],
  applied: number,
  target: number,
): Step<R> {
  const records = runAfter(inHand, applied);
  if (records.length > 0) return { do: 'apply', records };
  return target > applied || inHand.some(({ pos }) => pos > applied) ? { do: 'read' } : { do: 'rest' };
}

/** One look at a partition: how far its owner is, and how far we are. */
export interface Look {
  readonly highWatermark: number;
  readonly applied: number;
}

/** Rule 19: still behind a high watermark seen before, without a step since: Kafka lost it or is away, so the feed must be read. */
export const overdue = (before: Look | undefined, now: Look): boolean =>
  before !== undefined && now.applied < before.highWatermark && now.applied === before.applied;
