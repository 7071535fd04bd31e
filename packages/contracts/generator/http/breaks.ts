// What a new description of a service's API breaks for those who call it as the older one says.
import type { JsonSchema } from '../../src/json-schema.ts';
import { type Components, misfits, sameRules } from './schemas.ts';

/** One thing that callers of the older API trip over. */
export interface HttpBreak {
  /** `POST /v1/plans`; the path alone where it is gone; `all` where every operation is meant */
  readonly operation: string;
  /** a sentence without the operation */
  readonly what: string;
}

interface Content {
  readonly [mediaType: string]: { readonly schema?: JsonSchema };
}

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly style?: string;
  readonly explode?: boolean;
  readonly schema?: JsonSchema;
}

interface Answer {
  readonly headers?: Readonly<
    Record<string, { readonly $ref?: string; readonly required?: boolean; readonly schema?: JsonSchema }>
  >;
  readonly content?: Content;
}

interface Operation {
  readonly operationId?: string;
  readonly description?: string;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, Answer>>;
}

/** The parts of an OpenAPI 3.1 document that callers rely on. */
export interface OpenApi {
  readonly servers?: readonly { readonly url: string }[];
  readonly security?: Operation['security'];
  readonly components?: {
    readonly schemas?: Components;
    readonly headers?: Answer['headers'];
    readonly securitySchemes?: Readonly<Record<string, object>>;
  };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Every break between two descriptions of one service; empty where who called the older one can call the newer. */
export function httpBreaks(older: OpenApi, newer: OpenApi): readonly HttpBreak[] {
  const all = (what: string): HttpBreak => ({ operation: 'all', what });
  const moved = (older.servers ?? []).filter(({ url }) => !newer.servers?.some((server) => server.url === url));
  const schemes = Object.entries(older.components?.securitySchemes ?? {}).filter(
    ([name, scheme]) => !sameRules(scheme, newer.components?.securitySchemes?.[name]),
  );
  return [
    ...moved.map(({ url }) => all(`The address ${url} is gone.`)),
    ...schemes.map(([name]) => all(`The way to show who calls, ${name}, is another one or gone.`)),
    ...Object.entries(older.paths).flatMap(([path, methods]) => {
      const now = newer.paths[path];
      if (now === undefined) return [{ operation: path, what: 'The path is gone.' }];
      return Object.entries(methods).flatMap(([method, before]) => {
        const after = now[method];
        const operation = `${method.toUpperCase()} ${path}`;
        const said =
          after === undefined ? ['The operation is gone.'] : operationBreaks({ older, newer, before, after });
        return [...new Set(said)].map((what) => ({ operation, what }));
      });
    }),
  ];
}

interface Pair {
  readonly older: OpenApi;
  readonly newer: OpenApi;
  readonly before: Operation;
  readonly after: Operation;
}

const operationBreaks = (pair: Pair): readonly string[] => [
  ...(pair.before.operationId === pair.after.operationId
    ? []
    : [
        `Its name was ${pair.before.operationId} and is ${pair.after.operationId}; generated clients name their functions so.`,
      ]),
  ...access(pair),
  ...parameters(pair),
  ...body(pair),
  ...answers(pair),
];

/** What an older request held must be taken. */
const requested = ({ older, newer }: Pair, where: string, before: JsonSchema = {}, after: JsonSchema = {}) =>
  misfits(before, after, {
    inner: older.components?.schemas ?? {},
    outer: newer.components?.schemas ?? {},
    open: false,
  }).map(({ at, what }) => `${where}${at === '' ? '' : ` at ${at}`} takes less: it ${what}.`);

/** What a newer answer holds must be what was promised. */
const answered = ({ older, newer }: Pair, where: string, before: JsonSchema = {}, after: JsonSchema = {}) =>
  misfits(after, before, {
    inner: newer.components?.schemas ?? {},
    outer: older.components?.schemas ?? {},
    open: true,
  }).map(({ at, what }) => `${where}${at === '' ? '' : ` at ${at}`} promises less: it ${what}.`);

const rolesOf = ({ description = '' }: Operation): readonly string[] | undefined =>
  /^Roles: ([^.]+)\./m.exec(description)?.[1]?.split(', ');

/** What is asked of a caller beside the role: the sentences after those of the roles. */
const conditionsOf = ({ description = '' }: Operation): readonly string[] =>
  (/^Roles: [^.]+\.(.*)$/m.exec(description)?.[1] ?? '')
    .split(/(?<=\.) /)
    .map((sentence) => sentence.trim())
    .filter(Boolean);

/** Whether a condition is asked of somebody who was let in before: it may be of one role alone. */
function concerns(condition: string, before: readonly string[] | undefined): boolean {
  const [, role] = /^The role ([\w-]+): /.exec(condition) ?? [];
  return role === undefined || before === undefined || before.includes(role);
}

function access({ older, newer, before, after }: Pair): readonly string[] {
  const ways = (operation: Operation, { security }: OpenApi) => operation.security ?? security ?? [];
  const [known, now] = [ways(before, older), ways(after, newer)];
  const isOpen = (all: typeof known) => all.length === 0 || all.some((way) => Object.keys(way).length === 0);
  const does = (way: (typeof known)[number]) =>
    now.some((needed) =>
      Object.entries(needed).every(
        ([scheme, scopes]) => scopes.every((scope) => way[scheme]?.includes(scope)) && scheme in way,
      ),
    );
  const closed = isOpen(now)
    ? []
    : isOpen(known)
      ? ['It asks for a token and asked for none.']
      : known.filter((way) => !does(way)).map((way) => `Who shows ${JSON.stringify(way)} is not let in any more.`);
  const [roles, left] = [rolesOf(before), rolesOf(after)];
  const gone = isOpen(now) ? [] : (roles ?? []).filter((role) => !left?.includes(role));
  const narrowed = isOpen(now)
    ? []
    : conditionsOf(after).filter(
        (condition) => !conditionsOf(before).includes(condition) && concerns(condition, roles),
      );
  return [
    ...closed,
    ...gone.map((role) => `The role ${role} is not let in any more.`),
    ...narrowed.map((condition) => `It is asked of callers now: ${condition}`),
  ];
}

function parameters(pair: Pair): readonly string[] {
  const { before, after } = pair;
  const like = (one: Parameter) => (other: Parameter) => other.in === one.in && other.name === one.name;
  const named = ({ in: place, name }: Parameter) => `The ${place} parameter ${name}`;
  const known = before.parameters ?? [];
  return [
    ...known.flatMap((one) => {
      const now = after.parameters?.find(like(one));
      if (now === undefined) return [`${named(one)} is gone.`];
      return [
        ...(now.required && !one.required ? [`${named(one)} must be given and need not have been.`] : []),
        ...(now.style === one.style && now.explode === one.explode ? [] : [`${named(one)} is written another way.`]),
        ...requested(pair, named(one), one.schema, now.schema),
      ];
    }),
    ...(after.parameters ?? [])
      .filter((one) => one.required && !known.some(like(one)))
      .map((one) => `${named(one)} is new and must be given.`),
  ];
}

function body(pair: Pair): readonly string[] {
  const [known, now] = [pair.before.requestBody, pair.after.requestBody];
  if (known === undefined) return now?.required ? ['A body must be given, and there was none.'] : [];
  if (now === undefined) return ['No body is taken any more.'];
  return [
    ...(now.required && !known.required ? ['The body must be given and need not have been.'] : []),
    ...Object.entries(known.content).flatMap(([type, { schema }]) => {
      const media = now.content[type];
      return media === undefined
        ? [`The body is not taken as ${type} any more.`]
        : requested(pair, `The body as ${type}`, schema, media.schema);
    }),
  ];
}

function answers(pair: Pair): readonly string[] {
  const [known, now] = [pair.before.responses, pair.after.responses];
  const fresh = Object.keys(now).filter((status) => Number(status) < 400 && !(status in known));
  return [
    ...fresh.map((status) => `The answer ${status} is new; callers take what they do not know for a fault.`),
    ...Object.entries(known).flatMap(([status, answer]) => {
      const after = now[status];
      if (after === undefined) return [`The answer ${status} is gone.`];
      return [...contents(pair, status, answer, after), ...headers(pair, status, answer, after)];
    }),
  ];
}

const contents = (pair: Pair, status: string, before: Answer, after: Answer): readonly string[] =>
  Object.entries(before.content ?? {}).flatMap(([type, { schema }]) => {
    const media = after.content?.[type];
    const where = `The answer ${status} as ${type}`;
    return media === undefined ? [`${where} is gone.`] : answered(pair, where, schema, media.schema);
  });

function headers(pair: Pair, status: string, before: Answer, after: Answer): readonly string[] {
  const resolved = ({ headers = {} }: Answer, { components }: OpenApi) =>
    Object.fromEntries(
      Object.entries(headers).map(([name, header]) => [
        name,
        header.$ref === undefined
          ? header
          : (components?.headers?.[header.$ref.slice(header.$ref.lastIndexOf('/') + 1)] ?? header),
      ]),
    );
  const now = resolved(after, pair.newer);
  return Object.entries(resolved(before, pair.older)).flatMap(([name, header]) => {
    const kept = now[name];
    const where = `The header ${name} of the answer ${status}`;
    if (kept === undefined) return [`${where} is gone.`];
    return [
      ...(header.required && !kept.required ? [`${where} need not be there any more.`] : []),
      ...answered(pair, where, header.schema, kept.schema),
    ];
  });
}
