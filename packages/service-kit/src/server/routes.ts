// From a bound route to a route that is served: limited, authenticated, authorised, parsed, answered; in this order.
import { type RouteContract, rolesLetIn } from '@tributary/contracts';
import type { Actor, Eventing } from '@tributary/eventing';
import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { askedFilter } from '../access/asked-filter.ts';
import { ruleOf } from '../access/policy.ts';
import type { Tokens } from '../access/tokens.ts';
import { answering, type Preferred } from '../answer/answers.ts';
import { cursorsOf } from '../answer/cursor.ts';
import type { Answer, BoundRoute, CheckedRequest } from '../ports.ts';
import { fieldError } from '../problem/field-texts.ts';
import { languageOf } from '../problem/language.ts';
import { Refusal } from '../problem/refusal.ts';
import { type ContextOptions, contextOf } from '../request/command.ts';
import { consistencyTokens } from '../request/headers.ts';
import { acceptedBy, mediaTypeRefusal, rawBodyOf } from '../request/media-type.ts';
import { parserOf } from '../request/parse.ts';
import { returnPreferred } from '../request/prefer.ts';
import { streamed, uploadOf } from '../request/upload.ts';
import type { EventStreams } from './event-streams.ts';
import type { Life } from './health.ts';
import { inTime } from './in-time.ts';
import { type Limits, rateLimitPolicy } from './limits.ts';
import { representing } from './representation.ts';
import { dataHeaders } from './security-headers.ts';

const BODY_LIMIT = 16 * 1024;
/** The part of a handler's time in which a command is tried. */
const COMMAND_SHARE = 0.9;

export interface RouteOptions extends ContextOptions {
  /** all routes of the service: the reads among them answer commands that are asked for what they changed */
  readonly routes: readonly BoundRoute[];
  readonly eventing: Eventing;
  readonly tokens: Tokens;
  readonly life: Life;
  readonly limits: Limits;
  readonly streams: EventStreams;
  readonly checkReplies: boolean;
}

/** Where Fastify finds a contract's path: `/v1/plans/{code}` → `/v1/plans/:code`. */
export const pathOf = (contract: Pick<RouteContract, 'path'>): string => contract.path.replace(/\{(\w+)\}/g, ':$1');

/** A route whose answer a browser shows. */
export const isPage = ({ produces }: RouteContract): boolean => produces?.includes('text/html') === true;

