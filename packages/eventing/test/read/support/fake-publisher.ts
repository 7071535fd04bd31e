// The owner of a journal as its consumers see it: high watermarks and feed, nothing else.
import { PARTITIONS, type RecordedEvent } from '@tributary/contracts';
import type { EventingLog } from '../../../src/ports/eventing.ts';
import type { FeedClient } from '../../../src/ports/journal.ts';

export const silent: EventingLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface FakePublisher extends FeedClient {
  highWatermarks: FeedClient['highWatermarks'];
  readonly records: RecordedEvent[];
  /** records read from the feed so far */
  read: number;
  /** set: high watermarks and feed fail */
  away: boolean;
}

/** When an empty journal was looked at: before anything was recorded. */
const EMPTY = '2026-02-28T00:00:00.000Z';

/** Serves `records` and whatever is pushed to them later. */
export function fakePublisherOf(records: readonly RecordedEvent[]): FakePublisher {
  const mine = [...records];
  const owner: FakePublisher = {
    records: mine,
    read: 0,
    away: false,
    async highWatermarks(service) {
      if (owner.away) throw Object.assign(new Error('nobody listens'), { code: 'ECONNREFUSED' });
      const highWatermarks = Array.from({ length: PARTITIONS }, (_, partition) => ({
        partition,
        pos: Math.max(
          0,
          ...ofService(service)
            .filter((record) => record.partition === partition)
            .map(({ pos }) => pos),
        ),
      }));
      return { highWatermarks, highWatermarksAt: ofService(service).at(-1)?.recordedAt ?? EMPTY, epoch: 1 };
    },
    async feed(service, from, limit) {
      if (owner.away) throw Object.assign(new Error('nobody listens'), { code: 'ECONNREFUSED' });
      const found = ofService(service)
        .filter((one) =>
          'partition' in from
            ? one.partition === from.partition && one.pos > from.after
            : one.agg === from.agg && one.seq > from.after,
        )
        .slice(0, limit);
      owner.read += found.length;
      return found;
    },
  };
  const ofService = (service: string) => mine.filter(({ event }) => event.type.startsWith(`${service}.`));
  return owner;
}
