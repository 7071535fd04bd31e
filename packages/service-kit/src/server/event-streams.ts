// The streams of events of a process: so many and no more, none beyond its caller's token, and none that a closing
// service waits for.
import type { RouteContract } from '@tributary/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tokens } from '../access/tokens.ts';
import { openStream } from '../answer/event-stream.ts';
import type { EventSource } from '../ports.ts';
import { Refusal } from '../problem/refusal.ts';
import { callerOf } from './caller.ts';
import type { Limits } from './limits.ts';

export interface EventStreams {
  /** how many are open */
  readonly open: number;
  /**
   * Counts a stream of a caller, which `end` ends, until what is returned is called.
   * @throws {Refusal} 503 where there are as many as may be, or the service is closing; 429 where the caller has as many
   */
  hold(caller: string, end: () => void): () => void;
  /**
   * Answers with a stream.
   * @throws {Refusal} 503 where there are as many as may be, or the service is closing; 429 where the caller has as many
   */
  send(contract: RouteContract, source: EventSource, request: FastifyRequest, reply: FastifyReply): FastifyReply;
  /** Ends all, and opens none any more. */
  end(): void;
}

export interface EventStreamsOptions {
  readonly limits: Pick<Limits, 'streams' | 'streamsOfOne' | 'heartbeatMs' | 'eventsEveryMs'>;
  readonly tokens: Pick<Tokens, 'endsAt'>;
  readonly now: () => Date;
  readonly checked: boolean;
}

/** A caller that found no room tries again after so many seconds. */
const FULL_SECONDS = 10;

const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
} as const;

export function eventStreamsOf({ limits, tokens, now, checked }: EventStreamsOptions): EventStreams {
  const { streams: most, streamsOfOne: mostOfOne, heartbeatMs, eventsEveryMs } = limits;
  /** what ends each, with its caller */
  const open = new Map<() => void, string>();
  let isClosing = false;

  function check(caller: string): void {
    if (isClosing || open.size >= most) throw new Refusal('UNAVAILABLE', { values: { seconds: FULL_SECONDS } });
    const theirs = [...open.values()].filter((one) => one === caller).length;
    if (theirs >= mostOfOne) throw new Refusal('TOO_MANY_REQUESTS', { values: { seconds: FULL_SECONDS } });
  }

  function hold(caller: string, end: () => void): () => void {
    check(caller);
    open.set(end, caller);
    return () => open.delete(end);
  }

  return {
    get open() {
      return open.size;
    },
    hold,
    send(contract, source, request, reply) {
      const caller = callerOf(request.requestContext.actor, request);
      check(caller);
      reply.headers(headers);
      if (request.method === 'HEAD') return reply.send('');
      const isOpen = request.requestContext.actor === undefined;
      const ends = isOpen ? Number.POSITIVE_INFINITY : (tokens.endsAt(request.headers.authorization) ?? 0);
      const endsInMs = Math.max(0, ends - now().getTime());
      const has = request.headers['last-event-id'];
      const stream = openStream(source, {
        contract,
        has: typeof has === 'string' ? has : undefined,
        heartbeatMs,
        eventsEveryMs,
        endsInMs,
        checked,
      });
      stream.text.once('close', hold(caller, stream.end));
      return reply.send(stream.text);
    },
    end() {
      isClosing = true;
      for (const one of open.keys()) one();
    },
  };
}
