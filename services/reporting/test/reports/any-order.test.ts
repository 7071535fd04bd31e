// Properties of plan/alignment over generated histories.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { render } from '../../src/render.ts';
import { planAlignment } from '../../src/reports/plan-alignment.ts';
import { initiative, links, plan, review, status } from './country.ts';
import { rowsFrom, type Told } from './history.ts';

const codes = ['1.1', '1.2', '2', '3'] as const;
const verdicts = ['none', 'opened', 'accepted', 'rejected', 'withdrawn'] as const;
const form = { format: 'json', to: '2026-06-30', language: 'en', currency: 'EUR', labelled: false } as const;

/** Weights over all nodes that sum to 100.00, from the three places where a hundred is cut. */
const weights = fc
  .array(fc.integer({ min: 1, max: 9_999 }), { minLength: 3, maxLength: 3 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 10_000])
  .map((ends) => codes.map((code, at) => [code, ((ends[at + 1] ?? 0) - (ends[at] ?? 0)) / 100] as const))
  .map((pairs) => Object.fromEntries(pairs.filter(([, weight]) => weight > 0)));

const initiatives = fc.array(
  fc.record({
    cents: fc.bigInt({ min: 0n, max: 10n ** 15n }),
    cancelled: fc.boolean(),
    proposals: fc.array(
      fc.record({
        weights,
        version: fc.constantFrom('1', '2'),
        said: fc.array(fc.constantFrom(...verdicts), { minLength: 4, maxLength: 4 }),
      }),
      { maxLength: 2 },
    ),
  }),
  { maxLength: 6 },
);

type Drawn = typeof initiatives extends fc.Arbitrary<infer T> ? T : never;

const amount = (cents: bigint) => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;

function historyOf(drawn: Drawn): readonly Told[] {
  return [
    ...plan('NDP', { nodes: ['1', '1.1/1', '1.2/1', '2', '3'] }),
    ...plan('NDP', { version: '2', from: '2026-01-01', nodes: ['1', '1.1/1', '1.2/1', '2', '3'] }),
    ...drawn.flatMap(({ cents, cancelled, proposals }, index) => {
      const id = `initiative-${index}`;
      return [
        ...initiative(id, amount(cents)),
        ...proposals.flatMap(({ weights, version, said }, at) => [
          ...links(id, weights, { version, revision: at + 1 }),
          ...codes.flatMap((code, place) => {
            const verdict = said[place] ?? 'none';
            const weight = weights[code];
            if (verdict === 'none' || weight === undefined) return [];
            return review(id, code, weight, verdict, { version, revision: at + 1 });
          }),
        ]),
        ...(cancelled ? status(id, 5, '2026-03-01') : []),
      ];
    }),
  ];
}

/** Topics arrive in any order of aggregates; within one aggregate the order is kept. */
function delivered(history: readonly Told[], order: readonly number[]): readonly Told[] {
  const waiting = new Map<string, Told[]>();
  for (const one of history) waiting.set(one.id, [...(waiting.get(one.id) ?? []), one]);
  const queues = [...waiting.values()];
  const arrived: Told[] = [];
  for (let turn = 0; arrived.length < history.length; turn += 1) {
    const left = queues.filter((queue) => queue.length > 0);
    const next = left[(order[turn % Math.max(1, order.length)] ?? 0) % left.length]?.shift();
    if (next !== undefined) arrived.push(next);
  }
  return arrived;
}

function figuresOf(history: readonly Told[]) {
  const asked = { plan: 'NDP', to: '2026-06-30', language: 'en', currency: 'EUR' } as const;
  const figures = planAlignment.fold(rowsFrom(history, { to: asked.to }), asked);
  if ('rejected' in figures) throw new Error(figures.rejected);
  return figures;
}

const cents = (text: unknown) => BigInt(String(text).replace('.', ''));

describe('rules 33 and 37: plan/alignment', () => {
  test('is the same bytes in whatever order the topics come', () => {
    fc.assert(
      fc.property(initiatives, fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 40 }), (drawn, order) => {
        const history = historyOf(drawn);
        const usual = render(planAlignment, figuresOf(history), form);
        const shuffled = render(planAlignment, figuresOf(delivered(history, order)), form);
        expect(shuffled.equals(usual)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('I6: ties: portfolioBudget = accepted + awaiting + rejected + unlinked, to the cent', () => {
    fc.assert(
      fc.property(initiatives, (drawn) => {
        const { footer } = figuresOf(historyOf(drawn));
        const { portfolioBudget, accepted, awaiting, rejected, unlinked } = footer;
        const sum = [accepted, awaiting, rejected, unlinked].reduce((total: bigint, part) => total + cents(part), 0n);
        expect(sum).toBe(cents(portfolioBudget));
        const live = drawn.filter(({ cancelled }) => !cancelled);
        expect(sum).toBe(live.reduce((total, one) => total + one.cents, 0n));
        expect(footer['liveInitiatives']).toBe(live.length);
      }),
      { numRuns: 150 },
    );
  });

  test('shows at each node what a plain reading of the history sums, rounded half up once', () => {
    fc.assert(
      fc.property(initiatives, (drawn) => {
        const { rows } = figuresOf(historyOf(drawn));
        for (const row of rows) {
          const code = String(row['code']);
          const expected = { accepted: 0, opened: 0, rejected: 0, exact: 0n };
          for (const { cents: budget, cancelled, proposals } of drawn) {
            const newest = proposals.at(-1);
            if (cancelled || newest === undefined || newest.version !== '2') continue;
            const states = new Set<string>();
            for (const [place, node] of codes.entries()) {
              const weight = newest.weights[node];
              if (weight === undefined || (node !== code && !node.startsWith(`${code}.`))) continue;
              const said = newest.said[place] ?? 'none';
              const state = said === 'accepted' || said === 'rejected' ? said : 'opened';
              states.add(state);
              if (state === 'accepted') expected.exact += budget * BigInt(Math.round(weight * 100));
            }
            for (const state of ['accepted', 'opened', 'rejected'] as const)
              expected[state] += states.has(state) ? 1 : 0;
          }
          expect(row).toMatchObject({
            initiatives: expected.accepted,
            awaiting: expected.opened,
            rejected: expected.rejected,
            budget: amount((2n * expected.exact + 10_000n) / 20_000n),
          });
        }
      }),
      { numRuns: 150 },
    );
  });
});
