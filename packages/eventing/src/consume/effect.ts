// What a chunk does in a group: every event has its effect, or its aggregate is set aside. Positions always go on.
import type { EventDescription, RecordedEvent, ServiceName } from '@tributary/contracts';
import { planted } from '../cut-points.ts';
import { isFencingRecord } from '../journal/fencing-record.ts';
import type { FeedClient } from '../ports/journal.ts';
import { describeFailure, type Failure, isTransient } from './failure.ts';
import { CHUNK } from './plan.ts';
import type { Assignment, Marker, ParkedMarkers } from './store.ts';

/** The effect of events in one group: rows of facts, or reactions. */
export interface Handler {
  /** types of events that end their aggregate */
  readonly terminal: ReadonlySet<string>;
  /** whether events of a type have an effect at all; every type, unless told */
  readonly concerns?: (type: string) => boolean;
  /**
   * Applies events of any aggregates, ascending by seq within each; again is harmless.
   * @returns what can never be applied: of those aggregates nothing from that seq on was
   * @throws what passes by itself; anything else is tried again for each aggregate alone
   */
  apply(service: ServiceName, events: readonly RecordedEvent[]): Promise<readonly Failure[]>;
}

export interface EffectParts {
  readonly handler: Handler;
  readonly parked: ParkedMarkers;
  readonly feeds: FeedClient;
  readonly contractOf: (type: string) => EventDescription | undefined;
  readonly onUnknown: (type: string) => void;
  readonly onParked: (marker: Omit<Marker, 'mending'>) => void;
}

/** Where catching up ended: the next seq to come, or the one that failed again. */
export interface CaughtUp {
  readonly next: number;
  readonly failed: boolean;
}

export interface Effect {
  /** @returns whether there was anything to have an effect, or to set aside */
  apply(assignment: Assignment, records: readonly RecordedEvent[]): Promise<boolean>;
  /** Applies an aggregate's events from `seq` on, read from its feed. */
  catchUp(assignment: Assignment, agg: string, seq: number): Promise<CaughtUp>;
}

export function createEffect({ handler, parked, feeds, contractOf, onUnknown, onParked }: EffectParts): Effect {
  const { concerns = () => true } = handler;

  /** What fails and will not pass by itself is told apart by aggregate: only the one that cannot be applied is set aside. */
  async function attempt(service: ServiceName, events: readonly RecordedEvent[]): Promise<readonly Failure[]> {
    try {
      return await handler.apply(service, events);
    } catch (error) {
      if (isTransient(error)) throw error;
      const [first] = events;
      const aggs = [...new Set(events.map(({ agg }) => agg))];
      if (first !== undefined && aggs.length === 1) return [{ ...first, error: describeFailure(error) }];
      const failures: Failure[] = [];
      for (const agg of aggs) {
        failures.push(
          ...(await attempt(
            service,
            events.filter((event) => event.agg === agg),
          )),
        );
      }
      return failures;
    }
  }

  async function handle(assignment: Assignment, events: readonly RecordedEvent[]): Promise<readonly Failure[]> {
    const failures = await attempt(assignment.service, events);
    for (const { agg, seq, error } of planted('poison-skipped') ? [] : failures) {
      const { group, service, partition } = assignment;
      const marker = { group, service, partition, agg, fromSeq: seq, error };
      await parked.park(marker);
      onParked(marker);
    }
    return failures;
  }

  async function catchUp(assignment: Assignment, agg: string, seq: number): Promise<CaughtUp> {
    for (let next = seq; ; ) {
      const events = await feeds.feed(assignment.service, { agg, after: next - 1 }, CHUNK);
      const last = events.at(-1);
      if (last === undefined) return { next, failed: false };
      const [failure] = await handle(assignment, events);
      if (failure !== undefined) return { next: failure.seq, failed: true };
      next = last.seq + 1;
    }
  }

  return {
    catchUp,
    async apply(assignment, records) {
      const told = records.filter((record) => !isFencingRecord(record));
      for (const { event } of told) if (contractOf(event.type) === undefined) onUnknown(event.type);
      const events = told.filter(({ event }) => concerns(event.type));
      const aggs = [...new Set(events.map(({ agg }) => agg))];
      if (aggs.length === 0) return false;
      // read after the records are in hand: what a re-drive does not see in the feed yet is not skipped here any more
      const markers = await parked.of(assignment.group, assignment.service, aggs);
      const ends = new Map(
        events
          .filter(({ agg, event }) => markers.has(agg) && handler.terminal.has(event.type))
          .map(({ agg, seq }) => [agg, seq]),
      );
      // forgotten before it is answered: if the answer fails, the marker that is made then must stay
      for (const [agg, marker] of markers) if (ends.has(agg)) await parked.forget(marker);
      await handle(
        assignment,
        events.filter(({ agg, seq }) => !markers.has(agg) || seq >= (ends.get(agg) ?? Number.POSITIVE_INFINITY)),
      );
      for (const [agg, marker] of markers) {
        if (marker.mending && !ends.has(agg)) await catchUp(assignment, agg, marker.fromSeq);
      }
      return true;
    },
  };
}
