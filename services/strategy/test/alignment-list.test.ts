// The list of links gives each link that is asked for once, however the pages are cut.
import type { Alignment, LinkStatus } from '@tributary/contracts';
import type { Filter, Stored } from '@tributary/eventing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listingAlignments } from '../src/alignment/list.ts';
import { standingStatuses } from '../src/drift/list.ts';
import { type RevisedPlan, standingOf } from '../src/drift/standing.ts';
import { versionsOf } from './domain/versions.ts';

const ministries = ['MHEA', 'MEDU', 'MECO'] as const;
const codes = ['1', '2', '3', '4'] as const;
const statuses: readonly LinkStatus[] = [...standingStatuses, 'withdrawn', 'drifted'];

const version = fc.array(fc.option(fc.constantFrom(...ministries)), { minLength: 4, maxLength: 4 }).map((nodes) =>
  Object.fromEntries(
    nodes.flatMap((ministry, at) => {
      const code = codes[at];
      return ministry === null || code === undefined ? [] : [[code, ministry] as const];
    }),
  ),
);
const plan = fc.array(version, { minLength: 2, maxLength: 3 }).map(
  (all): RevisedPlan => ({
    inForce: String(all.length),
    versions: versionsOf(Object.fromEntries(all.map((nodes, at) => [at + 1, nodes]))),
  }),
);
type Revised = ReadonlyMap<string, RevisedPlan>;

const plans = fc.record({ NDP: plan, SDG: plan }).map((all) => new Map(Object.entries(all)));

const drawnLinks = fc.array(
  fc.record({
    initiativeId: fc.constantFrom('a', 'b'),
    planCode: fc.constantFrom('NDP', 'SDG', 'NEW'),
    planVersion: fc.constantFrom('1', '2', '3'),
    nodeCode: fc.constantFrom(...codes, '9'),
    status: fc.constantFrom(...standingStatuses, 'withdrawn' as const),
    ministry: fc.nat({ max: 2 }),
  }),
  { maxLength: 30 },
);

const linkOf = (at: number, changed: Partial<Alignment>): Stored<Alignment> => ({
  id: `id-${String(at).padStart(2, '0')}`,
  ministry: 'MLOC',
  seq: 1,
  at: new Date(0),
  reserved: 0n,
  state: {
    initiativeId: 'a',
    planCode: 'NDP',
    planVersion: '1',
    nodeCode: '1',
    weightPct: 1,
    revision: 1,
    responsibleMinistry: 'MHEA',
    status: 'awaiting',
    openedOn: '2026-03-01',
    ...changed,
  },
});

/** Links for which a ministry answers that was responsible for the node in some version. */
const linksIn = (drawn: typeof drawnLinks extends fc.Arbitrary<infer T> ? T : never, revised: Revised) =>
  drawn.map(({ ministry, ...link }, at) => {
    const versions = revised.get(link.planCode)?.versions;
    const responsible = [...(versions?.values() ?? [])].flatMap(
      ({ parts }) => parts.get(link.nodeCode)?.responsibleMinistry ?? [],
    );
    const known = versions?.get(link.planVersion)?.parts.has(link.nodeCode) ? responsible : ministries;
    return linkOf(at, { ...link, responsibleMinistry: known[ministry % known.length] ?? 'MHEA' });
  });

/** A store that holds these links. */
const storeOf = (all: readonly Stored<Alignment>[]) => ({
  async page(filter: Filter, { after, limit }: { readonly after?: string | undefined; readonly limit: number }) {
    const found = all.filter(({ id, state }) => (after === undefined || id > after) && passes(state, filter));
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? items.at(-1)?.id : undefined };
  },
});

const passes = (state: Alignment, filter: Filter): boolean =>
  Object.entries(filter).every(([field, wanted]) => {
    const value = state[field as keyof Alignment];
    return typeof wanted === 'object' && '$in' in wanted ? wanted.$in.includes(value ?? '') : value === wanted;
  });

describe('the list of links, whatever versions came and went', () => {
  it('shows every link that stands as asked, once and in order, in pages of any size', async () => {
    const asked = fc.record(
      {
        status: fc.constantFrom(...statuses),
        responsibleMinistry: fc.constantFrom(...ministries),
        initiativeId: fc.constantFrom('a', 'b'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        drawnLinks,
        plans,
        asked,
        fc.integer({ min: 1, max: 5 }),
        async (drawn, revised, wanted, limit) => {
          const all = linksIn(drawn, revised);
          const list = listingAlignments(storeOf(all), { all: async () => revised });
          const shown: string[] = [];
          let after: string | undefined;
          do {
            const page = await list({ ...wanted, limit, after });
            expect(page.items.length).toBe(page.next === null ? page.items.length : limit);
            shown.push(
              ...page.items.map(({ id, status, responsibleMinistry }) => `${id} ${status} ${responsibleMinistry}`),
            );
            after = page.next ?? undefined;
          } while (after !== undefined);
          const expected = all.flatMap(({ id, state }) => {
            const { status, responsibleMinistry } = standingOf(
              { ...state, code: state.nodeCode },
              revised.get(state.planCode),
            );
            const isAsked =
              (wanted.status ?? status) === status &&
              (wanted.responsibleMinistry ?? responsibleMinistry) === responsibleMinistry &&
              (wanted.initiativeId ?? state.initiativeId) === state.initiativeId;
            return isAsked ? [`${id} ${status} ${responsibleMinistry}`] : [];
          });
          expect(shown).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('shows a link that came to a ministry after one that stayed, where others before them have left it', async () => {
    const versions = versionsOf({
      1: { left: 'MHEA', stayed: 'MHEA', came: 'MEDU' },
      2: { left: 'MEDU', stayed: 'MHEA', came: 'MHEA' },
    });
    const all = ['left', 'left', 'stayed', 'came'].map((nodeCode, at) =>
      linkOf(at, { nodeCode, responsibleMinistry: versions.get('1')?.parts.get(nodeCode)?.responsibleMinistry ?? '' }),
    );
    const list = listingAlignments(storeOf(all), { all: async () => new Map([['NDP', { inForce: '2', versions }]]) });
    const first = await list({ responsibleMinistry: 'MHEA', limit: 1 });
    expect(first).toMatchObject({ items: [{ nodeCode: 'stayed' }], next: 'id-02' });
    const second = await list({ responsibleMinistry: 'MHEA', limit: 1, after: 'id-02' });
    expect(second).toMatchObject({ items: [{ nodeCode: 'came' }], next: null });
  });

  it('fetches no more than a page where nothing is left out', async () => {
    const all = Array.from({ length: 40 }, (_, at) => linkOf(at, {}));
    const fetched: number[] = [];
    const store = storeOf(all);
    const counting: typeof store = {
      page(filter, page) {
        fetched.push(page.limit);
        return store.page(filter, page);
      },
    };
    const list = listingAlignments(counting, { all: async () => new Map() });
    expect(await list({ status: 'awaiting', limit: 10 })).toMatchObject({ next: 'id-09' });
    expect(fetched).toEqual([11]);
  });
});
