// How far the owners are, asked once a second (rule 19). One poller serves the consumers and the views of a process.
import type { ServiceName } from '@tributary/contracts';
import type { EventingLog, FeedClient, JournalReader } from '../ports.ts';
import { createBell } from './bell.ts';
import { describeFailure } from './failure.ts';

type Heads = Awaited<ReturnType<JournalReader['heads']>>;

/** What the owner of a slot told last; position 0 and no instant before it told anything. */
export interface Head {
  readonly pos: number;
  readonly headsAt: string | undefined;
  readonly corrected: Heads['corrected'];
}

export interface HeadsPoller {
  of(service: ServiceName, slot: number): Head;
  /** Called after each answer of an owner, until it ends. */
  listen(listener: (service: ServiceName, heads: Heads) => void): { end(): void };
  start(services: readonly ServiceName[]): void;
  /** Milliseconds since the loop last went round. */
  age(): number;
  close(): Promise<void>;
}

export function createHeads(feeds: FeedClient, log: EventingLog, everyMs: () => number): HeadsPoller {
  const heads = new Map<ServiceName, Heads>();
  const listeners = new Set<(service: ServiceName, heads: Heads) => void>();
  const away = new Set<ServiceName>();
  const bell = createBell();
  let closing = false;
  let looked = performance.now();
  let loop: Promise<void> | undefined;

  async function ask(service: ServiceName): Promise<void> {
    try {
      const answer = await feeds.heads(service);
      if (away.delete(service)) log.info({ source: service }, 'a source answers again');
      heads.set(service, answer);
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
      if (!closing) await bell.wait(everyMs());
    }
  }

  return {
    of(service, slot) {
      const known = heads.get(service);
      return {
        pos: known?.heads.find((head) => head.slot === slot)?.pos ?? 0,
        headsAt: known?.headsAt,
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
      bell.ring();
      await loop;
    },
  };
}
