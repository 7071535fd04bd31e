// Sessions of the page: begun, continued on whichever process is asked, renewed by one of them at a time, and ended.
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor, Session, Sessions } from '@tributary/eventing';
import { type PageGround, Refusal } from '@tributary/service-kit';
import type { Seals } from './seals.ts';
import {
  contentOf,
  GrantEnded,
  type Granted,
  ProviderUnavailable,
  type Renew,
  SessionContent,
  type Way,
} from './session.ts';

/** Somebody who is signed in. */
export interface Visitor {
  /** the hash under which the session is stored */
  readonly key: string;
  readonly content: SessionContent;
  readonly actor: Actor;
  readonly endsAt: Date;
  /** what the page says with whatever it changes */
  readonly csrf: string;
}

export interface Keeper {
  /** @returns the id for the cookie, and who it is @throws {Refusal} the token is not one of the platform, or there is no room */
  begin(way: Way, granted: Granted): Promise<{ readonly id: string; readonly visitor: Visitor }>;
  /** @param id of the cookie; undefined: there is none @throws {Refusal} 401 where nobody is signed in; 503 */
  visitor(id: string | undefined): Promise<Visitor>;
  /** Ends a session; one that is not there has ended. */
  end(key: string): Promise<void>;
}

export interface KeeperParts {
  readonly store: Sessions;
  readonly seals: Seals;
  readonly tokens: PageGround['tokens'];
  readonly renew: Readonly<Record<Way, Renew>>;
  readonly now: () => Date;
}

/** A session ends after so long, however busy: the length of a working day. */
const LIFE_MS = 12 * 3600 * 1000;
/** Who renews a session has so long before another may. */
const RENEWING_MS = 10_000;
/** Others wait for the one who renews, and look so often. */
const WAIT_MS = 6_000;
const LOOK_MS = 100;

export function keeperOf({ store, seals, tokens, renew, now }: KeeperParts): Keeper {
  /** of this process: requests of one page come many at once */
  const renewing = new Map<string, Promise<Held>>();

  interface Held {
    readonly session: Session;
    readonly content: SessionContent;
  }

  const ended = () => new Refusal('SESSION_ENDED');
  const millis = () => now().getTime();

  async function actorOf({ accessToken }: SessionContent): Promise<Actor> {
    const actor = await tokens.read(`Bearer ${accessToken}`);
    if (actor === undefined) throw ended();
    return actor;
  }

  async function held(key: string): Promise<Held> {
    const session = await store.read(key);
    const content = SessionContent.safeParse(session && seals.open(session.sealed, key));
    if (session === undefined || !content.success) throw ended();
    return { session, content: content.data };
  }

  /** What another process has made of a session. */
  async function renewedElsewhere({ session }: Held): Promise<Held | undefined> {
    for (let waited = 0; waited < WAIT_MS; waited += LOOK_MS) {
      await pause(LOOK_MS);
      const found = await held(session.id);
      if (found.session.version > session.version) return found;
    }
    return undefined;
  }

  async function renewed(before: Held): Promise<Held> {
    const { session, content } = before;
    const holds = content.accessEndsAt > millis();
    if (!(await store.take(session, RENEWING_MS))) {
      const found = holds ? before : await renewedElsewhere(before);
      if (found === undefined) throw new Refusal('UNAVAILABLE');
      return found;
    }
    try {
      const next = contentOf(content.way, await renew[content.way](content), millis(), content);
      const sealed = seals.seal(next, session.id);
      await store.replace({ id: session.id, version: session.version, sealed });
      return { session: { ...session, sealed, version: session.version + 1 }, content: next };
    } catch (error) {
      if (error instanceof GrantEnded) {
        await store.end(session.id);
        throw ended();
      }
      await store.leave(session.id);
      if (!(error instanceof ProviderUnavailable)) throw error;
      if (holds) return before;
      throw new Refusal('UNAVAILABLE', { values: { seconds: 5 } });
    }
  }

  function current(found: Held): Held | Promise<Held> {
    const { way, refreshToken, renewAt, accessEndsAt } = found.content;
    const canRenew = way === 'sample' || refreshToken !== undefined;
    if ((canRenew ? renewAt : accessEndsAt) > millis()) return found;
    const { id } = found.session;
    const underWay =
      renewing.get(id) ??
      renewed(found).finally(() => {
        renewing.delete(id);
      });
    renewing.set(id, underWay);
    return underWay;
  }

  return {
    async begin(way, granted) {
      const content = contentOf(way, granted, millis());
      const actor = await actorOf(content);
      const id = seals.newId();
      const key = seals.hashOf('session', id);
      const endsAt = new Date(millis() + LIFE_MS);
      const owner = seals.hashOf('owner', `${actor.client} ${actor.sub}`);
      const isKept = await store.begin({ id: key, owner, sealed: seals.seal(content, key), endsAt });
      if (!isKept) throw new Refusal('UNAVAILABLE', { values: { seconds: 60 } });
      return { id, visitor: { key, content, actor, endsAt, csrf: seals.csrfOf(id) } };
    },
    async visitor(id) {
      if (id === undefined) throw ended();
      const { session, content } = await current(await held(seals.hashOf('session', id)));
      const actor = await actorOf(content).catch(async (error: unknown) => {
        // a token that no service takes any more, such as after its key was taken away
        if (!(error instanceof Refusal && error.statusCode === 401)) throw error;
        await store.end(session.id);
        throw ended();
      });
      return { key: session.id, content, actor, endsAt: session.endsAt, csrf: seals.csrfOf(id) };
    },
    end: (key) => store.end(key),
  };
}
