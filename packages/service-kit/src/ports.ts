// What a service says to the kit: its routes bound to handlers, and its parts. Everything else is the kit's.
import type { Readable } from 'node:stream';
import type { Language, RawForms, RouteContract, ServiceName } from '@tributary/contracts';
import type { Actor, CommandContext, Eventing, Outcome } from '@tributary/eventing';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { RowFilter, Rows } from './access/policy.ts';
import type { Tokens } from './access/tokens.ts';
import type { Limits } from './server/limits.ts';
import type { RequestTracing } from './tracing/ports.ts';

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** A body as it came, where the contract takes its media type raw. */
export interface RawBody {
  readonly bytes: Buffer;
  readonly mediaType: string;
  /** one of the contract's; undefined where the request names none */
  readonly charset: string | undefined;
}

/** A body that is read as it comes in. */
export interface Upload {
  /** one of the contract's */
  readonly mediaType: string;
  /** how many bytes the request says to bring; undefined where it does not say */
  readonly bytes: number | undefined;
  /** its bytes, to be read once; it fails where they are more than the contract takes, or cut short */
  open(): Readable;
}

type RawOf<Raw> = Raw extends RawForms ? RawBody : never;

/** A request that has been authenticated, authorised and checked against its contract. */
export interface CheckedRequest<Params, Query, Body> {
  readonly params: Params;
  /** `after`, where the contract has it, is the plain place that an earlier reply gave as `next` */
  readonly query: Query;
  readonly body: Body;
  /** the body of a route that takes one as it comes in; undefined for any other */
  readonly upload: Upload | undefined;
  /** undefined for a caller without a token on a route that is open */
  readonly actor: Actor | undefined;
  /** for commands; on a read its key and fingerprint mean nothing */
  readonly context: CommandContext;
  /** `?lang=`, then `Accept-Language`, then `en` */
  readonly language: Language;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /**
   * The policy's row filter: whether the caller may see or change a row of this ministry, for which this subject applied;
   * a caller who is let in for their own alone touches none whose applicant is not told here, and one who reads what is
   * published touches none that is not told to be.
   * A command on a route with a filter asks it where it authorises, and rejects with `FORBIDDEN` where it says no; a
   * read asks it of what it found, and answers `NOT_FOUND`. What is answered without asking is answered 500 instead.
   */
  readonly mayTouch: RowFilter;
  /** The row filter of a list, as a condition for its store; it counts as asked. */
  readonly rows: () => Rows;
  /**
   * The subject of a caller who is let in for their own rows alone, to whom every other row is one that does not exist;
   * what such a caller enters is kept with it. Undefined for all others. On a command it counts as asked.
   */
  readonly applicant: () => string | undefined;
  /** Whether nobody waits for the answer any more: it was sent, or the connection is closed. */
  readonly gone: () => boolean;
}

/** Bytes that are already an answer: a cached report, a frozen run, a CSV file. */
export interface Bytes {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** of a page: the place where the list goes on, which leaves as a signed cursor in the header `Link` */
  readonly next?: string | undefined;
}

/**
 * A reply by its contract, with a status other than 200 or headers where it needs them.
 * `body.seq` becomes the ETag; `body.next` of a list with `after` leaves as a signed cursor; text leaves as it is.
 */
