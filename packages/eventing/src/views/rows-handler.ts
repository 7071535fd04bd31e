// The views' effect: facts go into the row of their aggregate, each (aggregate, seq) once, by guarded writes alone.
import type { EventDescription, RecordedEvent, ServiceName } from '@tributary/contracts';
import { violation } from '../consume/check.ts';
import type { Handler } from '../consume/effect.ts';
import { type Failure, TransientFailure } from '../consume/failure.ts';
import { CHUNK } from '../consume/plan.ts';
import type { RowHead, Rows } from '../consume/store.ts';
import { cut } from '../cut-points.ts';
import type { FeedClient } from '../ports.ts';
import { type Append, append, type Keeping } from './append.ts';

export interface RowsHandlerParts {
  readonly rows: Pick<Rows, 'heads' | 'write'>;
  readonly feeds: FeedClient;
  readonly keeping: Keeping;
  readonly contractOf: (type: string) => EventDescription | undefined;
}

/** What is left to do for one aggregate of a chunk. */
interface Task {
  readonly next: Append;
  /** the seq at which the row is done */
  readonly goal: number;
  readonly failure: Failure | undefined;
}

export function createRowsHandler({ rows, feeds, keeping, contractOf }: RowsHandlerParts): Handler {
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

  return {
    terminal: keeping.terminal,
    async apply(service, events) {
      const waiting = new Map<string, readonly RecordedEvent[]>();
      for (const event of events) waiting.set(event.agg, [...(waiting.get(event.agg) ?? []), event]);
      const failures: Failure[] = [];
      while (waiting.size > 0) {
        const heads = await rows.heads(service, [...waiting.keys()]);
        const writes: { readonly change: Extract<Append, { do: 'write' }>['change']; readonly task: Task }[] = [];
        const settle = (agg: string, { failure }: Task) => {
          waiting.delete(agg);
          if (failure !== undefined) failures.push(failure);
        };
        for (const [agg, inHand] of waiting) {
          const head = heads.get(agg);
          const todo = task(head, inHand);
          if ((head?.seq ?? 0) >= todo.goal) settle(agg, todo);
          else if (todo.next.do === 'write') writes.push({ change: todo.next.change, task: todo });
          else waiting.set(agg, [...inHand, ...(await missing(service, agg, head?.seq ?? 0))]);
        }
        const all = await rows.write(writes.map(({ change }) => change));
        for (const { change, task: done } of writes) if (all && change.seq >= done.goal) settle(change.agg, done);
      }
      cut('between-row-and-checkpoint');
      return failures;
    },
  };
}
