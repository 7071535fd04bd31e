// `GET /page/events`: what has happened, for those who may read how fresh reports are, as reports come to show it.
import { followFreshness } from '@tributary/contracts';
import type { ViewsState } from '@tributary/eventing';
import { callerOf, languageOf, ofPage, type PageGround, Refusal } from '@tributary/service-kit';
import type { Visitor } from '../session/keeper.ts';
import type { Who } from '../session/who.ts';
import type { Facts } from './facts.ts';
import { readPosition } from './position.ts';
import { openFactStream } from './stream.ts';
import type { TitleOf } from './titles.ts';

export interface EventParts {
  readonly who: Who;
  readonly facts: Facts;
  readonly titleOf: TitleOf;
  readonly views: Pick<ViewsState, 'listen' | 'ready'>;
  readonly heartbeatMs: number;
  readonly now: () => Date;
}

/** Streams of a session of its own beside those of the one who has it: the tabs of a browser. */
const MOST_OF_SESSION = 8;
const FULL_SECONDS = 10;

const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
} as const;

/** @returns ends the streams of a session */
export function addEvents({ app, streams }: Pick<PageGround, 'app' | 'streams'>, parts: EventParts) {
  const { who, facts, titleOf, views, heartbeatMs, now } = parts;
  const { roles: mayFollow } = followFreshness.access;
  const open = new Map<string, Set<() => void>>();

  /** Counts a stream for its session, and in the process. @returns what forgets it */
  function hold({ key, actor }: Visitor, caller: string, end: () => void): () => void {
    const theirs = open.get(key) ?? new Set<() => void>();
    if (theirs.size >= MOST_OF_SESSION) throw new Refusal('TOO_MANY_REQUESTS', { values: { seconds: FULL_SECONDS } });
    const release = streams.hold(`page ${actor.sub} ${caller}`, end);
    theirs.add(end);
    open.set(key, theirs);
    return () => {
      release();
      theirs.delete(end);
      if (theirs.size === 0) open.delete(key);
    };
  }

  app.get('/page/events', ofPage, async (request, reply) => {
    const visitor = await who.reads(request);
    if (!mayFollow.some((role) => visitor.actor.roles.includes(role))) {
      throw new Refusal('FORBIDDEN', { values: { roles: mayFollow } });
    }
    // where somebody begins must be what reports show, not what a copy on its way happens to have
    if (!views.ready) throw new Refusal('NOT_CAUGHT_UP', { values: { seconds: 1 } });
    reply.headers(headers);
    if (request.method === 'HEAD') return reply.send('');
    const has = request.headers['last-event-id'];
    const told = typeof has === 'string' ? readPosition(has) : undefined;
    let end = () => {};
    const release = hold(visitor, callerOf(visitor.actor, request), () => end());
    const stream = openFactStream({
      facts,
      from: told === undefined ? facts.now() : facts.from(told),
      titleOf,
      language: languageOf(request.raw),
      listen: (tell) => views.listen(facts.services, tell),
      heartbeatMs,
      endsInMs: Math.min(visitor.content.accessEndsAt, visitor.endsAt.getTime()) - now().getTime(),
    });
    end = stream.end;
    stream.text.once('close', release);
    return reply.send(stream.text);
  });

  return (key: string): void => {
    for (const end of open.get(key) ?? []) end();
  };
}