export interface Reply<Body = unknown> {
  readonly status?: number;
  readonly body: Body;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An event of a stream, by the contract of its route. */
export interface StreamEvent {
  readonly name: string;
  /** what the caller has once it has this event; a caller that comes again tells it */
  readonly id: string;
  readonly data: unknown;
}

/** What a stream of events tells, of which only the newest matters: what a slow caller has not taken it never gets. */
export interface EventSource {
  /** The newest event; undefined where the caller has it already. @param has the id of the last one it got */
  newest(has: string | undefined): StreamEvent | undefined;
  /** Calls `tell` when there may be a newer one. @returns ends it */
  listen(tell: () => void): () => void;
}

/** An outcome becomes 201/200 with ETag, Location and Consistency-Token, or a problem. */
export type Answer<Body = unknown> =
  | { readonly outcome: Outcome }
  | { readonly bytes: Bytes }
  | { readonly reply: Reply<Body> }
  | { readonly events: EventSource };

/** A value that its receiver leaves as it is. */
type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;

/** The bodies that a route may answer with. */
export type BodyOf<Contract extends RouteContract> = Frozen<z.output<Contract['reply'][keyof Contract['reply']]>>;

type RequestOf<Contract> =
  Contract extends RouteContract<infer Params, infer Query, infer Body, infer Raw>
    ? CheckedRequest<Parsed<Params>, Parsed<Query>, Parsed<Body> | RawOf<Raw>>
    : never;

/** Answers the requests of a route, with a body that its contract has. */
export type Handler<Contract extends RouteContract> = (asked: RequestOf<Contract>) => Promise<Answer<BodyOf<Contract>>>;

export interface BoundRoute {
  readonly contract: RouteContract;
  readonly handler: (asked: CheckedRequest<never, never, never>) => Promise<Answer>;
}

/** Binds a handler to its contract; a body that the contract does not have does not compile. */
export const handle = <Contract extends RouteContract>(contract: Contract, handler: Handler<Contract>): BoundRoute => ({
  contract,
  handler: handler as unknown as BoundRoute['handler'],
});

/** Every route of a catalogue with its handler; one without does not compile. */
export const bound = <Routes extends { readonly [Name in keyof Routes]: RouteContract }>(
  routes: Routes,
  handlers: { readonly [Name in keyof Routes]: Handler<Routes[Name]> },
): readonly BoundRoute[] =>
  (Object.keys(routes) as (keyof Routes)[]).map((name) => handle(routes[name], handlers[name]));

/** What a service is told by its environment; the variables are in CONFIGURATION.md. */
export interface ServiceConfig {
  readonly service: ServiceName;
  readonly host: string;
  readonly port: number;
  /** of the listener for the installation alone: internal routes and metrics */
  readonly internalPort: number;
  readonly role: 'api' | 'worker' | 'all';
  /** a pilot may have what production refuses; nothing is refused where it is not said, as in tests */
  readonly mode?: 'production' | 'pilot';
  readonly mongoUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly logLevel: string;
  readonly instance: string;
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly installationKey: Buffer;
  /** the keys of the vault, a line each; of the service that has one */
  readonly vaultKeys?: string | undefined;
  /** address of the internal listener by service, for feed and high watermarks */
  readonly peers: ReadonlyMap<ServiceName, string>;
  readonly baseCurrency: string;
  readonly timeZone: string;
  /** owns what associations enter that belong to no ministry */
  readonly registrarMinistry: string;
  /** where callers find the installation, without a slash at its end */
  readonly publicUrl: string;
  /** keeps the mark of what the journal holds, apart from database and broker */
  readonly markFile?: string | undefined;
  /** facts that are missing are given up */
  readonly acceptLoss?: boolean | undefined;
  /** the folder with the ledger of erasures; undefined: they are noted in the database alone */
  readonly erasureLedger?: string | undefined;
  /** where files of evidence are kept: a folder, or the address of a bucket; undefined: nowhere */
  readonly evidence?: string | undefined;
  readonly evidenceRegion?: string | undefined;
  readonly evidenceKeyId?: string | undefined;
  readonly evidenceSecret?: string | undefined;
  /** addresses of the public ports, which the page asks; undefined: none */
  readonly upstreams?: ReadonlyMap<ServiceName, string> | undefined;
  /** the client that the page is to the issuer; undefined: nobody signs in to it */
  readonly pageClientId?: string | undefined;
  /** undefined: a public client */
  readonly pageClientSecret?: string | undefined;
  /** where the issuer describes itself, as this process reaches it; undefined: below its name */
  readonly pageDiscoveryUrl?: string | undefined;
  /** visitors of this machine are signed in to a sample */
  readonly pageSample?: boolean | undefined;
  /** of the cache that reporting processes share; undefined: none */
  readonly redisUrl?: string | undefined;
  /** base address of a collector that takes traces by OTLP; undefined: none are made */
  readonly collectorUrl?: string | undefined;
  /** the part of new traces that is recorded, from 0 to 1 */
  readonly traceRatio?: number;
  /** requests of one caller in a minute */
  readonly rateLimit?: number;
  /** proxies whose word on where a request came from is taken */
  readonly trustedProxies?: readonly string[];
}

/** One value that a service tells operators on `/metrics`. No label may be an id. */
export interface Measure {
  readonly name: `tributary_${string}`;
  readonly help: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a page of a service's own is served with, beside the API and outside its description. */
export interface PageGround {
  /** where its routes go: rate-limited by address, answered once the service has started, and no body is parsed */
  readonly app: FastifyInstance;
  /** tells of an access token whom the services of the platform take its bearer for */
  readonly tokens: Pick<Tokens, 'read'>;
  /** counts streams, and ends them when the service does */
  readonly streams: { hold(caller: string, end: () => void): () => void };
}

export interface ServiceParts {
  readonly config: ServiceConfig;
  readonly version: string;
  readonly routes: readonly BoundRoute[];
  readonly eventing: Eventing;
  /** the log that eventing shares; made from the configuration where none is given */
  readonly log?: Logger;
  /** where the usual limits do not fit */
  readonly limits?: Partial<Limits>;
  /** holds each JSON reply against its contract, in tests */
  readonly checkReplies?: boolean;
  /** replaces the clock, in tests */
  readonly now?: () => Date;
  readonly tracing?: RequestTracing | undefined;
  /** what the service tells operators beside what every service does */
  readonly measures?: () => readonly Measure[];
  /**
   * The id by which one client knows a natural person, or anything of theirs; without it nobody is told of facts about
   * persons.
   */
  readonly pairwise?: (id: string, client: Pick<Actor, 'ministry' | 'client'>) => string;
  /** adds the routes of a page, each open to all by the kit: who may do what is its own to decide */
  readonly page?: (ground: PageGround) => void;
  /** looks, once the store is there and before anything is answered, whether the service can work; what it throws ends the start */
  readonly begin?: () => Promise<void>;
  /** closes what the service opened itself; called last */
  readonly close?: () => Promise<void>;
}

/** What tests replace in a composed service. */
export type Overrides = Pick<ServiceParts, 'now' | 'limits' | 'checkReplies'>;

/** Where a service listens. */
export interface Addresses {
  readonly address: string;
  readonly internalAddress: string;
}

/** A service that is composed but not yet listening. */
export interface Service {
  readonly app: FastifyInstance;
  /** what only the installation itself reaches */
  readonly internal: FastifyInstance;
  /** The consumer groups of this service, and the services whose feeds and topics they read. */
  readonly consumes: Eventing['consumes'];
  /** Makes what the service needs in its database and broker, without listening; again, it changes nothing. */
  prepare(): Promise<void>;
  /** Listens, then starts eventing, and waits for a store that is away: until then every route but health answers 503. */
  start(): Promise<Addresses>;
  /** Drains: readiness 503, serve with `Connection: close`, stop consumers, release the lease, close. */
  close(): Promise<void>;
}
