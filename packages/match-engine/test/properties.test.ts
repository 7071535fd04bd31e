// What holds of every rule that can be written and every project: checked with limits that are computed here anew.
import { type MatchAsk, type MatchParty, type MatchResult, type MatchRule, toMinor } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchOf } from '../src/index.ts';
import { type AnyCase, anyCase } from './any-rule.ts';

const runs = { numRuns: 400, seed: 20_260_630 };

const shareBy = (result: MatchResult) => new Map(result.shares.map(({ party, share }) => [party, toMinor(share)]));

const total = (values: Iterable<bigint>) => [...values].reduce((sum, value) => sum + value, 0n);

type Limits = Pick<MatchParty, 'pct' | 'minPct' | 'maxPct' | 'minAmount' | 'maxAmount'>;

/** Each limit that a share lies outside of; percentages are compared as products, without any rounding. */
function broken(share: bigint, of: bigint, { pct, minPct, maxPct, minAmount, maxAmount }: Limits): string[] {
  const [hundredths, whole] = [(value: number) => BigInt(Math.round(value * 100)), 10_000n];
  const is = (name: string, wrong: boolean) => (wrong ? [name] : []);
  return [
    ...is('minPct', minPct !== undefined && share * whole < of * hundredths(minPct)),
    ...is('maxPct', maxPct !== undefined && share * whole > of * hundredths(maxPct)),
    ...is('below pct', pct !== undefined && (share + 1n) * whole <= of * hundredths(pct)),
    ...is('above pct', pct !== undefined && (share - 1n) * whole >= of * hundredths(pct)),
    ...is('minAmount', minAmount?.[0] !== undefined && share < toMinor(minAmount[0])),
    ...is('maxAmount', maxAmount?.[0] !== undefined && share > toMinor(maxAmount[0])),
  ];
}

/** The most that a ratio allows, in thousandths of a minor unit. */
function allowed({ tiers }: NonNullable<MatchParty['ratioOf']>, matched: bigint): bigint {
  let [left, sum, from] = [matched, 0n, 0n];
  for (const { ratio, upTo } of tiers) {
    const width = upTo?.[0] === undefined ? left : toMinor(upTo[0]) - from;
    const used = left < width ? left : width;
    sum += used * BigInt(Math.round(Number(ratio) * 1000));
    left -= used;
    from += width;
  }
  return sum;
}

function outside({ parties, groups = [] }: MatchRule, ask: MatchAsk, result: MatchResult): string[] {
  const [shares, cost] = [shareBy(result), toMinor(ask.cost)];
  const sumOf = (codes: readonly string[]) => total(codes.map((code) => shares.get(code) ?? 0n));
  return [
    ...parties.flatMap((party) => {
      const share = shares.get(party.code) ?? 0n;
      const of = party.base === 'party-share' ? sumOf(party.baseOf ?? []) : cost;
      const overRatio = party.ratioOf && share * 1000n > allowed(party.ratioOf, sumOf(party.ratioOf.parties));
      return [...broken(share, of, party), ...(overRatio ? ['ratio'] : [])].map((name) => `${party.code} ${name}`);
    }),
    ...groups.flatMap((group) => broken(sumOf(group.parties), cost, group).map((name) => `${group.code} ${name}`)),
  ];
}

const missingOf = ({ missing }: MatchResult) => toMinor(missing.total);

const holds = (property: (of: AnyCase) => void) => fc.assert(fc.property(anyCase, property), runs);

describe('whatever the rule, the project and the offers', () => {
  it('tries rules of every kind, most of which can be followed', () => {
    const results = fc.sample(anyCase, { ...runs, numRuns: 600 }).map(({ rule, ask }) => matchOf(rule, ask));
    expect(results.filter(({ shares }) => shares.length > 0).length).toBeGreaterThan(250);
    expect(results.filter(({ outcome }) => outcome === 'complete').length).toBeGreaterThan(30);
    for (const limit of ['minPct', 'maxPct', 'minAmount', 'maxAmount', 'ratio', 'pct'])
      expect(results.some(({ bounds }) => bounds.some((bound) => bound.limit === limit))).toBe(true);
  });

  it('shares sum to the cost to the minor unit, and none is negative', () => {
    holds(({ rule, ask }) => {
      const { shares } = matchOf(rule, ask);
      if (shares.length === 0) return;
      const minors = shares.map(({ share }) => toMinor(share));
      expect(total(minors)).toBe(toMinor(ask.cost));
      expect(minors.every((share) => share >= 0n)).toBe(true);
    });
  });

  it('no party is under its floor or above its cap, and no group is', () => {
    holds(({ rule, ask }) => {
      const result = matchOf(rule, ask);
      if (result.shares.length > 0) expect(outside(rule, ask, result)).toEqual([]);
    });
  });

  it('what cannot be shared out is refused', () => {
    holds(({ rule, ask }) => {
      const { shares, outcome } = matchOf(rule, ask);
      if (shares.length === 0) expect(outcome).toBe('rejected');
    });
  });

  it('the same input gives the same output', () => {
    holds(({ rule, ask }) => {
      expect(matchOf(structuredClone(rule), structuredClone(ask))).toEqual(matchOf(rule, ask));
    });
  });

  it('the order of offers does not matter', () => {
    holds(({ rule, ask }) => {
      const turned = matchOf(rule, { ...ask, offers: [...ask.offers].reverse() });
      const plain = ({ rejections, ...rest }: MatchResult) => ({
        ...rest,
        rejections: rejections.map(({ pointer: _place, ...refused }) => refused),
      });
      expect(plain(turned)).toEqual(plain(matchOf(rule, ask)));
    });
  });

  it('what is missing is what the shares lack, told by who may bring it', () => {
    holds(({ rule, ask }) => {
      const { shares, missing, outcome } = matchOf(rule, ask);
      if (shares.length === 0) return;
      const lacking = total(shares.map(({ missing: of }) => toMinor(of)));
      expect(toMinor(missing.total)).toBe(lacking);
      expect(total(missing.of.map(({ amount }) => toMinor(amount)))).toBe(lacking);
      if (outcome === 'complete') expect(lacking).toBe(0n);
    });
  });

  it('what is missing never grows with what is offered', () => {
    const raised = fc.tuple(anyCase, fc.nat(20), fc.bigInt(1n, 60n));
    fc.assert(
      fc.property(raised, ([{ rule, ask }, place, hundredths]) => {
        const { code, pays } = rule.parties[place % rule.parties.length] as MatchParty;
        const asksForMore = pays !== 'offer' && !ask.offers.some(({ party }) => party === code);
        if (asksForMore) return;
        const more = { ...ask.cost, amount: times(ask.cost.amount, hundredths) };
        const offers = [...ask.offers, { party: code, form: 'cash' as const, amount: more }];
        const [before, after] = [matchOf(rule, ask), matchOf(rule, { ...ask, offers })];
        if (before.shares.length === 0 || after.shares.length === 0) return;
        expect(missingOf(after) <= missingOf(before)).toBe(true);
      }),
      { ...runs, numRuns: 3 * runs.numRuns },
    );
  });
});

/** Hundredths of an amount, rounded down. */
function times(amount: string, hundredths: bigint): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  const minor = ((BigInt(whole + fraction) * hundredths) / 100n).toString().padStart(fraction.length + 1, '0');
  return fraction === '' ? minor : `${minor.slice(0, -fraction.length)}.${minor.slice(-fraction.length)}`;
}
