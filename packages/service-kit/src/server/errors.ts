// Whatever went wrong becomes one refusal of the catalogue: no stack, and never a 5xx for what the caller sent.
import { rolesLetIn } from '@tributary/contracts';
import { CopyFilling, isStorageFull, isTransient, STORAGE_FULL_SECONDS } from '@tributary/eventing/failure';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemBody } from '../problem/body.ts';
import { fieldError } from '../problem/field-texts.ts';
import { languageOf } from '../problem/language.ts';
import { Refusal } from '../problem/refusal.ts';
import { afterBody, keepConnection } from './connections.ts';
import { dataHeaders } from './security-headers.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The refusal behind an error of Fastify, of a store that is away, or of ours. */
export function refusalOf(error: unknown, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) return error;
  switch (codeOf(error)) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Refusal('BODY_TOO_LARGE', { values: { limit: request.routeOptions.bodyLimit } });
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Refusal('MALFORMED_BODY');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Refusal('UNSUPPORTED_MEDIA_TYPE', { values: { accepted: 'application/json' } });
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return badPath(request);
    default:
      break;
  }
  if (!request.raw.complete && request.raw.destroyed) return new Refusal('REQUEST_TIMEOUT', closing);
  if (isStorageFull(error)) return new Refusal('STORAGE_FULL', { values: { seconds: STORAGE_FULL_SECONDS } });
  if (error instanceof CopyFilling) return new Refusal('NOT_CAUGHT_UP', { values: { seconds: 1 } });
  if (isTransient(error)) return new Refusal('UNAVAILABLE');
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 404) return new Refusal('NOT_FOUND');
  if (status >= 400 && status < 500) return badPath(request);
  return new Refusal('INTERNAL');
}

const closing = { headers: { connection: 'close' } };

function badPath(request: FastifyRequest): Refusal {
  const fault = { pointer: '/path', code: 'REFUSED', values: {} } as const;
  return new Refusal('VALIDATION', { errors: [fieldError(fault, languageOf(request.raw))] });
}

/** A decision that refuses a row says no more than that; whose row it must be, the route's policy knows. */
function valuesOf({ code, values }: Refusal, request: FastifyRequest): Refusal['values'] {
  const { access } = request.routeOptions.config;
  if (code !== 'FORBIDDEN' || access === undefined) return values;
  return { roles: rolesLetIn(access), condition: access.ministry, ...values };
}

/** Answers a refusal as problem+json in the asked language. */
export function sendRefusal(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const traceparent = request.requestContext?.traceparent ?? request.headers['traceparent'];
  const asked = { url: request.raw.url, headers: { ...request.headers, traceparent } };
  const { code, errors, links } = refusal;
  const { status, language, body } = problemBody(code, asked, valuesOf(refusal, request), errors, links);
  if (status === 429 || status === 503) reply.header('retry-after', String(refusal.values['seconds'] ?? 1));
  if (status === 413) keepConnection(reply);
  return reply
    .code(status)
    .headers(dataHeaders)
    .headers(refusal.headers)
    .header('content-language', language)
    .header('vary', 'Accept-Language')
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(Buffer.from(JSON.stringify(body)));
}

/** For Fastify's `frameworkErrors`: answers what reaches no route, so that no hook of an instance sees it. */
export const sendFrameworkError = (error: unknown, request: FastifyRequest, reply: FastifyReply): void =>
  afterBody(request, reply, () => sendRefusal(refusalOf(error, request), request, reply));
