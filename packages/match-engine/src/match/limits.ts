// The limits of a rule for one project: floors and caps in minor units, and the curves by which shares lean on others.
import type { LimitName, MatchAsk, MatchParty, MatchRule, PartyGroup } from '@tributary/contracts';
import { exponentOf, parseDecimal, rescale, toHundredths } from '@tributary/contracts';
import { divided, most, percentOf, type Teller } from './amounts.ts';
import { type Curve, curveOf, shareCurve } from './ratio.ts';

/** A limit by its name. */
export interface Limit {
  readonly name: LimitName;
  readonly side: 'floor' | 'cap';
  readonly value: bigint;
}

/** A limit that follows the shares of others. */
export interface Leaning {
  readonly name: LimitName;
  readonly side: 'floor' | 'cap';
  /** places of the others in the rule */
  readonly of: readonly number[];
  readonly curve: Curve;
}

export interface PartyLimits {
  readonly limits: readonly Limit[];
  readonly leanings: readonly Leaning[];
}

export interface GroupLimits {
  readonly code: string;
  readonly members: readonly number[];
  readonly limits: readonly Limit[];
}

/** What the limits of a project are made from. */
export interface Measure {
  readonly cost: bigint;
  readonly eligible: bigint;
  readonly teller: Teller;
  readonly ask: Pick<MatchAsk, 'beneficiaries' | 'units'>;
  /** what the applicant has had from a party before */
  readonly received: ReadonlyMap<string, bigint>;
}

export const floorOf = (limits: readonly Limit[]): bigint =>
  most(0n, ...limits.filter(({ side }) => side === 'floor').map(({ value }) => value));

/** The cap, at most what the project costs. */
export const capOf = (limits: readonly Limit[], cost: bigint): bigint =>
  limits.reduce((cap, { side, value }) => (side === 'cap' && value < cap ? value : cap), cost);

/** The limits of one party. What it pays without an offer is capped at multiples of what the rule rounds to. */
export function limitsOf(party: MatchParty, { parties, roundTo }: MatchRule, measure: Measure): PartyLimits {
  const { cost, eligible, teller } = measure;
  const leans = party.base === 'party-share';
  const limits = [...(leans ? [] : percentages(party, measure)), ...amounts(party, teller), ...counted(party, measure)];
  if (party.pays !== 'offer' && eligible < cost) limits.push({ name: 'eligibleCosts', side: 'cap', value: eligible });
  const placesOf = (codes: readonly string[]) => codes.map((code) => parties.findIndex((other) => other.code === code));
  const leanings: Leaning[] = leans ? leaningPercentages(party, placesOf(party.baseOf ?? [])) : [];
  const curve = party.ratioOf && curveOf(party.ratioOf, teller);
  if (party.ratioOf !== undefined && curve !== undefined) {
    leanings.push({ name: 'ratio', side: 'cap', of: placesOf(party.ratioOf.parties), curve });
  }
  if (roundTo === undefined || party.pays === 'offer') return { limits, leanings };
  const step = most(1n, rescale(parseDecimal(roundTo), exponentOf(teller.currency)).units);
  return {
    limits: limits.map((limit) => (isRounded(limit) ? { ...limit, value: onStep(limit.value, step) } : limit)),
    leanings: leanings.map((leaning) =>
      isRounded(leaning) ? { ...leaning, curve: inSteps(leaning.curve, step) } : leaning,
    ),
  };
}

/** An exact percentage and a floor stay as they are. */
const isRounded = ({ name, side }: Limit | Leaning): boolean => side === 'cap' && name !== 'pct';

const onStep = (amount: bigint, step: bigint): bigint => amount - (amount % step);

const inSteps = ({ at, need }: Curve, step: bigint): Curve => ({
  at: (matched) => onStep(at(matched), step),
  need: (share) => need(divided(share, step, 'up') * step),
});

