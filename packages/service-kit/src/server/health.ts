// Health looks at the process itself, never at what it talks to: a broker that is away must not restart the service.
import type { Eventing, Filling } from '@tributary/eventing';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../problem/refusal.ts';
import type { LoopDelay } from './loop-delay.ts';
import { openToAll } from './open.ts';

/** Where a service is in its life. */
export interface Life {
  started: boolean;
  /** its store does not answer, and it cannot start before that does */
  waiting: boolean;
  draining: boolean;
}

interface Reason {
  readonly code: string;
  readonly detail: string;
}

/** Why a service is not ready; empty when it is. */
function unready(life: Life, eventing: Eventing, loop: LoopDelay): readonly Reason[] {
  return [
    ...(life.started ? [] : [{ code: 'STARTING', detail: 'It is starting.' }]),
    ...(life.waiting ? [{ code: 'WAITING_FOR_DATABASE', detail: 'It waits for its database.' }] : []),
    ...(life.draining ? [{ code: 'DRAINING', detail: 'It is closing and takes no new work.' }] : []),
    ...(eventing.views.ready ? [] : [{ code: 'FILLING', detail: filling(eventing.views.filling()) }]),
    ...(loop.over() ? [{ code: 'BUSY', detail: 'Its event loop lags behind.' }] : []),
  ];
}

/** `registry: 120 of 3400 events` for each copy on its way. */
function filling(copies: readonly Filling[]): string {
  const each = copies.map(({ service, applied, of }) =>
    of === undefined ? `${service} has not told how much there is` : `${service}: ${applied} of ${of} events`,
  );
  return `Its read models are being filled${each.length === 0 ? '' : ` (${each.join('; ')})`}.`;
}

const refusal = (reasons: readonly Reason[]) =>
  new Refusal('UNAVAILABLE', { errors: reasons.map((reason) => ({ pointer: '', ...reason })) });

/** Adds `GET /health/live` and `GET /health/ready`. */
export function addHealth(app: FastifyInstance, life: Life, eventing: Eventing, loop: LoopDelay): void {
  app.get('/health/live', openToAll, async () => {
    if (life.started && !eventing.alive())
      throw refusal([{ code: 'STALLED', detail: 'Its worker has not polled lately.' }]);
    return { status: 'live' };
  });
  app.get('/health/ready', openToAll, async () => {
    const reasons = unready(life, eventing, loop);
    if (reasons.length > 0) throw refusal(reasons);
    return { status: 'ready' };
  });
}
