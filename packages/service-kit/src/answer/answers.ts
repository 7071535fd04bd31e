// Handlers' answers as HTTP: an outcome, a reply by contract, or bytes that are one already.
import { createHash } from 'node:crypto';
import type { RouteContract } from '@tributary/contracts';
import type { Outcome } from '@tributary/eventing';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasETag, replyHeadersOf } from '../description/answers.ts';
import type { Answer, Bytes, Reply } from '../ports.ts';
import { Refusal } from '../problem/refusal.ts';
import type { ReturnPreference } from '../request/prefer.ts';
import type { EventStreams } from '../server/event-streams.ts';
import type { Cursors } from './cursor.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** What is known of a route before its first request. */
export interface AnswerOptions {
  readonly contract: RouteContract;
  /** for replies that are pages */
  readonly cursors: Cursors | undefined;
  readonly streams: EventStreams;
  /** holds each reply against its contract, in tests: a mismatch is our fault, 500 */
  readonly checked: boolean;
}

/** Makes the function that sends a route's answers. */
export function answering({ contract, cursors, streams, checked }: AnswerOptions) {
  const produced = contract.produces?.[0];

  return (answer: Answer, request: FastifyRequest, reply: FastifyReply, preferred?: Preferred): FastifyReply => {
    if ('outcome' in answer) return sendOutcome(contract, answer.outcome, reply, preferred);
    if ('events' in answer) return streams.send(contract, answer.events, request, reply);
    if (checked) checkHeaders(contract, answer);
    if ('bytes' in answer) {
      const { next } = answer.bytes;
      if (next !== undefined && cursors !== undefined) reply.header('link', linkTo(cursors.sign(next), request));
      return sendBytes(answer.bytes, request, reply);
    }
    return sendReply(answer.reply, request, reply);
  };

  /** The same request for the page after this one (RFC 8288). */
  function linkTo(after: string, request: FastifyRequest): string {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    searchParams.set('after', after);
    return `</${contract.service}${pathname}?${searchParams}>; rel="next"`;
  }

  function sendReply({ status = 200, body, headers = {} }: Reply, request: FastifyRequest, reply: FastifyReply) {
    if (checked) check(contract, status, body);
    reply.code(status).headers(headers);
    if (typeof body === 'string') return reply.type(withCharset(produced ?? 'text/plain')).send(body);
    const next = cursors === undefined ? undefined : field(body, 'next');
    const page =
      cursors !== undefined && typeof next === 'string' ? { ...Object(body), next: cursors.sign(next) } : body;
    const text = JSON.stringify(page);
    const seq = field(body, 'seq');
    if (typeof seq === 'number' && status === 200) {
      const etag = versionTag(seq, text);
      reply.header('etag', etag);
      if (isKnown(request, etag)) return reply.code(304).send();
    }
    return reply.type(JSON_TYPE).send(text);
  }
}

/** What a caller preferred of the answer to a command, as far as it is done. */
export interface Preferred {
  readonly applied: ReturnPreference;
  /** the thing itself, to be answered instead of the acknowledgement */
  readonly representation?: unknown;
}

function sendOutcome(
  { service }: RouteContract,
  outcome: Outcome,
  reply: FastifyReply,
  preferred?: Preferred,
): FastifyReply {
  if (outcome.kind === 'rejected') {
    const { rejected, ...details } = outcome.rejection;
    throw new Refusal(rejected, details);
  }
  const { id, seq, links } = outcome.reply;
  reply
    .code(outcome.created ? 201 : 200)
    .header('etag', `"${seq}"`)
    .header('consistency-token', `${service}:${id}:${seq}`)
    .type(JSON_TYPE);
  if (outcome.created) reply.header('location', links.self);
  if (preferred !== undefined) reply.header('preference-applied', `return=${preferred.applied}`);
  const { representation } = preferred ?? {};
  if (representation === undefined) return reply.send(JSON.stringify(outcome.reply));
  // A repeated request is answered with the thing as it stands now, which may be a later version.
  const version = field(representation, 'seq');
  const text = JSON.stringify(representation);
  if (typeof version === 'number') reply.header('etag', versionTag(version, text));
  return reply.header('content-location', links.self).send(text);
}

/** Characters of a hash that tell two answers of one version apart. */
const HASH_LENGTH = 11;

/**
 * The tag of a thing as it is answered: its version, which `If-Match` compares, and what was said of it. Beside the version,
 * an answer has parts that change by the day and by what other services tell.
 */
const versionTag = (seq: number, text: string): string =>
  `"${seq}.${createHash('sha256').update(text).digest('base64url').slice(0, HASH_LENGTH)}"`;

// A report's bytes are cached and answered many times: their hash is worked out once.
const hashes = new WeakMap<Buffer, string>();

function hashOf(bytes: Buffer): string {
  const known = hashes.get(bytes);
  if (known !== undefined) return known;
  const hash = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
  hashes.set(bytes, hash);
  return hash;
}

function sendBytes({ bytes, mediaType, headers = {} }: Bytes, request: FastifyRequest, reply: FastifyReply) {
  const etag = headers['etag'] ?? headers['ETag'] ?? hashOf(bytes);
  reply.headers(headers).header('etag', etag);
  if (isKnown(request, etag)) return reply.code(304).send();
  return reply.type(withCharset(mediaType)).send(bytes);
}

/** `If-None-Match` names the representation that would be sent (weak comparison, RFC 9110, 13.1.2). */
function isKnown(request: FastifyRequest, etag: string): boolean {
  const given = request.headers['if-none-match'];
  if (given === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
  if (given === etag || given === '*') return true;
  const plain = etag.replace(/^W\//, '');
  return given.split(',').some((one) => one.trim().replace(/^W\//, '') === plain);
}

const withCharset = (mediaType: string) =>
  /^text\/|\/json$/.test(mediaType) ? `${mediaType}; charset=utf-8` : mediaType;

const field = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;

/** Security headers of a page are no word to its caller. */
const silent: readonly string[] = ['content-security-policy'];

function checkHeaders(contract: RouteContract, answer: { readonly bytes: Bytes } | { readonly reply: Reply }): void {
  const { headers = {} } = 'bytes' in answer ? answer.bytes : answer.reply;
  const told: readonly string[] = replyHeadersOf(contract, 'bytes' in answer ? 200 : (answer.reply.status ?? 200));
  const untold = Object.keys(headers).filter((name) => !told.includes(name.toLowerCase()) && !silent.includes(name));
  const isNamed = 'bytes' in answer && !hasETag(contract) ? ['etag', ...untold] : untold;
  if (isNamed.length > 0) {
    throw new TypeError(`${contract.method} ${contract.path} does not name the headers ${isNamed.join(', ')}`);
  }
}

function check(contract: RouteContract, status: number, body: unknown): void {
  const schema = contract.reply[status];
  const { error } = schema?.safeParse(body) ?? { error: new Error(`no reply with status ${status}`) };
  if (error) throw new TypeError(`${contract.method} ${contract.path} breaks its contract: ${error.message}`);
}