/** Adds one route. @throws {PolicyMissing} its contract lets nobody in */
export function addRoute(app: FastifyInstance, { contract, handler }: BoundRoute, options: RouteOptions): void {
  const { eventing, tokens, life, limits } = options;
  const rule = ruleOf(contract);
  const accepted = acceptedBy(contract);
  const parse = parserOf(contract);
  const makeContext = contextOf(contract, options);
  const answerMs = contract.answerMs ?? limits.handlerMs;
  const list = `${contract.service} ${contract.method} ${contract.path}`;
  const cursors = isPaged(contract) ? cursorsOf(options.installationKey, list) : undefined;
  const send = answering({ contract, cursors, streams: options.streams, checked: options.checkReplies });
  const represent = representing(contract, options.routes);
  const headers = {
    ...(isPage(contract) ? {} : dataHeaders),
    ...(contract.internal ? {} : { 'ratelimit-policy': rateLimitPolicy(limits) }),
  };

  function gate(_request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
    reply.headers(headers);
    done(life.started ? undefined : new Refusal('UNAVAILABLE'));
  }

  function admit(request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void {
    const enter = (actor: Actor | undefined) => {
      request.requestContext.actor = actor;
      done(refusalAtTheDoor(request, actor));
    };
    const caller = tokens.read(request.headers.authorization);
    if (caller instanceof Promise) caller.then(enter, done);
    else enter(caller);
  }

  function refusalAtTheDoor(request: FastifyRequest, actor: Actor | undefined): Refusal | undefined {
    const denial = rule.admit(actor);
    if (denial?.code === 'UNAUTHENTICATED') return tokens.missing();
    if (denial !== undefined) {
      return new Refusal(denial.code, { values: { roles: rolesLetIn(contract.access), condition: denial.condition } });
    }
    return contract.body === undefined ? undefined : mediaTypeRefusal(request.headers, accepted);
  }

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const language = languageOf(request.raw);
    const { actor } = request.requestContext;
    const upload = uploadOf(contract, request);
    const body = upload === undefined ? (rawBodyOf(contract, request.headers, request.body) ?? request.body) : {};
    const parsed = parse({ params: request.params, query: request.query, body }, language);
    const query = cursors === undefined ? parsed.query : opened(parsed.query);
    const asker = makeContext(request, parsed.body, actor, language);
    const tokens = consistencyTokens(request.headers, language);
    if (tokens.length > 0) await catchUp(tokens);

    // A command stops trying a little earlier than its caller is answered, so that no effect follows a 503.
    const context = { ...asker, until: performance.now() + answerMs * COMMAND_SHARE };
    const filter = askedFilter(rule, actor);
    const asked: CheckedRequest<unknown, unknown, unknown> = {
      ...parsed,
      query,
      upload,
      actor,
      context,
      language,
      headers: request.headers as Readonly<Record<string, string | undefined>>,
      ...filter.given,
      gone: () => reply.sent || reply.raw.destroyed || request.raw.socket.destroyed,
    };
    // Fastify's own time-out for handlers ends as soon as the body has been read, so it would never reach a command.
    const answer = await inTime(handler(asked as CheckedRequest<never, never, never>), answerMs);
    if (rule.filtered && !isRefusal(answer) && !filter.wasAsked()) {
      throw new TypeError(`${list} did not ask whether the caller may touch the row`);
    }
    if (!isRefusal(answer) && context.preconditionMissing) {
      throw new TypeError(`${list} did not ask for its precondition`);
    }
    return send(answer, request, reply, await preferredOf(answer, request, asked));

    function opened(values: unknown): unknown {
      const after = (values as { readonly after?: string }).after;
      if (after === undefined) return values;
      const place = cursors?.open(after);
      if (place !== undefined) return { ...Object(values), after: place };
      throw invalid(
        fieldError({ pointer: '/query/after', code: 'UNKNOWN_CURSOR', values: {}, given: after }, language),
      );
    }
  }

  /** What is done of what the caller prefers; what was acknowledged is answered also where it cannot be read back. */
  async function preferredOf(
    answer: Answer,
    request: FastifyRequest,
    asked: CheckedRequest<unknown, unknown, unknown>,
  ): Promise<Preferred | undefined> {
    const applied = represent && returnPreferred(request.headers);
    if (applied === undefined || !('outcome' in answer) || answer.outcome.kind !== 'acknowledged') return undefined;
    if (applied === 'minimal') return { applied };
    const { self } = answer.outcome.reply.links;
    const read = await inTime(represent?.(self, asked) ?? Promise.resolve(undefined), answerMs).catch(() => undefined);
    return read && { applied, representation: read.body };
  }

  async function catchUp(wanted: readonly string[]): Promise<void> {
    // What this service owns is read from its own store, where it is already.
    const foreign = wanted.filter((token) => !token.startsWith(`${contract.service}:`));
    const states = await Promise.all(foreign.map((token) => eventing.views.waitFor(token, limits.caughtUpMs)));
    const parked = foreign[states.indexOf('parked')];
    if (parked !== undefined) throw new Refusal('PARKED', { values: { subject: parked.split(':')[1], seconds: 60 } });
    if (states.includes('late')) throw new Refusal('NOT_CAUGHT_UP', { values: { seconds: 1 } });
  }

  streamed(app, contract);
  app.route({
    method: contract.method,
    url: pathOf(contract),
    bodyLimit: contract.bodyLimit ?? BODY_LIMIT,
    config: { access: contract.access, contract },
    onRequest: contract.internal ? [gate, admit] : [gate, app.rateLimit(), admit],
    handler: handle,
  });
}

const isRefusal = (answer: Answer): boolean => 'outcome' in answer && answer.outcome.kind === 'rejected';

const invalid = (error: ReturnType<typeof fieldError>) => new Refusal('VALIDATION', { errors: [error] });

/** A list whose places are cursors: its query takes `after`, its reply tells `next`, or its file the link to it. */
const isPaged = ({ query, reply, replyHeaders = [] }: RouteContract): boolean =>
  hasField(query, 'after') && (hasField(reply[200], 'next') || replyHeaders.includes('link'));

const hasField = (schema: unknown, name: string): boolean => {
  const { shape } = Object(schema) as { readonly shape?: object };
  return shape !== undefined && Object.hasOwn(shape, name);
};
