// The page as reporting serves it: its documents, the session of its visitors, the API through that session, and what
// has happened as it happens.
import { databaseOf, type Eventing, type FeedClient, openSessions } from '@tributary/eventing';
import type { PageGround, ServiceConfig } from '@tributary/service-kit';
import { addApi } from './api/api-routes.ts';
import { type BuiltClient, readBuiltClient } from './documents/built-client.ts';
import { addDocuments } from './documents/document-routes.ts';
import { addEvents } from './events/event-routes.ts';
import { factsOf } from './events/facts.ts';
import { openTitles } from './events/titles.ts';
import { originsOf } from './origin.ts';
import { cookiesOf } from './session/cookies.ts';
import { keeperOf } from './session/keeper.ts';
import { sealsOf } from './session/seals.ts';
import { GrantEnded, type SessionContent } from './session/session.ts';
import { whoOf } from './session/who.ts';
import { addSession } from './session-routes.ts';
import { attemptsOf } from './sign-in/attempts.ts';
import { providerOf } from './sign-in/provider.ts';
import { cardOf, sampleOf } from './sign-in/sample.ts';
import { addSignIn } from './sign-in-routes.ts';

export interface PageParts {
  readonly config: ServiceConfig;
  readonly eventing: Pick<Eventing, 'view' | 'views'>;
  readonly feeds: FeedClient;
  readonly limits: { readonly handlerMs: number; readonly heartbeatMs: number };
  readonly now: () => Date;
  /** where the built client lies */
  readonly folder: string;
  /** keys of the reports whose read models read an event type, by that type */
  readonly reportsOf: ReadonlyMap<string, readonly string[]>;
}

export interface OpenedPage {
  /** the built client; undefined where it was not built */
  client(): Promise<BuiltClient | undefined>;
  add(ground: PageGround): void;
  close(): Promise<void>;
}

/** Sessions of an installation, and of one person. */
const MOST_SESSIONS = 20_000;
const MOST_OF_PERSON = 20;

/** Opens the page; its views are declared, and nothing is read before it is asked for. */
export function openPage(parts: PageParts): OpenedPage {
  const { config, eventing, feeds, limits, now, folder, reportsOf } = parts;
  const { publicUrl, installationKey, mongoUrl, issuer, pageClientId } = config;
  const titleOf = openTitles(eventing);
  const { views } = eventing;
  let reading: Promise<BuiltClient | undefined> | undefined;
  const client = async () => {
    reading ??= readBuiltClient(folder);
    const built = await reading.catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    // it may be built while the service runs
    if (built === undefined) reading = undefined;
    return built;
  };

  const store = openSessions({
    mongoUrl,
    database: databaseOf('reporting'),
    name: 'page_sessions',
    most: MOST_SESSIONS,
    mostOfOne: MOST_OF_PERSON,
    now,
  });
  const sample = sampleOf(config);
  const provider =
    pageClientId === undefined
      ? undefined
      : providerOf({
          clientId: pageClientId,
          clientSecret: config.pageClientSecret,
          issuer,
          discoveryUrl: config.pageDiscoveryUrl ?? `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
          tokenUrl: config.tokenUrl,
          jwksUrl: config.jwksUrl,
          publicUrl,
        });
  const noProvider = async () => {
    throw new GrantEnded('no provider is configured any more');
  };

  function add(ground: PageGround): void {
    const { app, tokens } = ground;
    const [origins, seals, cookies] = [originsOf(publicUrl), sealsOf(installationKey), cookiesOf(publicUrl)];
    const renew = {
      sample: ({ refreshToken }: SessionContent) => sample.token(cardOf(refreshToken)),
      provider: provider?.renew ?? noProvider,
      token: async () => {
        throw new GrantEnded('nobody renews a token that was brought');
      },
    };
    const keeper = keeperOf({ store, seals, tokens, renew, now });
    const who = whoOf(keeper, cookies, origins, now);
    addDocuments(app, client);
    addApi(ground, { who, keeper, upstreams: config.upstreams ?? new Map(), handlerMs: limits.handlerMs });
    const facts = factsOf({ views, feeds, reportsOf });
    const onEnd = addEvents(ground, { who, facts, titleOf, views, heartbeatMs: limits.heartbeatMs, now });
    addSession(app, { who, keeper, origins, sample, provider, now, onEnd });
    addSignIn(app, { who, keeper, provider, attempts: attemptsOf(cookies, seals, now), publicUrl });
  }

  return { client, add, close: () => store.close() };
}
