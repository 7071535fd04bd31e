// The session of a browser: looked at, begun on a sample, ended; and tokens of a sample to try the API with.
import { MinistryCode } from '@tributary/contracts';
import { ofPage, Refusal } from '@tributary/service-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isOfThisMachine, type Origins } from './origin.ts';
import type { Keeper, Visitor } from './session/keeper.ts';
import { GrantEnded, ProviderUnavailable, type Way } from './session/session.ts';
import type { Who } from './session/who.ts';
import type { Provider } from './sign-in/provider.ts';
import { type RoleCard, roleCards, type Sample, visitorOfSample } from './sign-in/sample.ts';
import { grantedBy, WithToken } from './sign-in/token.ts';

export interface SessionParts {
  readonly who: Who;
  readonly keeper: Keeper;
  readonly origins: Origins;
  readonly sample: Sample;
  /** undefined: none is configured */
  readonly provider: Provider | undefined;
  readonly now: () => Date;
  /** ends what a session has open */
  readonly onEnd: (key: string) => void;
}

const LARGEST_BODY = 8_192;
const ofSmallBody = { ...ofPage, bodyLimit: LARGEST_BODY };

const Asked = z.strictObject({ role: z.enum(roleCards.map(({ role }) => role)), ministry: MinistryCode.optional() });

/** The role that is asked for. @param usual the one where none is named @throws {Refusal} 400 */
function askedIn(body: unknown, usual?: RoleCard): RoleCard {
  if (usual !== undefined && isNothing(body)) return usual;
  const read = Asked.safeParse(parsed(body));
  if (!read.success) {
    throw new Refusal('VALIDATION', {
      errors: [
        { pointer: '/role', code: 'NOT_ONE_OF', values: { values: roleCards.map(({ role }) => role).join(', ') } },
      ],
    });
  }
  const { role, ministry } = read.data;
  return { role, ministry: ministry ?? roleCards.find((card) => card.role === role)?.ministry ?? '' };
}

const isNothing = (body: unknown) => !Buffer.isBuffer(body) || ['', '{}'].includes(body.toString('utf8').trim());

function parsed(body: unknown): unknown {
  if (!Buffer.isBuffer(body)) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

export function addSession(app: FastifyInstance, parts: SessionParts): void {
  const { who, keeper, origins, sample, provider, now, onEnd } = parts;

  /** A pilot without a provider takes tokens that were made on its own machine. */
  const mayBringToken = (request: FastifyRequest) =>
    provider === undefined && sample.isEmbedded && isOfThisMachine(request);

  const mayUseSample = async (request: FastifyRequest) =>
    isOfThisMachine(request) && (await sample.found()) !== undefined;

  /** @throws {Refusal} 403 unless sample data runs on the caller's own machine */
  async function requireSample(request: FastifyRequest): Promise<void> {
    origins.requirePage(request);
    if (!(await mayUseSample(request))) throw new Refusal('SAMPLE_ALONE');
  }

  /** A token of somebody of the sample. @throws {Refusal} 403, 503 */
  const tokenOf = (card: RoleCard) =>
    sample.token(card).catch((error: unknown) => {
      if (error instanceof GrantEnded) throw new Refusal('SAMPLE_ALONE');
      throw error instanceof ProviderUnavailable ? new Refusal('UNAVAILABLE') : error;
    });

  async function told(request: FastifyRequest, visitor: Visitor | undefined) {
    const [found, isHere] = await Promise.all([sample.found(), mayUseSample(request)]);
    const here: Way[] = isHere ? ['sample'] : mayBringToken(request) ? ['token'] : [];
    const offered: Way[] = [...here, ...(provider ? ['provider' as const] : [])];
    const common = { ways: offered, sample: found !== undefined, period: found?.day ?? null };
    if (visitor === undefined) return { signedIn: false, ...common, csrf: null };
    const { actor, content, endsAt, csrf } = visitor;
    return {
      signedIn: true,
      name: content.name ?? null,
      roles: actor.roles,
      ministry: actor.ministry === '' ? null : actor.ministry,
      expiresAt: endsAt.toISOString(),
      csrf,
      ...common,
      embedded: sample.isEmbedded,
      roleCards: isHere ? roleCards : [],
    };
  }

  const answer = (reply: FastifyReply, body: unknown) =>
    reply.header('cache-control', 'no-store').type('application/json; charset=utf-8').send(JSON.stringify(body));

  app.get('/page/session', ofPage, async (request, reply) => {
    const visitor = await who.reads(request).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'SESSION_ENDED') return undefined;
      throw error;
    });
    return answer(reply, await told(request, visitor));
  });

  /** Whom a request signs in. @throws {Refusal} 400, 401, 403, 503 */
  async function begun(request: FastifyRequest) {
    const brought = WithToken.safeParse(parsed(request.body));
    if (brought.success && mayBringToken(request)) {
      origins.requirePage(request);
      return keeper.begin('token', grantedBy(brought.data, now().getTime()));
    }
    await requireSample(request);
    return keeper.begin('sample', await tokenOf(askedIn(request.body, visitorOfSample)));
  }

  app.post('/page/session', ofSmallBody, async (request, reply) => {
    const { id, visitor } = await begun(request);
    who.remember(id, visitor, reply);
    return answer(reply, await told(request, visitor));
  });

  app.post('/page/session/end', ofSmallBody, async (request, reply) => {
    const { key, content } = await who.changes(request);
    await keeper.end(key);
    onEnd(key);
    who.forget(reply);
    // it has ended here, whether or not the provider can be asked
    const endAt =
      content.way === 'provider' ? await provider?.endAddress(content.idToken).catch(() => undefined) : undefined;
    return answer(reply, { endAt: endAt ?? null });
  });

  app.post('/page/token', ofSmallBody, async (request, reply) => {
    await requireSample(request);
    await who.changes(request);
    const { accessToken, expiresIn = 0 } = await tokenOf(askedIn(request.body));
    const expiresAt = new Date(now().getTime() + expiresIn * 1000).toISOString();
    return answer(reply, { token: accessToken, expiresAt });
  });
}
