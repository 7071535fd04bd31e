import { randomUUID } from 'node:crypto';
import {
  type CorrectionBody,
  type Language,
  Problem,
  type ProblemCode,
  type RawForms,
  type RouteContract,
  readOpenly,
  type ServiceName,
} from '@tributary/contracts';
import type { z } from 'zod';

type InputOf<Schema> = [Schema] extends [z.ZodType] ? z.input<Schema> : never;

/** What a merge patch may say of fields: a new value, or null to remove it. */
type Patch<Fields> = { readonly [Field in keyof Fields]?: Fields[Field] | null };

/** A body whose business date may be left out, which is today then. */
type DatedToday<Body, Dated extends PropertyKey> = [Dated] extends [never]
  ? Body
  : Omit<Body, Dated> & Partial<Pick<Body, Dated & keyof Body>>;

type BodyOf<Contract extends RouteContract> = Contract extends { readonly fields: infer Fields extends z.ZodObject }
  ? CorrectionBody & Patch<z.input<Fields>>
  : DatedToday<
      InputOf<NonNullable<Contract['body']>>,
      Contract extends { readonly dated: infer Dated } ? NonNullable<Dated> & PropertyKey : never
    >;

type RawOf<Raw> = [Raw] extends [RawForms] ? { readonly mediaType: keyof Raw & string; readonly text: string } : never;

/** One part of a request: not there where the route has none, and to be left out where nothing in it is needed. */
type Part<Name extends string, Value> = [Value] extends [never]
  ? unknown
  : [keyof Value] extends [never]
    ? unknown
    : Record<never, never> extends Value
      ? { readonly [Only in Name]?: Value }
      : { readonly [Only in Name]: Value };

type BodyPart<Contract extends RouteContract> =
  | Part<'body', BodyOf<Contract>>
  | ([RawOf<NonNullable<Contract['rawBody']>>] extends [never]
      ? never
      : { readonly raw: RawOf<NonNullable<Contract['rawBody']>> });

/** What a route is called with: what its path, query and body take, and how its headers are set. */
export type Request<Contract extends RouteContract> = Part<'params', InputOf<NonNullable<Contract['params']>>> &
  Part<'query', InputOf<NonNullable<Contract['query']>>> &
  BodyPart<Contract> & {
    /** the version that was read, which is the one to change */
    readonly ifMatch?: number;
    /** for what may not be there yet */
    readonly ifNoneMatch?: '*';
    /** the key of an earlier request that is repeated; a new one unless told */
    readonly idempotencyKey?: string;
    /** consistency tokens of facts that the answer must know */
    readonly seen?: readonly string[];
    readonly signal?: AbortSignal;
  };

/** The request, which may be left out where nothing in it is needed. */
export type RequestOf<Contract extends RouteContract> =
  Record<never, never> extends Request<Contract> ? [request?: Request<Contract>] : [request: Request<Contract>];

/** What a route promises to answer. */
export type ReplyOf<Contract extends RouteContract> = z.output<Contract['reply'][keyof Contract['reply']]>;

/** An answer as its contract promises it, or the problem why there is none. */
export type Answer<Reply> = { readonly status: number; readonly headers: Headers } & (
  | { readonly ok: true; readonly body: Reply }
  | { readonly ok: false; readonly problem: Problem & { readonly code: ProblemCode } }
);

/** Nothing answered, or not as a service does. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export interface Client {
  /**
   * Calls a route.
   * @throws {NoAnswer} nothing answered, or something else than the service
   */
  call<Contract extends RouteContract>(
    contract: Contract,
    ...request: RequestOf<Contract>
  ): Promise<Answer<ReplyOf<Contract>>>;
  /**
   * Calls a route and gives its answer as text, such as the CSV of a report, without a byte order mark.
   * @throws {NoAnswer} nothing answered, or refused as no service does
   */
  text<Contract extends RouteContract>(contract: Contract, ...request: RequestOf<Contract>): Promise<Answer<string>>;
}

