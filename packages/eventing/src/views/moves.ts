// Who is told when what views show has moved. Nothing is queued: a listener that was told once too often or is still
// at work is told once more, and then sees the newest.
import type { ServiceName } from '@tributary/contracts';
import { describeFailure } from '../consume/failure.ts';
import type { EventingLog } from '../ports/eventing.ts';

export interface Moves {
  /** Tells those who listen for one of these services, soon. */
  tell(services: Iterable<ServiceName>): void;
  /**
   * Calls `onMove` after revision or W of a service has moved, once for all moves since it was called last and never
   * while it is at work. What it throws is logged.
   * @returns ends it: from then on it is not called
   */
  listen(services: readonly ServiceName[], onMove: () => void | Promise<void>): () => void;
  /** Ends all. */
  close(): void;
}

interface Listener {
  readonly services: ReadonlySet<ServiceName>;
  readonly onMove: () => void | Promise<void>;
  due: boolean;
  atWork: boolean;
}

export function createMoves(log: Pick<EventingLog, 'warn'>): Moves {
  const listeners = new Set<Listener>();

  async function call(listener: Listener): Promise<void> {
    while (listener.due && listeners.has(listener)) {
      listener.due = false;
      try {
        await listener.onMove();
      } catch (error) {
        log.warn({ error: describeFailure(error) }, 'a listener for moved views failed');
      }
    }
    listener.atWork = false;
  }

  return {
    tell(services) {
      for (const service of services) {
        for (const listener of listeners) {
          if (!listener.services.has(service)) continue;
          listener.due = true;
          if (listener.atWork) continue;
          listener.atWork = true;
          setImmediate(call, listener);
        }
      }
    },
    listen(services, onMove) {
      const listener: Listener = { services: new Set(services), onMove, due: false, atWork: false };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => listeners.clear(),
  };
}
