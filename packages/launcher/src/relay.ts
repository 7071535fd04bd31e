// What passes between a caller and a part: bodies, short ones in one piece and long ones as they come, and the headers that
// do not speak of a connection.
import type { IncomingHttpHeaders } from 'node:http';
import { finished, PassThrough, type Readable } from 'node:stream';
import type { FastifyReplyFromHooks } from '@fastify/reply-from';
import { keepConnection, Refusal, sendRefusal } from '@tributary/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
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

/**
 * Headers in which a caller could say what only the front door knows, or the client that speaks to parts cannot send. The
 * page needs to know under which name it was opened, so the front door says that itself.
 */
const notPassedOn: ReadonlySet<string> = new Set(['forwarded', 'x-forwarded-host', 'expect']);

const notAskedWith: ReadonlySet<string> = new Set([...ofOneConnection, ...notPassedOn]);

function without(headers: IncomingHttpHeaders, left: ReadonlySet<string>): IncomingHttpHeaders {
  const rest: IncomingHttpHeaders = {};
  for (const name in headers) if (!left.has(name)) rest[name] = headers[name];
  return rest;
}

/** A body of a known length up to this goes in one piece: a stream costs more than all else that the front door does. */
const SHORT_BYTES = 64 * 1024;

const isShort = (length: unknown): boolean => length !== undefined && Number(length) <= SHORT_BYTES;

/** All of a body, once it has come. */
function whole(body: Readable, done: (error: Error | null, bytes?: Buffer) => void): void {
  const chunks: Buffer[] = [];
  body.on('data', (chunk: Buffer) => chunks.push(chunk));
  finished(body, (error) =>
    error ? done(error) : done(null, chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)),
  );
}

/** Reads the body of a request for `passedOn`: whole, or as a stream of its own. */
export function bodyOf(
  { headers }: FastifyRequest,
  body: Readable,
  done: (error: Error | null, body?: Buffer | Readable) => void,
): void {
  // without a type, reply-from would guess one
  if (isShort(headers['content-length']) && headers['content-type']) whole(body, done);
  else done(null, relayed(body));
}

/** What `bodyOf` has read, as reply-from takes it without touching a byte; a stream it finds by itself. */
export const passedOn = ({ body, headers }: FastifyRequest): Pick<FastifyReplyFromHooks, 'body' | 'contentType'> =>
  Buffer.isBuffer(body) ? { body, contentType: String(headers['content-type']) } : {};

/** The body as a stream: where the part goes away that was, what is left of the request can still be read. */
function relayed(body: Readable): Readable {
  const copy = new PassThrough();
  copy.on('error', () => copy.destroy());
  finished(body, (error) => {
    if (error) copy.destroy(error);
  });
  return body.pipe(copy);
}

/** A part that goes away in the middle of a short answer has given none. */
function refuse(answer: FastifyReply): void {
  for (const name of Object.keys(answer.getHeaders())) answer.removeHeader(name);
  sendRefusal(new Refusal('UNAVAILABLE'), answer.request, answer);
}

/** How an answer is asked for and passed on. */
export const relayOf = (endless: Endless) =>
  ({
    // Services believe what the front door says of a request, so it passes on nothing that a caller may have made up.
    rewriteRequestHeaders: ({ ip, protocol, host }, headers) => ({
      ...without(headers, notAskedWith),
      'x-forwarded-for': ip,
      ...(host !== undefined && host !== '' && { 'x-forwarded-host': host }),
      'x-forwarded-proto': protocol,
    }),
    rewriteHeaders: (headers) => without(headers, ofOneConnection),
    // A part that says 503 means it; the caller decides whether to ask again.
    retryDelay: () => null,
    onResponse: (_request, reply, { stream }) => {
      const answer = reply as FastifyReply;
      keepConnection(answer);
      if (isEndless(answer.getHeader('content-type'))) answer.send(endless.pass(stream as unknown as Readable));
      else if (answer.request.method === 'HEAD' || !isShort(answer.getHeader('content-length'))) answer.send(stream);
      else whole(stream as unknown as Readable, (error, bytes) => (error ? refuse(answer) : answer.send(bytes)));
    },
    onError: (reply) => refuse(reply as FastifyReply),
  }) satisfies FastifyReplyFromHooks;
