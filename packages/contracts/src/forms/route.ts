// The form of a route: all a caller may know. Server, OpenAPI, client, policy check and authorisation test read it.
import type { z } from 'zod';
import type { ProblemCode } from '../problems.ts';
import type { Access } from './access.ts';
import type { ServiceName } from './service.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** How a route treats `Idempotency-Key`: honoured on every POST that stores, required where money moves. */
export type Idempotency = 'honoured' | 'required' | 'ignored';

/** How a route treats `If-Match`; `creates` also takes `If-None-Match: *`. */
export type Precondition = 'required' | 'creates' | 'none';

export interface RouteContract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> {
  readonly service: ServiceName;
  readonly method: Method;
  /** with parameters in braces: `/v1/initiatives/{id}/plan-links` */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** media types a body may have; `application/json` unless told */
  readonly consumes?: readonly string[];
  /** largest body in bytes; 16 KiB unless told */
  readonly bodyLimit?: number;
  /** milliseconds within which it is answered; 8,000 unless told */
  readonly answerMs?: number;
  /** by status; a string where the answer is not JSON */
  readonly reply: Readonly<Record<number, z.ZodType>>;
  /** media types an answer can have; `application/json` unless told */
  readonly produces?: readonly string[];
  /** rules of the domain that can refuse it; those of every route (401, 403 …) are added by the kit */
  readonly problems: readonly ProblemCode[];
  readonly idempotency: Idempotency;
  readonly precondition: Precondition;
  /** `/internal/*` and the like: served, but left out of OpenAPI */
  readonly internal: boolean;
}

type Defaulted = 'problems' | 'idempotency' | 'precondition' | 'internal';

/** Declares a route; POST honours `Idempotency-Key`, PUT and PATCH require `If-Match`, unless told otherwise. */
export function defineRoute<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  route: Omit<RouteContract<Params, Query, Body>, Defaulted> &
    Partial<Pick<RouteContract<Params, Query, Body>, Defaulted>>,
): RouteContract<Params, Query, Body> {
  return {
    problems: [],
    idempotency: route.method === 'POST' ? 'honoured' : 'ignored',
    precondition: route.method === 'PUT' || route.method === 'PATCH' ? 'required' : 'none',
    internal: false,
    ...route,
  };
}
