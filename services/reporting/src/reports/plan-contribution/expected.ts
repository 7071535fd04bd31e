// What a KPI should have reached by a day: a straight line by whole months between the values that its plan names. Where
// one of the two is no number, nothing is expected, rather than something that nobody has said.
import {
  type Decimal,
  divideHalfUp,
  formatDecimal,
  type KpiBaseline,
  type KpiTarget,
  type LocalDate,
  parseDecimal,
  rescale,
} from '@tributary/contracts';
import type { KpiDefinition } from '../../read-models/kpis.ts';
import { monthsBetween } from '../months.ts';

type Planned = Pick<KpiDefinition, 'baseline' | 'targets' | 'direction'>;

/** What is due by the end of a day; undefined where the plan says it in words, or as a range. */
interface Point {
  readonly on: LocalDate;
  readonly value: Decimal | undefined;
}

/** A number as `numerator ÷ (denominator × 10^scale)`. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly scale: number;
}

/** Places after the point that a figure between two targets has beside those of the targets. */
const PLACES = 2;

/** The last day of its year or period; undefined where the plan names no time. */
export const dueOn = ({ year, period }: Pick<KpiTarget | KpiBaseline, 'year' | 'period'>): LocalDate | undefined =>
  period?.to ?? (year === undefined ? undefined : `${year}-12-31`);

/** The baseline and the targets in the order in which they are due; what has no time is not among them. */
function pointsOf({ baseline, targets }: Planned): readonly Point[] {
  const first = baseline && dueOn(baseline);
  const start: Point[] = first === undefined ? [] : [{ on: first, value: baseline?.value }];
  const due = targets
    .flatMap((target) => {
      const on = dueOn(target);
      return on === undefined || (first !== undefined && on <= first) ? [] : [{ on, target }];
    })
    .sort((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on)));
  const points = [...start];
  for (const { on, target } of due) {
    // what is to stay as it is stays as it was due before
    const value = target.keep === true ? (points.at(-1)?.value ?? baseline?.value) : target.value;
    if (points.at(-1)?.on === on) points.pop();
    points.push({ on, value });
  }
  return points;
}

/**
 * What is expected on a day: on the line between the point before and the one after, by whole months; flat after the last
 * target. Undefined before the first point, and where the line rests on what is no number or on the baseline alone.
 */
export function expectedOn(planned: Planned, to: LocalDate): Fraction | undefined {
  const points = pointsOf(planned);
  const after = points.findIndex(({ on }) => on > to);
  const [before, next] = after < 0 ? [points.at(-1), undefined] : [points[after - 1], points[after]];
  const isBaselineAlone = next === undefined && planned.baseline !== undefined && points.length < 2;
  if (before?.value === undefined || isBaselineAlone) return undefined;
  if (next === undefined) return { ...whole(before.value), denominator: 1n };
  if (next.value === undefined) return undefined;
  const [start, end] = [parseDecimal(before.value), parseDecimal(next.value)];
  const scale = Math.max(start.scale, end.scale);
  const [from, until] = [rescale(start, scale).units, rescale(end, scale).units];
  const months = BigInt(Math.max(1, monthsBetween(before.on, next.on)));
  const elapsed = BigInt(Math.min(Number(months), Math.max(0, monthsBetween(before.on, to))));
  return { numerator: from * months + (until - from) * elapsed, denominator: months, scale };
}

const whole = (value: Decimal): Pick<Fraction, 'numerator' | 'scale'> => {
  const { units, scale } = parseDecimal(value);
  return { numerator: units, scale };
};

/** As text, rounded half up once; no zero at the end says more than is known. */
export function writtenFraction({ numerator, denominator, scale }: Fraction): Decimal {
  const places = denominator === 1n ? scale : scale + PLACES;
  return trimmed(
    formatDecimal({ units: divideHalfUp(numerator * 10n ** BigInt(places - scale), denominator), scale: places }),
  );
}

/** A decimal without zeros behind its last other digit. */
export const trimmed = (value: Decimal): Decimal =>
  value.includes('.') ? value.replace(/0+$/, '').replace(/\.$/, '') : value;

/** How far a KPI has come of where it should be, in per cent with one decimal, and the light for it. */
export interface Achievement {
  readonly achievementPct: number | null;
  readonly light: 'green' | 'amber' | 'red' | null;
}

const unknown: Achievement = { achievementPct: null, light: null };

/**
 * achievement = (actual − baseline) ÷ (expected − baseline). Nothing where one of them is no number, where nothing was to
 * change, and where the plan expects the other way than the KPI should go.
 */
export function achievementOf(
  { baseline, direction }: Planned,
  actual: Decimal | undefined,
  expected: Fraction | undefined,
): Achievement {
  if (baseline?.value === undefined || actual === undefined || expected === undefined || direction === 'keep') {
    return unknown;
  }
  const [base, now] = [parseDecimal(baseline.value), parseDecimal(actual)];
  const scale = Math.max(base.scale, now.scale, expected.scale);
  const at = (units: bigint, from: number) => units * 10n ** BigInt(scale - from);
  const start = at(base.units, base.scale);
  const reached = (at(now.units, now.scale) - start) * expected.denominator;
  const due = at(expected.numerator, expected.scale) - start * expected.denominator;
  const isOtherWay = (direction === 'up' && due < 0n) || (direction === 'down' && due > 0n);
  if (due === 0n || isOtherWay) return unknown;
  const achievementPct = Number(divideHalfUp(reached * 1000n, due)) / 10;
  return { achievementPct, light: achievementPct >= 95 ? 'green' : achievementPct >= 75 ? 'amber' : 'red' };
}

/**
 * How far a KPI has moved since its baseline in the direction that it should; undefined where it has not, or where one of
 * the two is no number.
 */
export function progressOf({ baseline, direction }: Planned, actual: Decimal | undefined): Decimal | undefined {
  if (baseline?.value === undefined || actual === undefined) return undefined;
  const [base, now] = [parseDecimal(baseline.value), parseDecimal(actual)];
  const scale = Math.max(base.scale, now.scale);
  const moved = rescale(now, scale).units - rescale(base, scale).units;
  const progress = direction === 'down' ? -moved : moved;
  return progress > 0n ? formatDecimal({ units: progress, scale }) : undefined;
}