export interface ClientOptions {
  /** of the front door, such as `https://diaspora.example.org`, or of each service by itself */
  readonly address: string | ((service: ServiceName) => string);
  /** without one, what is open to the public answers */
  readonly token?: string | undefined;
  /** of what problems say; English unless told */
  readonly language?: Language;
}

/**
 * A client of the services, typed from their contracts: a parameter, query or body that a route does not take does not
 * compile, and what it answers has a type.
 * @example
 * const tributary = createClient({ address: 'https://diaspora.example.org', token });
 * const body = { name: 'Fondation Exemple', kind: 'foundation', country: 'FR' };
 * const entered = await tributary.call(registerPartner, { body });
 * if (!entered.ok) throw new Error(`${entered.problem.code}: ${entered.problem.detail}`);
 * const read = await tributary.call(getPartner, { params: { id: entered.body.id } });
 */
export function createClient({ address, token, language = 'en' }: ClientOptions): Client {
  async function send(contract: RouteContract, given: Parts): Promise<Response> {
    const { raw, ifMatch, ifNoneMatch, idempotencyKey, seen = [], signal } = given;
    // A body in which nothing is needed may be left out, and is one all the same.
    const { body = contract.body === undefined || raw !== undefined ? undefined : {} } = given;
    const url = urlOf(contract, given, address);
    return fetch(url, {
      method: contract.method,
      headers: {
        'accept-language': language,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': contract.bodyTypes?.[0] ?? 'application/json' }),
        ...(raw !== undefined && { 'content-type': raw.mediaType }),
        ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
        ...(ifNoneMatch !== undefined && { 'if-none-match': ifNoneMatch }),
        ...(seen.length > 0 && { 'consistency-token': seen.join(',') }),
        ...(contract.idempotency !== 'ignored' && { 'idempotency-key': idempotencyKey ?? randomUUID() }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(raw !== undefined && { body: raw.text }),
      ...(signal !== undefined && { signal }),
    }).catch((cause: unknown) => {
      throw new NoAnswer(`nothing answers at ${url}`, { cause });
    });
  }

  return {
    async call<Contract extends RouteContract>(contract: Contract, ...[given = {}]: readonly [object?]) {
      const response = await send(contract, given);
      const schema = response.ok ? replySchema(contract, response.status) : Problem;
      return answerOf<ReplyOf<Contract>>(response, readOpenly<unknown>(schema, await contentOf(response)));
    },
    async text(contract: RouteContract, ...[given = {}]: readonly [object?]) {
      const response = await send(contract, given);
      return answerOf<string>(
        response,
        response.ok ? await response.text() : readOpenly<unknown>(Problem, await contentOf(response)),
      );
    },
  };
}

/** @throws {NoAnswer} where what was read is not what the contract says */
function answerOf<Reply>({ status, headers, ok, url }: Response, read: unknown): Answer<Reply> {
  if (read === undefined) throw new NoAnswer(`${url} answered ${status}, and not as its contract says`);
  return { status, headers, ...(ok ? { ok, body: read } : { ok, problem: read }) } as Answer<Reply>;
}

function urlOf(contract: RouteContract, { params = {}, query = {} }: Parts, address: ClientOptions['address']): string {
  const base = typeof address === 'string' ? `${address}/${contract.service}` : address(contract.service);
  const path = contract.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(String(params[name])));
  const asked = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `${base}${path}${asked.length === 0 ? '' : `?${new URLSearchParams(asked)}`}`;
}

interface Parts {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly raw?: { readonly mediaType: string; readonly text: string };
  readonly ifMatch?: number;
  readonly ifNoneMatch?: string;
  readonly idempotencyKey?: string;
  readonly seen?: readonly string[];
  readonly signal?: AbortSignal;
}

function replySchema({ reply, method, path }: RouteContract, status: number): z.ZodType {
  const schema = reply[status];
  if (schema === undefined) throw new NoAnswer(`${method} ${path} promises no answer of ${status}`);
  return schema;
}

/** JSON as it was parsed, and anything else as text. */
async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!/json/.test(response.headers.get('content-type') ?? '')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
