// The views' effect: facts go into the row of their aggregate, each (aggregate, seq) once, by guarded writes alone.
import type { EventDescription, RecordedEvent, ServiceName } from '@tributary/contracts';
import { violation } from '../consume/check.ts';
import type { Handler } from '../consume/effect.ts';
import { type Failure, TransientFailure } from '../consume/failure.ts';
import { CHUNK } from '../consume/plan.ts';
import type { RowChange, RowHead, Rows } from '../consume/store.ts';
import { cut } from '../cut-points.ts';
import type { FeedClient } from '../ports/journal.ts';
import { type Append, append, type Keeping } from './append.ts';
import type { Handover } from './handover.ts';

export interface RowsHandlerParts {
  readonly rows: Pick<Rows, 'highWatermarks' | 'write'>;
  readonly feeds: FeedClient;
  readonly keeping: Keeping;
  readonly contractOf: (type: string) => EventDescription | undefined;
  /** told what each chunk has written */
  readonly handover?: Pick<Handover, 'note'>;
}

/** What is left to do for one aggregate of a chunk. */
interface Task {
  readonly next: Append;
  /** the seq at which the row is done */
  readonly goal: number;
  readonly failure: Failure | undefined;
}

export function createRowsHandler({ rows, feeds, keeping, contractOf, handover }: RowsHandlerParts): Handler {
  /** The first event that breaks its contract stops the row before it, unless the aggregate ends anyway. */
  function task(head: RowHead | undefined, events: readonly RecordedEvent[]): Task {
    const fresh = events.filter(({ seq }) => seq > (head?.seq ?? 0)).sort((a, b) => a.seq - b.seq);
    const ends = fresh.some(({ event }) => keeping.terminal.has(event.type)) || head?.erased === true;
    for (const { agg, seq, event } of ends ? [] : fresh) {
      const contract = contractOf(event.type);
      const error = contract && violation(contract, event.data);
      if (error === undefined) continue;
      const sound = fresh.filter((other) => other.seq < seq);
      return { next: append(head, sound, keeping), goal: seq - 1, failure: { agg, seq, error } };
    }
    return { next: append(head, fresh, keeping), goal: fresh.at(-1)?.seq ?? 0, failure: undefined };
  }

  async function missing(service: ServiceName, agg: string, after: number): Promise<readonly RecordedEvent[]> {
    const events = await feeds.feed(service, { agg, after }, CHUNK);
    if (events.length === 0) throw new TransientFailure(`the feed of ${service} has nothing of ${agg} after ${after}`);
    return events;
  }

  /** @param written gains what was written, and `undefined` for what was there already */
  async function apply(
    service: ServiceName,
    events: readonly RecordedEvent[],
    written: (RowChange | undefined)[],
  ): Promise<Failure[]> {
    const waiting = new Map<string, readonly RecordedEvent[]>();
    for (const event of events) waiting.set(event.agg, [...(waiting.get(event.agg) ?? []), event]);
    const failures: Failure[] = [];
    // whose first event is in hand has no row, as a rule: the write is tried, and its guard tells where that is wrong
    let guessed: ReadonlySet<string> = new Set(events.filter(({ seq }) => seq === 1).map(({ agg }) => agg));
    while (waiting.size > 0) {
      const born = guessed;
      guessed = new Set();
      const asked = [...waiting.keys()].filter((agg) => !born.has(agg));
      const highWatermarks =
        asked.length === 0 ? new Map<string, RowHead>() : await rows.highWatermarks(service, asked);
      const writes: { readonly change: Extract<Append, { do: 'write' }>['change']; readonly task: Task }[] = [];
      const settle = (agg: string, { failure }: Task) => {
        waiting.delete(agg);
        if (failure !== undefined) failures.push(failure);
      };
      for (const [agg, inHand] of waiting) {
        const head = highWatermarks.get(agg);
        const todo = task(head, inHand);
        // nothing is set aside on a guess
        if (born.has(agg) && todo.failure !== undefined) continue;
        if ((head?.seq ?? 0) >= todo.goal) {
          written.push(undefined);
          settle(agg, todo);
        } else if (todo.next.do === 'write') writes.push({ change: todo.next.change, task: todo });
        else waiting.set(agg, [...inHand, ...(await missing(service, agg, head?.seq ?? 0))]);
      }
      const all = await rows.write(writes.map(({ change }) => change));
      written.push(...writes.map(({ change }) => (all ? change : undefined)));
      for (const { change, task: done } of writes) if (all && change.seq >= done.goal) settle(change.agg, done);
    }
    cut('between-row-and-checkpoint');
    return failures;
  }

  return {
    terminal: keeping.terminal,
    async apply(service, events) {
      const [first] = events;
      if (first === undefined) return [];
      const written: (RowChange | undefined)[] = [];
      try {
        return await apply(service, events, written);
      } catch (error) {
        written.push(undefined);
        throw error;
      } finally {
        const whole = written.every((change) => change !== undefined);
        handover?.note(service, first.partition, whole ? written : undefined);
      }
    },
  };
}
