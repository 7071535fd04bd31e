// How far the owners are, asked once a second (rule 19). One poller serves the consumers and the views of a process.
import type { ServiceName } from '@tributary/contracts';
import type { EventingLog } from '../ports/eventing.ts';
import type { FeedClient, JournalReader } from '../ports/journal.ts';
import { describeFailure } from './failure.ts';
import { createWakeUp } from './wake-up.ts';

type HighWatermarks = Awaited<ReturnType<JournalReader['highWatermarks']>>;

/** What the owner of a partition told last; position 0 and no instant before it told anything. */
export interface Head {
  readonly pos: number;
  readonly highWatermarksAt: string | undefined;
  readonly corrected: HighWatermarks['corrected'];
}

export interface HighWatermarkPoller {
  of(service: ServiceName, partition: number): Head;
  /** Called after each answer of an owner, until it ends. */
  listen(listener: (service: ServiceName, highWatermarks: HighWatermarks) => void): { end(): void };
  start(services: readonly ServiceName[]): void;
  /** Milliseconds since the loop last went round. */
  age(): number;
  close(): Promise<void>;
}

export function createHighWatermarks(feeds: FeedClient, log: EventingLog, everyMs: () => number): HighWatermarkPoller {
  const highWatermarks = new Map<ServiceName, HighWatermarks>();
  const listeners = new Set<(service: ServiceName, highWatermarks: HighWatermarks) => void>();
  const away = new Set<ServiceName>();
  const wakeUp = createWakeUp();
  let closing = false;
  let looked = performance.now();
  let loop: Promise<void> | undefined;

  async function ask(service: ServiceName): Promise<void> {
    try {
      const answer = await feeds.highWatermarks(service);
      if (away.delete(service)) log.info({ source: service }, 'a source answers again');
      highWatermarks.set(service, answer);
      for (const listener of listeners) listener(service, answer);
    } catch (error) {
      if (!away.has(service)) log.warn({ source: service, error: describeFailure(error) }, 'a source does not answer');
      away.add(service);
    }
  }

  async function run(services: readonly ServiceName[]): Promise<void> {
    while (!closing) {
      await Promise.all(services.map(ask));
      looked = performance.now();
      if (!closing) await wakeUp.wait(everyMs());
    }
  }

  return {
    of(service, partition) {
      const known = highWatermarks.get(service);
      return {
        pos: known?.highWatermarks.find((highWatermark) => highWatermark.partition === partition)?.pos ?? 0,
        highWatermarksAt: known?.highWatermarksAt,
        corrected: known?.corrected,
      };
    },
    listen(listener) {
      listeners.add(listener);
      return { end: () => void listeners.delete(listener) };
    },
    start(services) {
      loop ??= run(services);
    },
    age: () => performance.now() - looked,
    async close() {
      closing = true;
      wakeUp.signal();
      await loop;
    },
  };
}
