// What becomes of the nodes and KPIs of a plan version in later ones, as its planners declared it: a part lives on under
// its code, is replaced by others, or is retired. Every service that shows drift asks here.
import { z } from 'zod';
import { NodeCode } from '../values/identity.ts';
import { byCode } from '../values/node-code.ts';
import { fromHundredths, Percentage } from '../values/percentage.ts';

/** A part of the versions before that a new one takes the place of, and how much of it. */
export const ReplacedPart = z.strictObject({
  code: NodeCode.describe('a node or KPI of an earlier version, which this version does not have any more'),
  sharePct: Percentage.gt(0).describe('how much of it goes here; what replaces it sums to 100'),
});
export type ReplacedPart = z.infer<typeof ReplacedPart>;

/** How a part went: under another code, into several, together with others into one, or without a successor. */
export const partChanges = ['renamed', 'split', 'merged', 'retired'] as const;
export const PartChange = z.enum(partChanges);
export type PartChange = z.infer<typeof PartChange>;

/** A node or KPI, as far as its succession needs it. */
export interface PlanPart {
  readonly code: string;
  /** of a node; a KPI has no ancestors */
  readonly parentCode?: string | undefined;
  readonly replaces?: readonly ReplacedPart[] | undefined;
}

/** The parts of one version, by code. */
export interface VersionParts<Part extends PlanPart = PlanPart> {
  readonly planVersion: string;
  readonly parts: ReadonlyMap<string, Part>;
}

/** Where what was said of a part can go now. */
export interface Successor {
  readonly code: string;
  /** per cent with two decimals; those of one part sum to 100 */
  readonly sharePct: number;
}

/** What became of a part that the version in force does not have. */
export interface Succession {
  readonly change: PartChange;
  /** the version that was the first without it */
  readonly goneIn: string;
  /** in the order of their codes; of a retired node its nearest ancestor, if one is left; none where nothing is */
  readonly successors: readonly Successor[];
}

/**
 * Follows a part through the versions that came after the one that had it.
 * @param versions in the order in which they were put in force, the last being the one that counts
 * @returns undefined where the part lives on, or never was in `since`
 */
export function successionOf(code: string, since: string, versions: readonly VersionParts[]): Succession | undefined {
  const start = versions.findIndex(({ planVersion }) => planVersion === since);
  if (start < 0 || versions.at(-1)?.parts.has(code) !== false || !versions[start]?.parts.has(code)) return undefined;
  let held: Held = new Map([[code, 1n]]);
  let gone: Pick<Succession, 'change' | 'goneIn'> | undefined;
  for (let at = start + 1; at < versions.length; at += 1) {
    const [before, now] = [versions[at - 1], versions[at]];
    if (before === undefined || now === undefined) break;
    if (gone === undefined && !now.parts.has(code)) gone = { change: changeOf(code, now), goneIn: now.planVersion };
    // a code that was gone and is there again stands for itself: what it went into meanwhile is undone
    held = gone !== undefined && now.parts.has(code) ? new Map([[code, 1n]]) : moved(held, before, now);
    if (now.parts.has(code)) gone = undefined;
  }
  return gone && { ...gone, successors: shared(held) };
}

/** Parts with what they hold of the first one: whole numbers, to be compared with each other alone. */
type Held = ReadonlyMap<string, bigint>;

const WHOLE = 100_00;

function moved(held: Held, before: VersionParts, now: VersionParts): Held {
  const after = new Map<string, bigint>();
  const put = (code: string, amount: bigint) => after.set(code, (after.get(code) ?? 0n) + amount);
  for (const [code, amount] of held) {
    for (const { to, hundredths } of successorsIn(code, before, now)) put(to, amount * BigInt(hundredths));
  }
  return after;
}

interface Step {
  readonly to: string;
  readonly hundredths: number;
}

function successorsIn(code: string, before: VersionParts, now: VersionParts): readonly Step[] {
  if (now.parts.has(code)) return [{ to: code, hundredths: WHOLE }];
  const declared = replacementsIn(now).get(code);
  if (declared !== undefined) return declared;
  const ancestor = ancestorIn(code, before, now);
  return ancestor === undefined ? [] : [{ to: ancestor, hundredths: WHOLE }];
}

const known = new WeakMap<VersionParts['parts'], ReadonlyMap<string, readonly Step[]>>();

/** What a version says to replace parts of earlier ones, by their codes. */
function replacementsIn({ parts }: VersionParts): ReadonlyMap<string, readonly Step[]> {
  const read = known.get(parts);
  if (read !== undefined) return read;
  const found = new Map<string, Step[]>();
  for (const { code: to, replaces = [] } of parts.values()) {
    for (const { code, sharePct } of replaces) {
      const steps = found.get(code) ?? [];
      steps.push({ to, hundredths: Math.round(sharePct * 100) });
      found.set(code, steps);
    }
  }
  known.set(parts, found);
  return found;
}

/** The nearest ancestor that lives on under its code, or under one other. */
function ancestorIn(code: string, before: VersionParts, now: VersionParts): string | undefined {
  const seen = new Set([code]);
  for (let at = before.parts.get(code)?.parentCode; at !== undefined && !seen.has(at); ) {
    if (now.parts.has(at)) return at;
    const [only, ...others] = replacementsIn(now).get(at) ?? [];
    if (only !== undefined && others.length === 0) return only.to;
    seen.add(at);
    at = before.parts.get(at)?.parentCode;
  }
  return undefined;
}

function changeOf(code: string, now: VersionParts): PartChange {
  const [first, ...others] = replacementsIn(now).get(code) ?? [];
  if (first === undefined) return 'retired';
  if (others.length > 0) return 'split';
  return (now.parts.get(first.to)?.replaces?.length ?? 0) > 1 ? 'merged' : 'renamed';
}

/** Shares of a hundred per cent by largest remainder, so that they sum to it: of equal ones the first code has more. */
function shared(held: Held): Successor[] {
  const parts = [...held].sort(([one], [other]) => byCode(one, other));
  const total = parts.reduce((sum, [, amount]) => sum + amount, 0n);
  const whole = BigInt(WHOLE);
  const cut = parts.map(([code, amount]) => ({
    code,
    hundredths: Number((amount * whole) / total),
    rest: (amount * whole) % total,
  }));
  let left = WHOLE - cut.reduce((sum, { hundredths }) => sum + hundredths, 0);
  for (const part of cut.toSorted((one, other) => (one.rest === other.rest ? 0 : one.rest < other.rest ? 1 : -1))) {
    if (left === 0) break;
    part.hundredths += 1;
    left -= 1;
  }
  return cut
    .filter(({ hundredths }) => hundredths > 0)
    .map(({ code, hundredths }) => ({ code, sharePct: fromHundredths(hundredths) }));
}

/**
 * Shares a weight out over successors, to the hundredth: what is left by rounding down goes to the first ones.
 * @param weightPct per cent with two decimals, which the shares sum to
 */
export function weightsOver(weightPct: number, successors: readonly Successor[]): Successor[] {
  const weight = BigInt(Math.round(weightPct * 100));
  const cut = successors.map(({ code, sharePct }) => ({
    code,
    hundredths: Number((weight * BigInt(Math.round(sharePct * 100))) / BigInt(WHOLE)),
  }));
  let left = Number(weight) - cut.reduce((sum, { hundredths }) => sum + hundredths, 0);
  return cut.flatMap(({ code, hundredths }) => {
    const more = left > 0 ? 1 : 0;
    left -= more;
    return hundredths + more === 0 ? [] : [{ code, sharePct: fromHundredths(hundredths + more) }];
  });
}
