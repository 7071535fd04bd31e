// What a rule must hold in itself, so that it can be followed for every project. Each fault is told at its place.
import type { z } from 'zod';
import { broken, type RuleCode } from '../values/form.ts';
import { toMinor } from '../values/money.ts';
import { toHundredths } from '../values/percentage.ts';
import type { MatchParty, MatchRuleFields, PartyGroup } from './match-party.ts';

const WHOLE = 100_00;

type Fault = (code: RuleCode, path: readonly (string | number)[], values?: Record<string, string | number>) => void;

/** Tells each fault of a rule whose fields are right one by one. */
export function checkMatchRule({ value: rule, issues }: z.core.ParsePayload<MatchRuleFields>): void {
  const fault: Fault = (code, path, values = {}) => {
    issues.push({ code: 'custom', path: [...path], input: rule, params: broken(code, values).params });
  };
  const { parties, groups = [] } = rule;
  repeated([...parties, ...groups], fault, (at) =>
    at < parties.length ? ['parties', at, 'code'] : ['groups', at - parties.length, 'code'],
  );
  checkNames(rule, fault);
  checkCircles(parties, fault);
  for (const [at, party] of parties.entries()) checkLimits(party, ['parties', at], fault);
  for (const [at, group] of groups.entries()) checkLimits(group, ['groups', at], fault);
  checkWhole(rule, fault);
}

function repeated(
  named: readonly { readonly code: string }[],
  fault: Fault,
  pathOf: (at: number) => readonly (string | number)[],
): void {
  named.forEach(({ code }, at) => {
    if (named.findIndex((other) => other.code === code) !== at) fault('REPEATED', pathOf(at));
  });
}

/** Every party that is named is one of the rule, and a member of one group at most. */
function checkNames({ parties, groups = [], rest = [] }: MatchRuleFields, fault: Fault): void {
  const known = new Set(parties.map(({ code }) => code));
  const check = (codes: readonly string[] = [], path: readonly (string | number)[]) =>
    codes.forEach((code, at) => {
      if (!known.has(code)) fault('PARTY_UNKNOWN', [...path, at], { party: code });
    });
  parties.forEach(({ baseOf, ratioOf, base, pays, pct, minPct }, at) => {
    const isFloor = base === 'party-share' && (pct ?? minPct) !== undefined;
    if (isFloor && pays === 'offer') fault('FLOOR_OF_OFFER', ['parties', at, 'baseOf']);
    check(baseOf, ['parties', at, 'baseOf']);
    check(ratioOf?.parties, ['parties', at, 'ratioOf', 'parties']);
    if ((base === 'party-share') !== (baseOf !== undefined)) fault('BASE_UNCLEAR', ['parties', at, 'baseOf']);
  });
  check(rest, ['rest']);
  const members = new Set<string>();
  groups.forEach((group, at) => {
    check(group.parties, ['groups', at, 'parties']);
    if (group.base === 'party-share') fault('BASE_UNCLEAR', ['groups', at, 'base']);
    group.parties.forEach((code, place) => {
      if (members.has(code)) fault('REPEATED', ['groups', at, 'parties', place]);
      members.add(code);
    });
  });
}

/** The shares that the share of a party is measured by. */
const leansOn = ({ baseOf = [], ratioOf }: MatchParty): readonly string[] => [...baseOf, ...(ratioOf?.parties ?? [])];

/** No share is measured by itself, be it through others. */
function checkCircles(parties: readonly MatchParty[], fault: Fault): void {
  const byCode = new Map(parties.map((party) => [party.code, party]));
  const reaches = (from: string, wanted: string, seen: Set<string>): boolean => {
    const party = byCode.get(from);
    if (party === undefined || seen.has(from)) return false;
    seen.add(from);
    return leansOn(party).some((next) => next === wanted || reaches(next, wanted, seen));
  };
  parties.forEach(({ code }, at) => {
    if (reaches(code, code, new Set())) fault('CIRCULAR', ['parties', at], { party: code });
  });
}

/** No floor lies above its cap, and who has an exact percentage has no other. */
function checkLimits(
  { pct, minPct, maxPct, minAmount, maxAmount }: MatchParty | PartyGroup,
  path: readonly (string | number)[],
  fault: Fault,
): void {
  if (pct !== undefined && (minPct ?? maxPct) !== undefined) fault('LIMITS_CROSSED', [...path, 'pct']);
  if (minPct !== undefined && maxPct !== undefined && minPct > maxPct) fault('LIMITS_CROSSED', [...path, 'minPct']);
  minAmount?.forEach((least, at) => {
    const most = maxAmount?.find(({ currency }) => currency === least.currency);
    if (most !== undefined && toMinor(least) > toMinor(most)) fault('LIMITS_CROSSED', [...path, 'minAmount', at]);
  });
}

/** Percentages of the whole that leave nothing open are the whole, and floors leave room for one another. */
function checkWhole({ parties, groups = [] }: MatchRuleFields, fault: Fault): void {
  const grouped = new Set(groups.flatMap((group) => group.parties));
  const members = [...parties.filter(({ code }) => !grouped.has(code)), ...groups];
  const ofTotal = members.every(({ base = 'total' }) => base === 'total');
  if (!ofTotal) return;
  const sum = (pick: (limits: MatchParty | PartyGroup) => number | undefined) =>
    members.reduce((total, limits) => total + toHundredths(pick(limits) ?? 0), 0);
  const exact = members.every(({ pct }) => pct !== undefined);
  const total = sum(({ pct, minPct }) => pct ?? minPct);
  if (exact ? total !== WHOLE : total > WHOLE) fault('PARTS_NOT_100', ['parties'], { total: (total / 100).toFixed(2) });
}
