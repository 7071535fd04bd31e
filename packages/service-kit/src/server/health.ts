// Health looks at the process itself, never at what it talks to: a broker that is away must not restart the service.
import type { Eventing, Filling } from '@tributary/eventing';
import type { FastifyInstance } from 'fastify';
import type { FieldFault } from '../problem/field-texts.ts';
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
function unready(life: Life, eventing: Eventing, loop: LoopDelay): readonly FieldFault[] {
  return [
    ...(life.started ? [] : [reason('STARTING')]),
    ...(life.waiting ? [reason('WAITING_FOR_DATABASE')] : []),
    ...(life.draining ? [reason('DRAINING')] : []),
    ...(eventing.views.ready ? [] : [reason('FILLING', { copies: filling(eventing.views.filling()) })]),
    ...(loop.over() ? [reason('BUSY')] : []),
  ];
}

const reason = (code: FieldFault['code'], values: FieldFault['values'] = {}): FieldFault => ({
  pointer: '',
  code,
  values,
});

/** `registry 120/3400` for each copy on its way; a question mark where its owner has not told how much there is. */
const filling = (copies: readonly Filling[]): string =>
  copies.map(({ service, applied, of }) => `${service} ${applied}/${of ?? '?'}`).join(', ') || '0';

const refusal = (reasons: readonly FieldFault[]) => new Refusal('UNAVAILABLE', { errors: reasons });

/** Adds `GET /health/live` and `GET /health/ready`. */
export function addHealth(app: FastifyInstance, life: Life, eventing: Eventing, loop: LoopDelay): void {
  app.get('/health/live', openToAll, async () => {
    if (life.started && !eventing.alive()) throw refusal([reason('STALLED')]);
    return { status: 'live' };
  });
  app.get('/health/ready', openToAll, async () => {
    const reasons = unready(life, eventing, loop);
    if (reasons.length > 0) throw refusal(reasons);
    return { status: 'ready' };
  });
}
