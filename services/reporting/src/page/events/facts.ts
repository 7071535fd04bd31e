// The facts that the read models have applied, after a position: read from the journals of their owners, so that none is
// missed however long somebody was away, and each stretch once for all who follow.
import { eventByType, type ServiceName } from '@tributary/contracts';
import type { FeedClient, ViewsState } from '@tributary/eventing';
import { LRUCache } from 'lru-cache';
import { at, moved, type Position } from './position.ts';

/** A fact, as anybody who may read reports may know of it. */
export interface Fact {
  readonly type: string;
  /** `initiatives.award` */
  readonly aggregate: string;
  readonly kind: string;
  /** undefined where nobody but its own ministry may know which one it is, and of persons */
  readonly id: string | undefined;
  /** recorded at, RFC 3339 */
  readonly at: string;
  /** keys of the reports that it can change */
  readonly reports: readonly string[];
}

export interface FactPage {
  /** with the position once a follower has it, in the order in which they were recorded */
  readonly facts: readonly { readonly fact: Fact; readonly position: Position }[];
  /** after all of them, and after what is no fact of any report */
  readonly position: Position;
  /** whether there are more already */
  readonly isFull: boolean;
}

export interface Facts {
  readonly services: readonly ServiceName[];
  now(): Position;
  /** Where a follower goes on that has told a position: not beyond what is here. */
  from(position: Position): Position;
  /** @throws where an owner does not answer */
  after(position: Position): Promise<FactPage>;
}

export interface FactsParts {
  readonly views: Pick<ViewsState, 'progress'>;
  readonly feeds: Pick<FeedClient, 'feed'>;
  /** keys of the reports whose read models read an event type, by that type */
  readonly reportsOf: ReadonlyMap<string, readonly string[]>;
}

/** Facts of one page, over all partitions. */
const MOST = 500;
/** Records of one question to an owner. */
const AT_ONCE = 200;
/** Stretches that are remembered for others who follow. */
const REMEMBERED = 200;

interface Recorded {
  readonly pos: number;
  readonly recordedAt: string;
  /** undefined: of no report */
  readonly fact: Fact | undefined;
}

type Stretch = Pick<ReturnType<ViewsState['progress']>[number], 'service' | 'partition' | 'applied'> & {
  readonly after: number;
};

export function factsOf({ views, feeds, reportsOf }: FactsParts): Facts {
  const stretches = new LRUCache<string, Promise<readonly Recorded[]>>({ max: REMEMBERED });
  const services = [...new Set([...reportsOf.keys()].flatMap((type) => eventByType(type)?.service ?? []))];

  function factOf(type: string, id: string, recordedAt: string): Fact | undefined {
    const [reports, event] = [reportsOf.get(type), eventByType(type)];
    if (reports === undefined || event === undefined) return undefined;
    const isOpen = event.confidential !== true && event.ofPersons === undefined;
    return {
      type,
      aggregate: `${event.service}.${event.aggregate}`,
      kind: event.aggregate,
      id: isOpen ? id : undefined,
      at: recordedAt,
      reports,
    };
  }

  async function read({ service, partition, after, applied }: Stretch): Promise<readonly Recorded[]> {
    const records = await feeds.feed(service, { partition, after }, Math.min(AT_ONCE, applied - after));
    return records
      .filter(({ pos }) => pos <= applied)
      .map(({ pos, agg, recordedAt, event: { type } }) => ({
        pos,
        recordedAt,
        fact: factOf(type, agg, recordedAt),
      }));
  }

  function recorded(stretch: Stretch): Promise<readonly Recorded[]> {
    const key = Object.values(stretch).join('|');
    const known = stretches.get(key);
    if (known !== undefined) return known;
    const reading = read(stretch);
    stretches.set(key, reading);
    reading.catch(() => stretches.delete(key));
    return reading;
  }

  const standing = () => views.progress().filter(({ service }) => services.includes(service));

  return {
    services,
    now: () =>
      standing().reduce<Position>(
        (sum, { service, partition, applied }) => moved(sum, service, partition, applied),
        new Map(),
      ),
    from: (position) =>
      standing().reduce<Position>(
        (sum, { service, partition, applied }) =>
          moved(sum, service, partition, Math.min(applied, at(position, service, partition))),
        new Map(),
      ),
    async after(from) {
      const found: (Recorded & Pick<Stretch, 'service' | 'partition'>)[] = [];
      let isFull = false;
      for (const { service, partition, applied } of standing()) {
        const after = at(from, service, partition);
        if (after >= applied) continue;
        if (found.length >= MOST) {
          isFull = true;
          break;
        }
        const all = await recorded({ service, partition, applied, after });
        if ((all.at(-1)?.pos ?? after) < applied) isFull = true;
        found.push(...all.map((one) => ({ ...one, service, partition })));
      }
      // within a partition each is recorded later than the one before it
      found.sort((one, other) => (one.recordedAt < other.recordedAt ? -1 : one.recordedAt > other.recordedAt ? 1 : 0));
      let position = from;
      const facts = found.flatMap(({ service, partition, pos, fact }) => {
        position = moved(position, service, partition, pos);
        return fact === undefined ? [] : [{ fact, position }];
      });
      return { facts, position, isFull: isFull && found.length > 0 };
    },
  };
}
