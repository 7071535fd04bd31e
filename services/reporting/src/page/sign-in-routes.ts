// The way to the provider and back. What goes wrong on it is told to the view that the person comes from.
import { ofPage, Refusal } from '@tributary/service-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isOtherName, ownOrigin } from './origin.ts';
import type { Keeper } from './session/keeper.ts';
import { ProviderUnavailable } from './session/session.ts';
import type { Who } from './session/who.ts';
import type { AttemptsKept } from './sign-in/attempts.ts';
import { CALLBACK, type Provider, SignInRefused } from './sign-in/provider.ts';

export interface SignInParts {
  readonly who: Who;
  readonly keeper: Keeper;
  /** undefined: none is configured */
  readonly provider: Provider | undefined;
  readonly attempts: AttemptsKept;
  readonly publicUrl: string;
}

/** What has become of a sign-in, in the query of the view that is shown then. */
type Outcome = 'not-configured' | 'unavailable' | 'refused' | 'failed';

const LONGEST_VIEW = 500;
const BASE = 'http://page';

/** A view of the page, as a path with its query; `/` for whatever is none of them. */
export function viewOf(to: unknown): string {
  if (typeof to !== 'string' || to.length > LONGEST_VIEW || !/^\/(?![/\\])/.test(to)) return '/';
  if (!URL.canParse(to, BASE)) return '/';
  const { origin, pathname, search } = new URL(to, BASE);
  const isView = origin === BASE && (pathname === '/' || /^\/page(?:\/[^/\\]+)*$/.test(pathname));
  return isView && !/^\/page\/(?:api|assets|events|session|sign-in|token)(?:\/|$)/.test(pathname)
    ? `${pathname}${search}`
    : '/';
}

function viewWith(to: string, outcome: Outcome): string {
  const { pathname, searchParams } = new URL(to, BASE);
  searchParams.set('sign-in', outcome);
  return `${pathname}?${searchParams}`;
}

/** What an operator is told of an error, and of what is behind it; neither holds a token. */
function told(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  return [`${error.name}: ${error.message}`, ...told(error.cause)];
}

function outcomeOf(error: unknown, request: FastifyRequest): Outcome {
  request.log.warn({ reasons: told(error) }, 'nobody was signed in to the page');
  if (error instanceof SignInRefused) return 'refused';
  if (error instanceof ProviderUnavailable) return 'unavailable';
  if (error instanceof Refusal) return error.statusCode === 503 ? 'unavailable' : 'refused';
  throw error;
}

export function addSignIn(app: FastifyInstance, parts: SignInParts): void {
  const { who, keeper, provider, attempts, publicUrl } = parts;
  const published = new URL(publicUrl);

  const lead = (reply: FastifyReply, to: string) => reply.header('cache-control', 'no-store').redirect(to, 302);

  app.get<{ Querystring: Record<string, unknown> }>('/page/sign-in', ofPage, async (request, reply) => {
    const to = viewOf(request.query['to']);
    if (provider === undefined) return lead(reply, viewWith(to, 'not-configured'));
    const own = ownOrigin(request);
    // The provider leads back to the published name, and what this browser remembers under another stays there.
    if (own !== undefined && isOtherName(own, published)) {
      return lead(reply, `${publicUrl}/page/sign-in?to=${encodeURIComponent(to)}`);
    }
    try {
      const { address, attempt } = await provider.begin();
      attempts.add({ ...attempt, to }, request, reply);
      return lead(reply, address);
    } catch (error) {
      return lead(reply, viewWith(to, outcomeOf(error, request)));
    }
  });

  app.get<{ Querystring: Record<string, unknown> }>(CALLBACK, ofPage, async (request, reply) => {
    const { state } = request.query;
    const attempt = typeof state === 'string' ? attempts.take(state, request, reply) : undefined;
    if (attempt === undefined || provider === undefined) return lead(reply, viewWith('/', 'failed'));
    try {
      const granted = await provider.finish(request.requestContext.search, attempt);
      const { id, visitor } = await keeper.begin('provider', granted);
      who.remember(id, visitor, reply);
      return lead(reply, attempt.to);
    } catch (error) {
      return lead(reply, viewWith(attempt.to, outcomeOf(error, request)));
    }
  });
}
