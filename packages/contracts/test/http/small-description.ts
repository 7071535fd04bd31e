// A description that has one of everything that callers rely on, and changes of it by place.
import type { OpenApi } from '../../generator/http/breaks.ts';

const money = {
  type: 'object',
  required: ['amount'],
  properties: { amount: { type: 'string', maxLength: 20 } },
  additionalProperties: false,
};

const list = {
  type: 'object',
  required: ['items', 'state'],
  properties: {
    items: { type: 'array', items: { type: 'string', pattern: '^[A-Z]' }, maxItems: 200 },
    state: { enum: ['open', 'closed'] },
    note: { type: 'string' },
    total: { type: 'integer', minimum: 0 },
    budget: { $ref: '#/components/schemas/Money' },
  },
  additionalProperties: false,
};

const plan = {
  type: 'object',
  required: ['code'],
  properties: {
    code: { type: 'string', minLength: 1, maxLength: 32 },
    kind: { enum: ['national', 'sectoral'] },
    weight: { type: 'number' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    budget: { $ref: '#/components/schemas/Money' },
    id: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
  },
  additionalProperties: false,
};

const limit = { in: 'query', name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200 } };

export const small = {
  servers: [{ url: '/strategy' }],
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    headers: { ETag: { required: true, schema: { type: 'string' } } },
    schemas: { Money: money },
  },
  paths: {
    '/': { get: { operationId: 'page', responses: { 200: {} } } },
    '/v1/plans': {
      get: {
        operationId: 'listPlans',
        description: 'Roles: planner, officer.',
        security: [{ token: ['read'] }],
        parameters: [limit],
        responses: {
          200: {
            headers: { ETag: { $ref: '#/components/headers/ETag' } },
            content: { 'application/json': { schema: list }, 'text/csv': { schema: { type: 'string' } } },
          },
          404: {},
        },
      },
      post: {
        operationId: 'enterPlan',
        description: 'Roles: planner.',
        security: [{ token: [] }],
        requestBody: {
          required: false,
          content: { 'application/json': { schema: plan }, 'text/csv': { schema: { type: 'string' } } },
        },
        responses: { 201: {} },
      },
    },
  },
} satisfies OpenApi;

type Tree = { [key: string]: Tree };

/** A copy in which one place, keys parted by ` > `, holds another value; undefined takes the place away. */
export function changed<Document extends object>(document: Document, place: string, value: unknown): Document {
  const copy = structuredClone(document);
  const keys = place.split(' > ');
  const last = keys.pop() ?? '';
  const holder = keys.reduce(
    (tree, key) => {
      const next = tree[key];
      if (next === undefined) throw new Error(`there is no ${key} of ${place}`);
      return next;
    },
    copy as unknown as Tree,
  );
  if (value !== undefined) holder[last] = value as Tree;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return copy;
}
