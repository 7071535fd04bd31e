// The ranking of a call over HTTP: a page reads the applications that it shows, in the order in which they are kept.
import { type Application, applicationMessages, type rankCall } from '@tributary/contracts';
import type { AggregateStore } from '@tributary/eventing';
import { found, type Handler } from '@tributary/service-kit';
import { rankedAs } from './application/scores.ts';

/** Where the next page begins: how many are ranked before it, and its place in the order of the store. */
const mark = ' ';

function begun(after: string | undefined): { readonly before: number; readonly place: string | undefined } {
  if (after === undefined) return { before: 0, place: undefined };
  const at = after.indexOf(mark);
  return { before: Number(after.slice(0, at)), place: after.slice(at + mark.length) };
}

/** Answers the ranking of a call of the caller's own ministry, page by page; that of another is as if it were not there. */
export const ranking =
  (
    calls: Pick<AggregateStore<object>, 'load'>,
    applications: Pick<AggregateStore<Application>, 'page'>,
  ): Handler<typeof rankCall> =>
  async ({ params: { id: callId }, query: { after, limit }, mayTouch, language }) => {
    const stored = await calls.load(callId);
    if (stored === undefined || !mayTouch(stored.ministry)) return found<never>(undefined);
    const { before, place } = begun(after);
    const asked = { after: place, limit, order: { rankKey: 1 } as const };
    const { items, next } = await applications.page({ callId, rankKey: { $exists: true } }, asked);
    return found({
      callId,
      rule: applicationMessages.say(language, 'ranking'),
      items: items.map(({ id, state }, at) => rankedAs(before + at + 1, id, state)),
      next: next === undefined ? null : `${before + items.length}${mark}${next}`,
    });
  };
