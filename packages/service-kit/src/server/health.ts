// Health looks at the process itself, never at what it talks to: a broker that is away must not restart the service.
import type { Eventing } from '@tributary/eventing';
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

/** Why a service is not ready; empty when it is. */
function unready(life: Life, eventing: Eventing, loop: LoopDelay): readonly string[] {
  return [
    ...(life.started ? [] : ['STARTING']),
    ...(life.waiting ? ['WAITING_FOR_DATABASE'] : []),
    ...(life.draining ? ['DRAINING'] : []),
    ...(eventing.views.ready ? [] : ['FILLING']),
    ...(loop.over() ? ['BUSY'] : []),
  ];
}

const sentences: Readonly<Record<string, string>> = {
  STARTING: 'It is starting.',
  WAITING_FOR_DATABASE: 'It waits for its database.',
  DRAINING: 'It is closing and takes no new work.',
  FILLING: 'Its read models are being filled.',
  BUSY: 'Its event loop lags behind.',
  STALLED: 'Its worker has not polled lately.',
};

const refusal = (codes: readonly string[]) =>
  new Refusal('UNAVAILABLE', {
    errors: codes.map((code) => ({ pointer: '', code, detail: sentences[code] ?? code })),
  });

/** Adds `GET /health/live` and `GET /health/ready`. */
export function addHealth(app: FastifyInstance, life: Life, eventing: Eventing, loop: LoopDelay): void {
  app.get('/health/live', openToAll, async () => {
    if (life.started && !eventing.alive()) throw refusal(['STALLED']);
    return { status: 'live' };
  });
  app.get('/health/ready', openToAll, async () => {
    const reasons = unready(life, eventing, loop);
    if (reasons.length > 0) throw refusal(reasons);
    return { status: 'ready' };
  });
}
