// What a process does to bring the events of its aggregates to the journal and to Kafka: it leads the relay or watches who
// does, and says that it writes.
import { randomUUID } from 'node:crypto';
import { type Leader, type LeaderParts, startLeader } from './leader.ts';
import type { Topic } from './sender.ts';
import type { Backlog } from './store.ts';
import { sayThatItWrites, type Writing } from './writers.ts';

/** A relay whose loop has not come round for this long is not alive. */
const LONGEST_ROUND_MS = 60_000;

type Stores = Pick<LeaderParts, 'leases' | 'journal' | 'outbox' | 'cursors'>;

export interface RelayingParts extends Pick<LeaderParts, 'service' | 'instance' | 'now' | 'log'> {
  readonly stores: () => Stores;
  readonly openTopic: () => Topic;
  /** names of the aggregates that are declared */
  readonly names: () => readonly string[];
}

export interface Relaying {
  /** Whoever leads, here or elsewhere, knows that this process writes when this is done. */
  startWriting(): Promise<void>;
  /** Leads, or waits to. */
  startRelay(): void;
  /** This process committed to an aggregate of this kind. */
  wake(kind: string): void;
  /** as of a leader */
  epoch(): number | undefined;
  backlog(): Promise<Backlog>;
  gauges(): Promise<Record<string, number>>;
  alive(): boolean;
  close(): Promise<void>;
}

export function createRelaying({ stores, openTopic, names, ...parts }: RelayingParts): Relaying {
  const { now, log } = parts;
  let leader: Leader | undefined;
  let topic: Topic | undefined;
  let writing: Writing | undefined;

  const epoch = () => leader?.epoch();
  const backlog = () => stores().outbox.backlog();

  return {
    async startWriting() {
      writing ??= await sayThatItWrites(stores().leases, randomUUID(), () => epoch() !== undefined, log);
    },
    startRelay() {
      topic ??= openTopic();
      leader ??= startLeader({ ...parts, ...stores(), topic });
    },
    wake: (kind) => leader?.wake(kind),
    epoch,
    backlog,
    async gauges() {
      if (names().length === 0) return {};
      const { aggregates, since } = await backlog();
      return {
        outbox_aggregates: aggregates,
        outbox_age_seconds: since === undefined ? 0 : Math.max(0, now().getTime() - since.getTime()) / 1000,
        relay_leader: epoch() === undefined ? 0 : 1,
        relay_unsent_records: leader?.unsent() ?? 0,
      };
    },
    alive: () => leader === undefined || leader.idleMs() < LONGEST_ROUND_MS,
    async close() {
      await writing?.stop();
      await leader?.stop();
      await topic?.close();
    },
  };
}
