// One route as an operation of OpenAPI.
import { Acknowledged, kitRoutesOf, type RouteContract, rolesLetIn, routesOf } from '@tributary/contracts';
import { z } from 'zod';
import { type Response, responsesOf } from './answers.ts';
import { exampleOf } from './examples.ts';
import { type Parameter, parametersOf } from './parameters.ts';
import { representationOf } from './representation.ts';
import { type Schema, schemaOf } from './schemas.ts';
import { securityOf } from './security.ts';

interface MediaType {
  readonly schema: Schema;
  readonly example?: unknown;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: true; readonly content: Readonly<Record<string, MediaType>> };
  readonly responses: Readonly<Record<string, Response & { readonly links?: Readonly<Record<string, Link>> }>>;
}

interface Link {
  readonly operationId: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The operation of a route; `others` are all routes of its service, among which its answers lead to some. */
export function operationOf(contract: RouteContract, others: readonly RouteContract[]): Operation {
  const links = linksOf(contract, others);
  const representation = representationOf(contract, others);
  const responses = Object.entries(responsesOf(contract, representation)).map(([status, response]) => [
    status,
    { ...response, ...(status === '201' && Object.keys(links).length > 0 && { links }) },
  ]);
  return {
    operationId: operationIdOf(contract),
    summary: contract.summary,
    description: accessText(contract),
    tags: [contract.service],
    security: securityOf(contract),
    parameters: parametersOf(contract, representation !== undefined),
    ...(contract.body !== undefined && { requestBody: { required: true, content: contentOf(contract) } }),
    responses: Object.fromEntries(responses),
  };
}

function operationIdOf(contract: RouteContract): string {
  const known = { ...routesOf[contract.service], ...kitRoutesOf(contract.service) };
  const same = ({ method, path }: RouteContract) => method === contract.method && path === contract.path;
  const name = Object.entries(known).find(([, route]) => same(route))?.[0];
  return (
    name ?? `${contract.method.toLowerCase()}${contract.path.replace(/\W+(\w?)/g, (_, next) => next.toUpperCase())}`
  );
}

function contentOf({
  body,
  bodyTypes = ['application/json'],
  rawBody = {},
  upload,
}: RouteContract): Readonly<Record<string, MediaType>> {
  if (upload !== undefined) {
    const description = `The bytes of a file, at most ${upload.bytes} of them.`;
    const one = { schema: { type: 'string', format: 'binary', description }, example: upload.example };
    return Object.fromEntries(upload.types.map((type) => [type, one]));
  }
  const json = body && schemaOf(body, 'input');
  return {
    ...(json && Object.fromEntries(bodyTypes.map((type) => [type, { schema: json, example: exampleOf(json) }]))),
    ...Object.fromEntries(
      Object.entries(rawBody).map(([type, { summary, charsets, example }]) => [
        type,
        { schema: { type: 'string', description: `${summary}\n\nCharset: ${charsets.join(', ')}.` }, example },
      ]),
    ),
  };
}

function accessText({ access }: RouteContract): string {
  if (access.roles.includes('public')) return 'Open to all.';
  const row = { any: '', own: ' Rows of the own ministry.', responsible: ' Rows the own ministry is responsible for.' };
  const { self, reach } = access;
  const what = { own: 'what the subject_id of its token applied for alone', published: 'what is published alone' };
  const own = self.map((role) => ` The role ${role}: ${what[reach]}.`).join('');
  const person = access.person ? ' A person, not a machine.' : '';
  return `Roles: ${rolesLetIn(access).join(', ')}.${row[access.ministry]}${own}${person}`;
}

/** From what was made to the routes that are about it: those below its path, with the parameter that names it. */
function linksOf(
  { path, body, reply }: RouteContract,
  others: readonly RouteContract[],
): Readonly<Record<string, Link>> {
  if (reply[201] !== Acknowledged) return {};
  const about = others.flatMap((other) => {
    if (!other.path.startsWith(`${path}/{`)) return [];
    const [name = '', ...more] = [...other.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => String(parameter));
    const place = placeOf(name, body);
    if (more.length > 0 || place === undefined) return [];
    return [[operationIdOf(other), { operationId: operationIdOf(other), parameters: { [name]: place } }] as const];
  });
  return Object.fromEntries(about);
}

function placeOf(parameter: string, body: z.ZodType | undefined): string | undefined {
  if (parameter === 'id') return '$response.body#/id';
  return body instanceof z.ZodObject && parameter in body.shape ? `$request.body#/${parameter}` : undefined;
}
