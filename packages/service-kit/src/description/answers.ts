// Every answer a route can give: those of its contract with their headers, 304, and the problems by their status.
import {
  Acknowledged,
  Problem,
  type ProblemCode,
  problemStatus,
  type ReplyHeader,
  type RouteContract,
  replyHeaders,
} from '@tributary/contracts';
import { z } from 'zod';
import { mustBeConditional } from '../request/headers.ts';
import { exampleOf, exampleProblem } from './examples.ts';
import { inlineOf, type Schema, schemaOf } from './schemas.ts';

interface Reference {
  readonly $ref: string;
}

export interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Reference>>;
  readonly content?: Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>;
}

const limited = ['ratelimit-limit', 'ratelimit-policy', 'ratelimit-remaining', 'ratelimit-reset'] as const;

/** Whether a read is answered with an ETag, and 304 to whoever has it: a thing with a version, or bytes. */
export const hasETag = ({ method, reply, replyHeaders: named = [] }: RouteContract): boolean =>
  method === 'GET' && (named.includes('etag') || hasVersion(reply[200]));

const hasVersion = (reply: z.ZodType | undefined) => reply instanceof z.ZodObject && 'seq' in reply.shape;

/** Headers as components, by their names as they are usually written. */
export const headerComponents = (): Readonly<Record<string, Schema>> =>
  Object.fromEntries(
    Object.entries(replyHeaders).map(([name, { description, type, example }]) => [
      written(name),
      { description, schema: { type, examples: [example] } },
    ]),
  );

const written = (name: string): string =>
  name === 'etag' || name === 'www-authenticate'
    ? { etag: 'ETag', 'www-authenticate': 'WWW-Authenticate' }[name]
    : name.replace(/ratelimit|(?:^|-)\w/g, (start) => (start === 'ratelimit' ? 'RateLimit' : start.toUpperCase()));

const headers = (names: readonly ReplyHeader[]): Readonly<Record<string, Reference>> =>
  Object.fromEntries(names.map((name) => [written(name), { $ref: `#/components/headers/${written(name)}` }]));

/** All answers of a route, by status. @param representation the read that a command can be answered with instead */
export function responsesOf(
  contract: RouteContract,
  representation?: RouteContract,
): Readonly<Record<string, Response>> {
  const unchanged: Record<string, Response> = hasETag(contract)
    ? { 304: { description: 'What the caller has is still right', headers: headers(['etag', ...limited]) } }
    : {};
  return { ...repliesOf(contract, representation), ...unchanged, ...refusalsOf(contract) };
}

function repliesOf(contract: RouteContract, representation?: RouteContract): Readonly<Record<string, Response>> {
  const { reply, events, produces = ['application/json'] } = contract;
  const shown = representation?.reply[200];
  const jsonOf = (schema: z.ZodType) =>
    schema === Acknowledged && shown !== undefined
      ? { anyOf: [schema, shown].map((one) => schemaOf(one, 'output')) }
      : schemaOf(schema, 'output');
  const contentOf = (schema: z.ZodType) =>
    Object.fromEntries(
      produces.map((type) => {
        if (!type.endsWith('json')) return [type, { schema: { type: 'string', ...(events && told(events)) } }];
        const json = jsonOf(schema);
        return [type, { schema: json, example: exampleOf(json) }];
      }),
    );
  return Object.fromEntries(
    Object.entries(reply).map(([status, schema]) => [
      status,
      {
        description: status === '201' ? 'Created' : 'Done',
        headers: headers(replyHeadersOf(contract, Number(status), representation !== undefined)),
        content: contentOf(schema),
      },
    ]),
  );
}

/** What the events of a stream are called and hold. */
const told = (events: NonNullable<RouteContract['events']>): Schema => ({
  description:
    `Server-sent events without an end (${Object.keys(events).join(', ')}): \`data\` of each is JSON, ` +
    'its `id` is what Last-Event-ID takes. A comment is sent now and then while there is none.',
  'x-events': Object.fromEntries(Object.entries(events).map(([name, data]) => [name, inlineOf(data, 'output')])),
});

/** The headers of an answer: what its contract names, and what the kit adds to every one of its kind. */
export function replyHeadersOf(contract: RouteContract, status: number, isRepresented = false): readonly ReplyHeader[] {
  const { reply, replyHeaders: named = [] } = contract;
  const acknowledges = reply[status] === Acknowledged;
  const implied: readonly ReplyHeader[] = [
    ...(acknowledges || hasETag(contract) ? (['etag'] as const) : []),
    ...(acknowledges ? (['consistency-token'] as const) : []),
    ...(acknowledges && status === 201 ? (['location'] as const) : []),
    ...(acknowledges && isRepresented ? (['content-location', 'preference-applied'] as const) : []),
    ...limited,
  ];
  return [...new Set([...implied, ...named])].filter((name) => name !== 'location' || status === 201);
}

/** Every code a route can be refused with: its own and those of the kit. */
function refusalCodes(contract: RouteContract): readonly ProblemCode[] {
  const { method, access, params, body, idempotency, precondition, problems } = contract;
  const when = (condition: boolean, ...codes: ProblemCode[]) => (condition ? codes : []);
  const writes = method !== 'GET';
  return [
    ...new Set([
      'VALIDATION' as const,
      ...when(body !== undefined, 'MALFORMED_BODY', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
      ...when(idempotency === 'required', 'IDEMPOTENCY_KEY_MISSING'),
      ...when(idempotency !== 'ignored' && writes, 'IDEMPOTENCY_KEY_REUSED', 'GONE'),
      ...when(!access.roles.includes('public'), 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FORBIDDEN'),
      ...when(access.person, 'FOUR_EYES'),
      ...when(params !== undefined, 'NOT_FOUND'),
      ...when(writes, 'CONFLICT', 'TOO_MANY_EVENTS', 'STORAGE_FULL'),
      ...when(mustBeConditional(precondition), 'PRECONDITION_REQUIRED'),
      ...when(precondition !== 'none', 'STALE'),
      ...problems,
      ...(['METHOD_NOT_ALLOWED', 'REQUEST_TIMEOUT', 'HEADERS_TOO_LARGE', 'TOO_MANY_REQUESTS'] as const),
      ...(['INTERNAL', 'UNAVAILABLE', 'NOT_CAUGHT_UP', 'PARKED'] as const),
    ]),
  ];
}

/** Headers that refusals of a status have beside their language. */
const ofStatus: Readonly<Record<number, readonly ReplyHeader[]>> = {
  401: ['www-authenticate'],
  405: ['allow'],
  415: ['accept'],
  429: ['retry-after', ...limited],
  503: ['retry-after'],
};

function refusalsOf(contract: RouteContract): Readonly<Record<string, Response>> {
  const byStatus = new Map<number, readonly ProblemCode[]>();
  for (const code of refusalCodes(contract)) {
    byStatus.set(problemStatus[code], [...(byStatus.get(problemStatus[code]) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.join(', '),
        headers: headers(['content-language', ...(ofStatus[status] ?? [])]),
        content: {
          'application/problem+json': {
            schema: schemaOf(Problem, 'output'),
            ...(codes[0] !== undefined && { example: exampleProblem(codes[0]) }),
          },
        },
      },
    ]),
  );
}
