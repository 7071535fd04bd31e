// The API's description: OpenAPI 3.1, made from the contracts that the routes are bound to.
import swagger from '@fastify/swagger';
import {
  Acknowledged,
  feedRoutes,
  Problem,
  type ProblemCode,
  parkedRoutes,
  problemStatus,
  type RouteContract,
  routesOf,
  type ServiceName,
} from '@tributary/contracts';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { noQuery } from '../request/parse.ts';

// The registry that `describe` and `meta` write to: another one would leave out what they say.
z.globalRegistry.add(Problem, { id: 'Problem' });
z.globalRegistry.add(Acknowledged, { id: 'Acknowledged' });

const titles: Readonly<Record<ServiceName, string>> = {
  registry: 'Organisations of the diaspora and their recognition',
  initiatives: 'Initiatives, their status and their links to plans',
  partnerships: 'Partners',
  strategy: 'Plans, indicators, alignments and exchange rates',
  reporting: 'Reports, frozen figures and their freshness',
};

/** Registers the description; it must come before the routes. */
export async function addDescription(app: FastifyInstance, service: ServiceName, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: titleOf(service), description: titles[service], version, license: licence },
      servers: [{ url: `/${service}` }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', bearerFormat: 'at+jwt', description: 'Access token (RFC 9068)' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document)),
  });
}

/** What the description and its pages are called. */
export const titleOf = (service: ServiceName) => `Tributary ${service}`;

const licence = { name: 'Apache-2.0', identifier: 'Apache-2.0' };

type Description = ReturnType<typeof jsonSchemaTransformObject>;

// A component is a reply; its form as input is made along with it, and some services have no use for one at all.
function withoutUnused(description: Description): Description {
  if (!('components' in description)) return description;
  const { components, paths } = description;
  const text = JSON.stringify(paths);
  const used = Object.entries(components?.schemas ?? {}).filter(([name]) =>
    text.includes(`"#/components/schemas/${name}"`),
  );
  return { ...description, components: { ...components, schemas: Object.fromEntries(used) } } as Description;
}

/** The API's description as OpenAPI 3.1; the app must be ready. */
export const openApiDocument = (app: FastifyInstance): unknown => app.swagger();

/** Fastify's schema of a route, for the description alone: requests are parsed at the handler's door. */
export function schemaOf(contract: RouteContract): FastifySchema & Record<string, unknown> {
  const headers = headersOf(contract);
  return {
    hide: contract.internal,
    summary: contract.summary,
    description: accessText(contract),
    tags: [contract.service],
    ...(operationIdOf(contract) ?? {}),
    security: contract.access.roles.includes('public') ? [] : [{ token: [] }],
    ...(contract.params === undefined ? {} : { params: contract.params }),
    querystring: contract.query ?? noQuery,
    ...(contract.body === undefined ? {} : { body: contract.body, consumes: [...acceptedBy(contract)] }),
    ...(headers === undefined ? {} : { headers }),
    response: { ...repliesOf(contract), ...refusalsOf(contract) },
  };
}

/** The media types a route takes. */
export const acceptedBy = (contract: RouteContract): readonly string[] =>
  contract.consumes ?? (contract.body === undefined ? [] : ['application/json']);

function operationIdOf(contract: RouteContract): { operationId: string } | undefined {
  const { service } = contract;
  const named = { ...routesOf[service], ...feedRoutes(service), ...parkedRoutes(service) };
  const same = ({ method, path }: RouteContract) => method === contract.method && path === contract.path;
  const name = Object.entries(named).find(([, route]) => same(route))?.[0];
  return name === undefined ? undefined : { operationId: name };
}

function accessText({ access }: RouteContract): string {
  if (access.roles.includes('public')) return 'Open to all.';
  const row = { any: '', own: ' Rows of the own ministry.', responsible: ' Rows the own ministry is responsible for.' };
  return `Roles: ${access.roles.join(', ')}.${row[access.ministry]}${access.person ? ' A person, not a machine.' : ''}`;
}

function headersOf({ method, idempotency, precondition }: RouteContract): z.ZodType | undefined {
  const ifMatch = z.string().meta({ description: 'The ETag that was read, such as "5"' });
  const shape = {
    ...(method === 'POST' &&
      idempotency !== 'ignored' && {
        'idempotency-key': optionalUnless(idempotency === 'required', z.string().max(128)),
      }),
    ...(precondition !== 'none' && { 'if-match': optionalUnless(precondition === 'required', ifMatch) }),
    ...(precondition === 'creates' && { 'if-none-match': z.literal('*').optional() }),
    'consistency-token': z.string().meta({ description: 'service:aggregate:seq that the answer must know' }).optional(),
  };
  return z.object(shape);
}

const optionalUnless = (required: boolean, schema: z.ZodType): z.ZodType => (required ? schema : schema.optional());

type Replies = Record<number, { description: string; content: Record<string, { schema: z.ZodType }> }>;

function repliesOf({ reply, produces = ['application/json'] }: RouteContract): Replies {
  const contentOf = (schema: z.ZodType) =>
    Object.fromEntries(produces.map((type) => [type, { schema: type.endsWith('json') ? schema : z.string() }]));
  return Object.fromEntries(
    Object.entries(reply).map(([status, schema]) => [
      status,
      { description: status === '201' ? 'Created' : 'Done', content: contentOf(schema) },
    ]),
  );
}

/** Every code a route can be refused with: its own and those of the kit. */
function refusalCodes(contract: RouteContract): readonly ProblemCode[] {
  const { method, access, params, body, idempotency, precondition, problems } = contract;
  const when = (condition: boolean, ...codes: ProblemCode[]) => (condition ? codes : []);
  const writes = method !== 'GET';
  return [
    ...new Set([
      'VALIDATION' as const,
      ...when(body !== undefined, 'MALFORMED_BODY', 'REQUEST_TIMEOUT', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
      ...when(idempotency === 'required', 'IDEMPOTENCY_KEY_MISSING'),
      ...when(idempotency !== 'ignored' && writes, 'IDEMPOTENCY_KEY_REUSED', 'GONE'),
      ...when(!access.roles.includes('public'), 'UNAUTHENTICATED', 'TOKEN_EXPIRED', 'FORBIDDEN'),
      ...when(access.person, 'FOUR_EYES'),
      ...when(params !== undefined, 'NOT_FOUND'),
      ...when(writes, 'CONFLICT', 'TOO_MANY_EVENTS'),
      ...when(precondition !== 'none', 'PRECONDITION_REQUIRED', 'STALE'),
      ...problems,
      ...(['TOO_MANY_REQUESTS', 'INTERNAL', 'UNAVAILABLE', 'NOT_CAUGHT_UP', 'PARKED'] as const),
    ]),
  ];
}

function refusalsOf(contract: RouteContract): Replies {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of refusalCodes(contract)) {
    byStatus.set(problemStatus[code], [...(byStatus.get(problemStatus[code]) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      { description: codes.join(', '), content: { 'application/problem+json': { schema: Problem } } },
    ]),
  );
}