/** The limits that parties have together. */
export const groupLimitsOf = (group: PartyGroup, { parties }: MatchRule, measure: Measure): GroupLimits => ({
  code: group.code,
  members: group.parties.map((code) => parties.findIndex((party) => party.code === code)),
  limits: [...percentages(group, measure), ...amounts(group, measure.teller)],
});

function percentages({ base, pct, minPct, maxPct }: MatchParty | PartyGroup, { cost, eligible }: Measure): Limit[] {
  const of = base === 'eligible-costs' ? eligible : cost;
  return [
    ...given(pct, (value): Limit => ({ name: 'pct', side: 'floor', value: percentOf(of, value, 'down') })),
    ...given(pct, (value): Limit => ({ name: 'pct', side: 'cap', value: percentOf(of, value, 'up') })),
    ...given(minPct, (value): Limit => ({ name: 'minPct', side: 'floor', value: percentOf(of, value, 'up') })),
    ...given(maxPct, (value): Limit => ({ name: 'maxPct', side: 'cap', value: percentOf(of, value, 'down') })),
  ];
}

const given = <Value, Made>(value: Value | undefined, make: (value: Value) => Made): readonly Made[] =>
  value === undefined ? [] : [make(value)];

function amounts({ minAmount, maxAmount }: MatchParty | PartyGroup, teller: Teller): Limit[] {
  const floor = minAmount && teller.tell(minAmount, 'up');
  const cap = maxAmount && teller.tell(maxAmount, 'down');
  return [
    ...given(floor, (value): Limit => ({ name: 'minAmount', side: 'floor', value })),
    ...given(cap, (value): Limit => ({ name: 'maxAmount', side: 'cap', value })),
  ];
}

/** Caps by how many people it is for, by what it makes, and by what the applicant has had before. */
function counted(party: MatchParty, { teller, ask, received }: Measure): Limit[] {
  const { perBeneficiary, perUnit, perApplicant } = party;
  const forEach = perBeneficiary && teller.tell(perBeneficiary, 'down');
  const forUnit = perUnit && teller.tell(perUnit, 'down');
  const forApplicant = perApplicant && teller.tell(perApplicant, 'down');
  const units = parseDecimal(ask.units ?? '0');
  const had = received.get(party.code) ?? 0n;
  return [
    ...given(forEach, (value): Limit => cap('perBeneficiary', value * BigInt(ask.beneficiaries ?? 0))),
    ...given(
      forUnit,
      (value): Limit => cap('perUnit', divided(value * units.units, 10n ** BigInt(units.scale), 'down')),
    ),
    ...given(forApplicant, (value): Limit => cap('perApplicant', most(0n, value - had))),
  ];
}

const cap = (name: LimitName, value: bigint): Limit => ({ name, side: 'cap', value });

function leaningPercentages({ pct, minPct, maxPct }: MatchParty, of: readonly number[]): Leaning[] {
  const curve = (value: number) => shareCurve(BigInt(toHundredths(value)));
  return [
    ...given(pct, (value): Leaning => ({ name: 'pct', side: 'floor', of, curve: curve(value) })),
    ...given(pct, (value): Leaning => ({ name: 'pct', side: 'cap', of, curve: roundedUp(value) })),
    ...given(minPct, (value): Leaning => ({ name: 'minPct', side: 'floor', of, curve: upwards(value) })),
    ...given(maxPct, (value): Leaning => ({ name: 'maxPct', side: 'cap', of, curve: curve(value) })),
  ];
}

/** The percentage of a floor, which is rounded up. */
const upwards = (pct: number): Curve => ({
  ...shareCurve(BigInt(toHundredths(pct))),
  at: (matched) => percentOf(matched, pct, 'up'),
});

/** A cap that an exact percentage may be rounded up to. */
const roundedUp = (pct: number): Curve => {
  const hundredths = BigInt(toHundredths(pct));
  return {
    at: (matched) => percentOf(matched, pct, 'up'),
    need: (share) => (share === 0n ? 0n : ((share - 1n) * 10_000n) / hundredths + 1n),
  };
};
