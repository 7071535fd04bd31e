// Generated histories of one plan in several versions, of initiatives that link to them, and of decisions on the links.
import fc from 'fast-check';
import { initiative, links, plan, review, status } from './country.ts';
import type { Told } from './history.ts';

export const codes = ['1.1', '1.2', '2', '3'] as const;
type Code = (typeof codes)[number];
const verdicts = ['none', 'awaiting', 'accepted', 'rejected', 'withdrawn'] as const;

/** Days on which things come true, and days on which a report is asked for. */
const days = ['2025-03-02', '2025-07-01', '2025-07-02', '2026-01-01', '2026-05-01'] as const;
export const reportDays = ['2025-03-01', '2025-06-30', '2025-07-01', '2025-12-31', '2026-02-28', '2026-06-30'] as const;

export interface DrawnVersion {
  readonly version: string;
  readonly from: string;
  readonly nodes: readonly Code[];
}

/** One to four versions, each with some of the nodes; the first is in force before anything else comes true. */
const drawnVersions = fc
  .array(
    fc.record({
      from: fc.constantFrom(...days),
      nodes: fc.subarray([...codes], { minLength: 1 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) =>
    all
      .map(({ from, nodes }, at) => ({ from: at === 0 ? '2025-01-01' : from, nodes }))
      .sort((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)))
      .map((one, at): DrawnVersion => ({ ...one, version: String(at + 1) })),
  );

/** Weights over all nodes that sum to 100.00, from the three places where a hundred is cut. */
const weights = fc
  .array(fc.integer({ min: 1, max: 9_999 }), { minLength: 3, maxLength: 3 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 10_000])
  .map((ends) => codes.map((code, at) => [code, ((ends[at + 1] ?? 0) - (ends[at] ?? 0)) / 100] as const))
  .map((pairs): Partial<Record<Code, number>> => Object.fromEntries(pairs.filter(([, weight]) => weight > 0)));

const proposal = fc.record({
  weights,
  on: fc.constantFrom(...days),
  /** which of the versions in force by then */
  named: fc.nat({ max: 3 }),
  said: fc.array(fc.record({ verdict: fc.constantFrom(...verdicts), later: fc.nat({ max: 2 }) }), {
    minLength: codes.length,
    maxLength: codes.length,
  }),
});

const drawnInitiatives = fc.array(
  fc.record({
    cents: fc.bigInt({ min: 0n, max: 10n ** 15n }),
    cancelled: fc.boolean(),
    proposals: fc.array(proposal, { maxLength: 3 }),
  }),
  { maxLength: 6 },
);

export interface DrawnLink {
  readonly code: Code;
  readonly weight: number;
  readonly verdict: (typeof verdicts)[number];
  readonly decidedOn: string;
}

export interface DrawnProposal {
  readonly version: DrawnVersion;
  readonly on: string;
  readonly links: readonly DrawnLink[];
}

export interface DrawnInitiative {
  readonly cents: bigint;
  /** on 2026-03-01 */
  readonly cancelled: boolean;
  readonly proposals: readonly DrawnProposal[];
}

export interface DrawnCountry {
  readonly versions: readonly DrawnVersion[];
  readonly initiatives: readonly DrawnInitiative[];
}

/** A proposal names a version that was in force on its day, as the newest or before. */
export const country: fc.Arbitrary<DrawnCountry> = fc
  .tuple(drawnVersions, drawnInitiatives)
  .map(([versions, initiatives]) => ({
    versions,
    initiatives: initiatives.map(({ proposals, ...rest }) => ({
      ...rest,
      proposals: proposals.flatMap(({ weights, on, named, said }): DrawnProposal[] => {
        const inForce = versions.filter(({ from }) => from <= on);
        const version = inForce[named % inForce.length];
        const drawn = codes.flatMap((code, place): DrawnLink[] => {
          const weight = weights[code];
          const { verdict, later } = said[place] ?? { verdict: 'none', later: 0 };
          const decidedOn = days[Math.min(days.indexOf(on) + later, days.length - 1)] ?? on;
          return weight === undefined ? [] : [{ code, weight, verdict, decidedOn }];
        });
        return version === undefined ? [] : [{ version, on, links: drawn }];
      }),
    })),
  }));

export const amount = (cents: bigint): string => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;

export const versionFacts = ({ version, from, nodes }: DrawnVersion): readonly Told[] =>
  plan('NDP', {
    version,
    from,
    nodes: ['1', ...nodes.map((code) => (code.startsWith('1.') ? `${code}/1` : code))],
  });

export const historyOf = ({ versions, initiatives }: DrawnCountry): readonly Told[] => [
  ...versions.flatMap(versionFacts),
  ...initiatives.flatMap(({ cents, cancelled, proposals }, index) => {
    const id = `initiative-${index}`;
    return [
      ...initiative(id, amount(cents)),
      ...proposals.flatMap((proposed, at) => {
        const options = { version: proposed.version.version, revision: at + 1 };
        const proposedWeights = Object.fromEntries(proposed.links.map(({ code, weight }) => [code, weight]));
        return [
          ...links(id, proposedWeights, { ...options, on: proposed.on }),
          ...proposed.links.flatMap(({ code, weight, verdict, decidedOn }) =>
            verdict === 'none' ? [] : review(id, code, weight, verdict, { ...options, on: decidedOn }),
          ),
        ];
      }),
      ...(cancelled ? status(id, 5, '2026-03-01') : []),
    ];
  }),
];

/** The same facts from topics in another order of aggregates; within one aggregate the order is kept. */
export function delivered(history: readonly Told[], order: readonly number[]): readonly Told[] {
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
