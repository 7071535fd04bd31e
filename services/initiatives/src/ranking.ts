// The ranking of a call over HTTP.
import { type Application, applicationMessages, type rankCall } from '@tributary/contracts';
import type { AggregateStore, Stored } from '@tributary/eventing';
import { found, type Handler } from '@tributary/service-kit';
import { rankingOf } from './application/scores.ts';

const PAGE = 200;

/** Every application of a call. */
async function applicationsUnder(store: Pick<AggregateStore<Application>, 'page'>, callId: string) {
  const all: Stored<Application>[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await store.page({ callId }, { limit: PAGE, after });
    all.push(...items);
    after = next;
  } while (after !== undefined);
  return all;
}

/** Answers the ranking of a call of the caller's own ministry, page by page; that of another is as if it were not there. */
export const ranking =
  (
    calls: Pick<AggregateStore<object>, 'load'>,
    applications: Pick<AggregateStore<Application>, 'page'>,
  ): Handler<typeof rankCall> =>
  async ({ params: { id: callId }, query: { after = '0', limit }, mayTouch, language }) => {
    const stored = await calls.load(callId);
    if (stored === undefined || !mayTouch(stored.ministry)) return found<never>(undefined);
    const ranked = rankingOf(await applicationsUnder(applications, callId));
    const end = Number(after) + limit;
    const items = ranked.slice(Number(after), end);
    const rule = applicationMessages.say(language, 'ranking');
    return found({ callId, rule, items, next: end < ranked.length ? String(end) : null });
  };
