// A project held against its programme before anything is shared out: its currency, its cost, its parts, its applicant.
import {
  type Amounts,
  type CrossRate,
  fromMinor,
  type MatchAsk,
  type MatchNote,
  type MatchRejection,
  type MatchRule,
  toMinor,
} from '@tributary/contracts';
import { least, most, percentOf, sumOf, type Teller, tellerOf } from './amounts.ts';

/** A project in minor units. */
export interface Project {
  readonly cost: bigint;
  /** the part of the cost that parties without offers may pay */
  readonly eligible: bigint;
  readonly teller: Teller;
  readonly received: ReadonlyMap<string, bigint>;
  readonly rejections: readonly MatchRejection[];
  readonly notes: readonly MatchNote[];
}

/** @param rates to the currency of the cost */
export function projectOf(rule: MatchRule, ask: MatchAsk, rates: readonly CrossRate[]): Project {
  const { currency } = ask.cost;
  const teller = tellerOf(currency, rates);
  const cost = toMinor(ask.cost);
  const eligible = eligibleOf(rule, ask, cost);
  const excluded = eligible < cost;
  const counted = fromMinor(eligible, currency);
  return {
    cost,
    eligible,
    teller,
    received: receivedOf(ask),
    rejections: [
      ...refusedCost(rule, ask, cost, teller),
      ...refusedLines(ask, cost),
      ...refusedCounts(rule, ask),
      ...refusedStage(rule, ask),
      ...refusedCurrency(rule, currency),
    ],
    notes: excluded ? [{ code: 'COSTS_NOT_ELIGIBLE', given: fromMinor(cost, currency), counted }] : [],
  };
}

/** What the applicant has had by party, of what is in the currency of the project. */
function receivedOf({ received, cost }: MatchAsk): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { party, amount } of received) {
    if (amount.currency === cost.currency) sums.set(party, (sums.get(party) ?? 0n) + toMinor(amount));
  }
  return sums;
}

/** The cost without what is not eligible, and without what a kind of cost has beyond its limit. */
function eligibleOf({ ineligibleCosts = [], costLimits = [] }: MatchRule, ask: MatchAsk, cost: bigint): bigint {
  const byCategory = new Map<string, bigint>();
  for (const { category, amount } of ask.costLines) {
    if (amount.currency !== ask.cost.currency) continue;
    byCategory.set(category, (byCategory.get(category) ?? 0n) + toMinor(amount));
  }
  const left = [...byCategory].map(([category, value]) => {
    if (ineligibleCosts.includes(category)) return value;
    const limit = costLimits.find((other) => other.category === category);
    return limit === undefined ? 0n : most(0n, value - percentOf(cost, limit.maxPct, 'down'));
  });
  return most(0n, cost - least(cost, sumOf(left)));
}

function refusedCost(rule: MatchRule, { cost: given }: MatchAsk, cost: bigint, teller: Teller): MatchRejection[] {
  const bound = (field: 'projectMin' | 'projectMax', amounts: Amounts | undefined): MatchRejection[] => {
    const below = field === 'projectMin';
    const limit = amounts && teller.tell(amounts, below ? 'up' : 'down');
    if (limit === undefined || (below ? cost >= limit : cost <= limit)) return [];
    const passes = fromMinor(limit, given.currency);
    const code = below ? 'PROJECT_BELOW_MIN' : 'PROJECT_ABOVE_MAX';
    const asked = fromMinor(cost, given.currency);
    return [{ code, pointer: '/cost/amount', rule: field, limit: passes, given: asked, passes }];
  };
  return [...bound('projectMin', rule.projectMin), ...bound('projectMax', rule.projectMax)];
}

/** The parts of the cost are in its currency, and sum to it. */
function refusedLines({ costLines, cost: given }: MatchAsk, cost: bigint): MatchRejection[] {
  if (costLines.length === 0) return [];
  const stranger = costLines.findIndex(({ amount }) => amount.currency !== given.currency);
  if (stranger >= 0) {
    const pointer = `/costLines/${stranger}/amount/currency`;
    const named = costLines[stranger]?.amount.currency ?? '';
    return [{ code: 'CURRENCY_MISMATCH', pointer, rule: 'cost', given: named, passes: given.currency }];
  }
  const sum = sumOf(costLines.map(({ amount }) => toMinor(amount)));
  if (sum === cost) return [];
  const told = fromMinor(sum, given.currency);
  return [
    {
      code: 'COST_LINES_NOT_TOTAL',
      pointer: '/costLines',
      rule: 'costLines',
      limit: given,
      given: told,
      passes: given,
    },
  ];
}

/** What is paid by head or by unit needs their number. */
function refusedCounts({ parties }: MatchRule, { beneficiaries, units }: MatchAsk): MatchRejection[] {
  const byHead = parties.find(({ perBeneficiary }) => perBeneficiary !== undefined);
  const byUnit = parties.find(({ perUnit }) => perUnit !== undefined);
  return [
    ...(byHead && beneficiaries === undefined
      ? [missing('BENEFICIARIES_REQUIRED', '/beneficiaries', byHead.code, 'perBeneficiary')]
      : []),
    ...(byUnit && units === undefined ? [missing('UNITS_REQUIRED', '/units', byUnit.code, 'perUnit')] : []),
  ];
}

const missing = (code: MatchRejection['code'], pointer: string, party: string, rule: string): MatchRejection => ({
  code,
  pointer,
  party,
  rule,
  passes: '1',
});

function refusedStage({ priorStageRequired }: MatchRule, { completedStages }: MatchAsk): MatchRejection[] {
  if (priorStageRequired === undefined || completedStages.includes(priorStageRequired)) return [];
  const [rule, pointer] = ['priorStageRequired', '/completedStages'];
  const given = completedStages.join(', ') || '–';
  return [
    { code: 'PRIOR_STAGE_REQUIRED', pointer, rule, limit: priorStageRequired, given, passes: priorStageRequired },
  ];
}

function refusedCurrency({ accepts }: MatchRule, currency: string): MatchRejection[] {
  if (accepts === undefined || accepts.includes(currency)) return [];
  const passes = accepts.join(', ');
  return [
    {
      code: 'CURRENCY_NOT_ACCEPTED',
      pointer: '/cost/currency',
      rule: 'accepts',
      limit: passes,
      given: currency,
      passes,
    },
  ];
}
