// How much one caller, one connection and one event loop may be asked for.
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { Tokens } from '../access/tokens.ts';
import { Refusal } from '../problem/refusal.ts';
import { callerOf } from './caller.ts';
import type { LoopDelay } from './loop-delay.ts';

/** Limits of a service; times in milliseconds. */
export interface Limits {
  /** the whole request must have arrived */
  readonly requestMs: number;
  /** a connection without a byte is closed */
  readonly connectionMs: number;
  /** the answer must have been sent */
  readonly handlerMs: number;
  /** how long an answer waits for a fact that the caller has seen elsewhere */
  readonly caughtUpMs: number;
  /** how long a closing service still serves, telling each connection to close */
  readonly drainMs: number;
  /** after this, a closing service ends the connections that are left */
  readonly closeMs: number;
  /** requests of one caller in a minute */
  readonly perMinute: number;
  /** requests of one caller in a minute for addresses that do not exist */
  readonly missesPerMinute: number;
  /** streams of events that a process holds open; the next one is answered 503 */
  readonly streams: number;
  /** of those, as many as one caller may hold */
  readonly streamsOfOne: number;
  /** a stream without an event says so often that it is there; shorter than the silence at which proxies close */
  readonly heartbeatMs: number;
  /** between two events of a stream */
  readonly eventsEveryMs: number;
  /** a slower event loop answers 503 */
  readonly loopDelayMs: number;
  /** how long a process does not look for a job while none is due */
  readonly jobsIdleMs: number;
}

/** The limits of every server, unless told otherwise. */
export const usualLimits: Limits = {
  requestMs: 10_000,
  connectionMs: 30_000,
  handlerMs: 8_000,
  caughtUpMs: 2_000,
  drainMs: 1_000,
  closeMs: 9_000,
  perMinute: 120_000,
  missesPerMinute: 600,
  streams: 100,
  streamsOfOne: 10,
  heartbeatMs: 10_000,
  eventsEveryMs: 250,
  loopDelayMs: 1_000,
  jobsIdleMs: 5_000,
};

/** The limits of a service: the usual ones, what its configuration says, and what is replaced. */
export const limitsOf = ({ rateLimit }: { readonly rateLimit?: number }, replaced: Partial<Limits> = {}): Limits => ({
  ...usualLimits,
  ...(rateLimit !== undefined && { perMinute: rateLimit }),
  ...replaced,
});

const MINUTE = 60_000;

/** The limit of one caller as `RateLimit-Policy` tells it: requests, and the window in seconds. */
export const rateLimitPolicy = ({ perMinute }: Limits): string => `${perMinute};w=${MINUTE / 1000}`;

/** Registers rate limits and load shedding; routes take the limits themselves, in their own order. */
export async function addLimits(app: FastifyInstance, limits: Limits, tokens: Tokens, loop: LoopDelay): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    max: limits.perMinute,
    timeWindow: MINUTE,
    cache: 10_000,
    enableDraftSpec: true,
    keyGenerator: (request) => callerOf(tokens.known(request.headers.authorization), request),
    errorResponseBuilder: (_request, { ttl }) =>
      new Refusal('TOO_MANY_REQUESTS', { values: { seconds: Math.max(1, Math.ceil(ttl / 1000)) } }),
  });
  app.addHook('onRequest', (request, _reply, done) => {
    const shed = loop.over() && request.routeOptions.config.always !== true;
    done(shed ? new Refusal('UNAVAILABLE', { values: { seconds: 2 } }) : undefined);
  });
}
