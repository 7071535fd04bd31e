// Rules and projects of any kind, for properties: whatever the language of rules can say, in a few parties.
import { exponentOf, fromMinor, type MatchAsk, MatchRule } from '@tributary/contracts';
import fc from 'fast-check';

/** Currencies with no, two and three decimals. */
const currencies = ['JPY', 'EUR', 'TND'] as const;

export interface AnyCase {
  readonly rule: MatchRule;
  readonly ask: MatchAsk;
}

const pct = (most: number) => fc.integer({ min: 1, max: most * 100 }).map((hundredths) => hundredths / 100);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

/** Amounts from one minor unit to 18 digits before the point. */
const minorOf = (currency: string): fc.Arbitrary<bigint> =>
  fc.oneof(
    fc.bigInt(1n, 10_000n),
    fc.bigInt(1n, 1_000_000_00n),
    fc.bigInt(1n, 10n ** BigInt(18 + exponentOf(currency)) - 1n),
  );

const part = fc.bigInt(1n, 120n);

/** A number of hundredths of an amount, so that limits lie near what a project costs. */
const near = (cost: bigint, currency: string) =>
  part.map((hundredths) => [fromMinor((cost * hundredths) / 100n + 1n, currency)]);

const party = (code: string, at: number, cost: bigint, currency: string) =>
  fc
    .record({
      pays: fc.constantFrom('offer', 'offer', 'rest', 'first'),
      minPct: maybe(pct(30)),
      maxPct: maybe(fc.integer({ min: 3000, max: 10_000 }).map((hundredths) => hundredths / 100)),
      minAmount: maybe(near(cost / 5n, currency)),
      maxAmount: maybe(near(cost, currency)),
      base: maybe(fc.constantFrom('total', 'eligible-costs')),
      lean: maybe(fc.constantFrom('ratio', 'tiers', 'cap', 'floor', 'exact')),
      ratio: fc.constantFrom('0.25', '0.5', '1', '1.333', '2', '3'),
      leanPct: pct(90),
      tier: near(cost / 4n, currency),
    })
    .map(({ lean, ratio, leanPct, tier, ...limits }) => ({
      code,
      role: 'partner' as const,
      label: { en: code },
      ...limits,
      ...(at > 0 &&
        leaning(
          limits.pays === 'offer' && (lean === 'floor' || lean === 'exact') ? 'cap' : lean,
          at,
          ratio,
          leanPct,
          tier,
        )),
    }));

/** A share that leans on the parties before it. */
function leaning(lean: string | undefined, at: number, ratio: string, leanPct: number, tier: object) {
  const parties = at > 1 ? ['p0', `p${at - 1}`] : ['p0'];
  const off = { minPct: undefined, maxPct: undefined, base: 'party-share', baseOf: parties };
  if (lean === 'ratio') return { ratioOf: { parties, tiers: [{ ratio }] } };
  if (lean === 'tiers') return { ratioOf: { parties, tiers: [{ ratio: '2', upTo: tier }, { ratio }] } };
  if (lean === 'cap') return { ...off, maxPct: leanPct };
  if (lean === 'floor') return { ...off, minPct: leanPct };
  return lean === 'exact' ? { ...off, pct: leanPct } : {};
}

const offerOf = (code: string, cost: bigint, currency: string) =>
  fc.record({
    party: fc.constant(code),
    form: fc.constant('cash' as const),
    amount: fc.bigInt(0n, 130n).map((hundredths) => fromMinor((cost * hundredths) / 100n, currency)),
  });

const caseIn = (currency: string, cost: bigint): fc.Arbitrary<AnyCase> =>
  fc.integer({ min: 1, max: 5 }).chain((count) => {
    const codes = Array.from({ length: count }, (_, at) => `p${at}`);
    const groupOf = fc.record({
      maxPct: maybe(pct(100)),
      minPct: maybe(pct(40)),
      members: fc.shuffledSubarray(codes, { minLength: Math.min(2, count) }),
    });
    return fc
      .record({
        parties: fc.tuple(...codes.map((code, at) => party(code, at, cost, currency))),
        group: maybe(groupOf),
        roundTo: maybe(fc.constantFrom('1', '10', '1000')),
        offers: fc
          .tuple(...codes.map((code) => fc.array(offerOf(code, cost, currency), { maxLength: 2 })))
          .map((each) => each.flat()),
      })
      .map(({ parties, group, roundTo, offers }) => {
        const { members, ...limits } = group ?? { members: [] };
        const groups = members.length < 2 ? undefined : [{ code: 'group', parties: members, ...limits }];
        const read = MatchRule.safeParse(
          present({ parties: parties.map(present), groups: groups?.map(present), roundTo }),
        );
        const ask = { cost: fromMinor(cost, currency), costLines: [], offers, received: [], completedStages: [] };
        return read.success ? { rule: read.data, ask } : undefined;
      })
      .filter((found) => found !== undefined);
  });

const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;

/** Any rule that can be followed, with a project and offers. */
export const anyCase: fc.Arbitrary<AnyCase> = fc
  .constantFrom(...currencies)
  .chain((currency) => minorOf(currency).chain((cost) => caseIn(currency, cost)));
