// The reactions' effect: an event of another service is answered by a command here. The target's `sources` make
// an answer happen once (rule 30); this part only says which events are answered, and what can never be.

import { type EventDescription, MAX_HOPS, type Moment, type RecordedEvent } from '@tributary/contracts';
import { violation } from '../consume/check.ts';
import type { Handler } from '../consume/effect.ts';
import { describeFailure, type Failure, isTransient, TransientFailure } from '../consume/failure.ts';
import { cut, planted } from '../cut-points.ts';
import type { Reaction, ReactionContext } from '../ports/reactions.ts';

export interface ReactionsParts {
  readonly reactions: readonly Reaction[];
  readonly contractOf: (type: string) => EventDescription | undefined;
  readonly moment: () => Moment;
  /** up to which position a type is not answered in a partition; undefined as long as that is not known */
  readonly at?: (type: string, partition: number) => number | undefined;
}

/** Why an event can never be answered, before any handler is asked. */
function flaw({ event }: RecordedEvent, contract: EventDescription | undefined): string | undefined {
  if (event.hops > MAX_HOPS)
    return `${event.type}: ${event.hops} hops from the first command, so it can only be a cycle`;
  return contract && violation(contract, event.data);
}

export function createReactionsHandler({ reactions, contractOf, moment, at = () => 0 }: ReactionsParts): Handler {
  const byType = new Map<string, readonly Reaction[]>();
  for (const reaction of reactions)
    byType.set(reaction.event.type, [...(byType.get(reaction.event.type) ?? []), reaction]);

  async function answer(record: RecordedEvent, answers: readonly Reaction[]): Promise<string | undefined> {
    const { event } = record;
    const broken = flaw(record, contractOf(event.type));
    if (broken !== undefined) return broken;
    const context: ReactionContext = {
      ...moment(),
      subject: event.subject,
      seq: event.seq,
      eventId: event.id,
      ministry: event.ministry,
      hops: event.hops,
      traceparent: event.traceparent,
    };
    try {
      for (const { handle } of answers) await handle(event, context);
      return undefined;
    } catch (error) {
      if (isTransient(error)) throw error;
      return describeFailure(error);
    }
  }

  function startOf({ partition, event: { type } }: RecordedEvent): number {
    const start = at(type, partition);
    if (start === undefined) throw new TransientFailure(`it is not known yet from where on ${type} is answered`);
    return start;
  }

  const terminal = new Set<string>(reactions.filter((reaction) => reaction.terminal).map(({ event }) => event.type));

  return {
    terminal,
    concerns: (type) => byType.has(type),
    async apply(_service, records) {
      const failures = new Map<string, Failure>();
      for (const record of records) {
        const answers = byType.get(record.event.type);
        const ends = terminal.has(record.event.type);
        if (answers === undefined || record.pos <= startOf(record)) continue;
        if (failures.has(record.agg) && !ends) continue;
        const answered = answer(record, answers);
        const error = planted('commit-before-effect') ? undefined : await answered;
        if (ends) failures.delete(record.agg);
        if (error !== undefined) failures.set(record.agg, { agg: record.agg, seq: record.seq, error });
        cut('mid-batch');
      }
      return [...failures.values()];
    },
  };
}
