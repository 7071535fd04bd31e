// What passes between a caller and a part: the body as it comes, and the headers that do not speak of a connection.
import type { IncomingHttpHeaders } from 'node:http';
import { finished, PassThrough, type Readable } from 'node:stream';
import type { FastifyReplyFromHooks } from '@fastify/reply-from';
import { keepConnection, Refusal, sendRefusal } from '@tributary/service-kit';
import type { FastifyReply } from 'fastify';
import { type Endless, isEndless } from './endless.ts';

/** Headers between two neighbours (RFC 9110, 7.6.1): each connection has its own. */
const ofOneConnection: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Headers in which a caller could say what only the front door knows, or the client that speaks to parts cannot send. */
const notPassedOn: ReadonlySet<string> = new Set(['forwarded', 'x-forwarded-host', 'expect']);

const without = (headers: object, ...left: ReadonlySet<string>[]): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !left.some((names) => names.has(name))));

/**
 * The body as a stream of its own: where the part goes away that was, what is left of the request can still be read.
 */
export function relayed(body: Readable): Readable {
  const copy = new PassThrough();
  copy.on('error', () => copy.destroy());
  finished(body, (error) => {
    if (error) copy.destroy(error);
  });
  return body.pipe(copy);
}

/** How an answer is asked for and passed on. */
export const relayOf = (endless: Endless) =>
  ({
    // Services believe what the front door says of a request, so it passes on nothing that a caller may have made up.
    rewriteRequestHeaders: ({ ip, protocol }, headers) => ({
      ...without(headers, ofOneConnection, notPassedOn),
      'x-forwarded-for': ip,
      'x-forwarded-proto': protocol,
    }),
    rewriteHeaders: (headers) => without(headers, ofOneConnection),
    // A part that says 503 means it; the caller decides whether to ask again.
    retryDelay: () => null,
    onResponse: (_request, reply, { stream }) => {
      const answer = reply as FastifyReply;
      keepConnection(answer);
      answer.send(isEndless(answer.getHeader('content-type')) ? endless.pass(stream as unknown as Readable) : stream);
    },
    onError: (reply) => {
      const answer = reply as FastifyReply;
      sendRefusal(new Refusal('UNAVAILABLE'), answer.request, answer);
    },
  }) satisfies FastifyReplyFromHooks;
