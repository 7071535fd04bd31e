// The form of a route: all a caller may know. Server, OpenAPI, client, policy check and authorisation test read it.
import { z } from 'zod';
import type { Access } from './access.ts';
import type { ProblemCode } from './problem.ts';
import type { ReplyHeader } from './reply-header.ts';
import type { ServiceName } from './service.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** How a route treats `Idempotency-Key`: honoured on every POST that stores, required where money moves. */
export type Idempotency = 'honoured' | 'required' | 'ignored';

/** How a route treats `If-Match`; `creates` requires it or `If-None-Match: *`, and `none` refuses it. */
export type Precondition = 'required' | 'creates' | 'optional' | 'none';

/** A body that is handed over as the bytes that came: what they say, the handler finds out. */
export interface RawForm {
  readonly summary: string;
  /** the values that `charset` may have, in lower case; the first goes without saying */
  readonly charsets: readonly string[];
  readonly example: string;
}

/** Raw bodies by their media type. */
export type RawForms = Readonly<Record<string, RawForm>>;

/** A body that is handed over as it comes in, and never held as a whole. */
export interface Upload {
  /** the media types that it may have */
  readonly types: readonly string[];
  /** the largest one, in bytes */
  readonly bytes: number;
  /** the beginning of one, for the description */
  readonly example: string;
}

/** What a route answers, by status. */
export type Replies = Readonly<Record<number, z.ZodType>>;

export interface RouteContract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Raw extends RawForms = RawForms,
  Code extends ProblemCode = ProblemCode,
  Reply extends Replies = Replies,
> {
  readonly service: ServiceName;
  readonly method: Method;
  /** with parameters in braces: `/v1/initiatives/{id}/plan-links/{planCode}` */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: Params;
  readonly query?: Query;
  /** of `application/json` unless `bodyTypes` says otherwise */
  readonly body?: Body;
  /** the media types of JSON that a body may be sent as */
  readonly bodyTypes?: readonly string[];
  /** other media types that a body may have instead */
  readonly rawBody?: Raw;
  /** the body is a stream of bytes of these media types; `body` is empty then */
  readonly upload?: Upload;
  /** largest body in bytes; 16 KiB unless told */
  readonly bodyLimit?: number;
  /** milliseconds within which it is answered; 8,000 unless told */
  readonly answerMs?: number;
  /** by status; a string where the answer is not JSON */
  readonly reply: Reply;
  /** media types an answer can have; `application/json` unless told */
  readonly produces?: readonly string[];
  /** The answer is a stream of server-sent events without an end: what each holds, by its name; of a GET. */
  readonly events?: Readonly<Record<string, z.ZodType>>;
  /** headers that its handler sets on an answer that is none of a problem */
  readonly replyHeaders?: readonly ReplyHeader[];
  /** rules of the domain that can refuse it; those of every route (401, 403 …) are added by the kit */
  readonly problems: readonly Code[];
  readonly idempotency: Idempotency;
  readonly precondition: Precondition;
  /** Its body is about a person: no refusal repeats a value of it. */
  readonly personal?: true;
  /** `/internal/*` and the like: served, but left out of OpenAPI */
  readonly internal: boolean;
}

type Defaulted = 'problems' | 'idempotency' | 'precondition' | 'internal';

/**
 * Declares a route. Unless told otherwise, POST honours `Idempotency-Key`, and `If-Match` where it can be answered 200
 * because there is something that it changes; PUT and PATCH require `If-Match`.
 */
export function defineRoute<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Raw extends RawForms = never,
  const Code extends ProblemCode = never,
  const Reply extends Replies = Replies,
>(
  route: Omit<RouteContract<Params, Query, Body, Raw, Code, Reply>, Defaulted> &
    Partial<Pick<RouteContract<Params, Query, Body, Raw, Code, Reply>, Defaulted>>,
): RouteContract<Params, Query, Body, Raw, Code, Reply> {
  return {
    problems: [],
    idempotency: route.method === 'POST' ? 'honoured' : 'ignored',
    precondition: usualPrecondition(route),
    internal: false,
    ...route,
  };
}

/** Declares a read that is answered with events as they come, to be followed by an `EventSource`. */
export const defineEventStream = <Params extends z.ZodType, Query extends z.ZodType>(
  route: Pick<
    RouteContract<Params, Query>,
    'service' | 'path' | 'summary' | 'access' | 'params' | 'query' | 'problems'
  > & {
    readonly events: NonNullable<RouteContract['events']>;
  },
) =>
  defineRoute<Params, Query, z.ZodType, never, ProblemCode>({
    ...route,
    method: 'GET',
    reply: { 200: z.string() },
    produces: ['text/event-stream'],
    replyHeaders: ['cache-control', 'x-accel-buffering'],
  });

function usualPrecondition({ method, reply }: Pick<RouteContract, 'method' | 'reply'>): Precondition {
  if (method === 'PUT' || method === 'PATCH') return 'required';
  return method === 'POST' && 200 in reply ? 'optional' : 'none';
}
