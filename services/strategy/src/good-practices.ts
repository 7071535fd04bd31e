// Cases of good practice over HTTP. There are as many as people can read, so a search looks at all of them.
import { byCode, type GoodPractice, goodPractice, keyOf, type ShownGoodPractice } from '@tributary/contracts';
import { type Eventing, naturalId, readAll, type Stored } from '@tributary/eventing';
import { found, type Page, type PageAsked } from '@tributary/service-kit';
import { serveAggregate } from '@tributary/service-kit/compose';
import { set } from './good-practice/decisions.ts';
import { allWordsOf, has, wordsOf } from './good-practice/search.ts';

interface Asked extends PageAsked {
  readonly q?: string | undefined;
  readonly pillar?: string | undefined;
  readonly step?: string | undefined;
  readonly country?: string | undefined;
  readonly instrument?: string | undefined;
}

const shown = ({ id, seq, state }: Stored<GoodPractice>): ShownGoodPractice => ({ id, seq, ...state });

/** The handlers of the routes of good practice. */
export function goodPracticesOf(eventing: Eventing) {
  const cases = serveAggregate(eventing, goodPractice, {});
  const known = new Map<string, { readonly seq: number; readonly words: ReadonlySet<string> }>();

  /** The words of a case, found once for each of its versions. */
  function wordsIn({ id, seq, state }: Stored<GoodPractice>): ReadonlySet<string> {
    const before = known.get(id);
    if (before?.seq === seq) return before.words;
    const words = allWordsOf(state);
    known.set(id, { seq, words });
    return words;
  }

  /** In the order of their codes; a page goes on after the last code of the one before. */
  async function search({
    q,
    pillar,
    step,
    country,
    instrument,
    after,
    limit,
  }: Asked): Promise<Page<ShownGoodPractice>> {
    const asked = wordsOf(q ?? '');
    const isAsked = (one: Stored<GoodPractice>) =>
      (pillar === undefined || one.state.pillars.some((code) => code === pillar)) &&
      (step === undefined || one.state.steps.includes(step)) &&
      (country === undefined || one.state.country === country) &&
      (instrument === undefined || one.state.instrument === instrument) &&
      has(wordsIn(one), asked);
    const left = (await readAll(cases.store, {}))
      .sort((one, other) => byCode(one.state.code, other.state.code))
      .filter((one) => (after === undefined || byCode(one.state.code, after) > 0) && isAsked(one));
    const items = left.slice(0, limit);
    return { items: items.map(shown), next: left.length > limit ? (items.at(-1)?.state.code ?? null) : null };
  }

  return {
    setGoodPractice: cases.puts(set),
    listGoodPractices: async ({ query }: { readonly query: Asked }) => ({ reply: { body: await search(query) } }),
    getGoodPractice: async ({ params: { code } }: { readonly params: { readonly code: string } }) => {
      const one = await cases.store.load(naturalId(keyOf(goodPractice, { code })));
      return found(one && shown(one));
    },
  };
}
