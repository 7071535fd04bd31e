// What initiatives add to each KPI: their results × the accepted share.
import {
  activityStatus,
  formatDecimal,
  type LocalDate,
  parseDecimal,
  rescale,
  type Scaled,
} from '@tributary/contracts';
import type { Pausing } from '@tributary/eventing';
import type { InitiativeRow } from '../../read-models/initiatives.ts';
import type { ResultRow } from '../../read-models/results.ts';
import { type Decisions, type Kpis, type StandingMapping, standingOf } from '../mappings.ts';
import { dueOn, trimmed } from './expected.ts';

/** What the diaspora adds to one KPI. */
export interface Added {
  /** in the KPI's unit */
  readonly counted: Scaled;
  /** the part of it that somebody has verified */
  readonly verified: Scaled;
  /** live initiatives whose contribution is accepted and counted */
  readonly initiatives: number;
  /** live initiatives with a contribution that awaits its decision */
  readonly pending: number;
}

const zero: Scaled = { units: 0n, scale: 0 };
export const nothingAdded: Added = { counted: zero, verified: zero, initiatives: 0, pending: 0 };

export const plus = (one: Scaled, other: Scaled): Scaled => {
  const scale = Math.max(one.scale, other.scale);
  return { units: rescale(one, scale).units + rescale(other, scale).units, scale };
};

/** A share in hundredths of a per cent of a decimal, exactly. */
const shareOf = (value: string, share: number): Scaled => {
  const { units, scale } = parseDecimal(value);
  return { units: units * BigInt(share), scale: scale + 4 };
};

/** As text, exactly. */
export const written = (sum: Scaled): string => trimmed(formatDecimal(sum));

export interface Counting {
  readonly planCode: string;
  readonly kpis: Kpis;
  readonly decisions: Decisions;
  /** the day of the newest national value of a KPI, up to which results are comparable with it; else that of the report */
  readonly until: (kpiCode: string) => LocalDate;
}

/** By the code of the KPI; one to which nobody contributes is not there. */
export function* addedByKpi(
  initiatives: Iterable<InitiativeRow>,
  counting: Counting,
): Pausing<ReadonlyMap<string, Added>> {
  const sums = new Map<string, Added>();
  for (const initiative of initiatives) {
    yield;
    if (initiative.registration === undefined || initiative.status === activityStatus.cancelled) continue;
    for (const [code, own] of addedBy(initiative, counting)) {
      const sum = sums.get(code) ?? nothingAdded;
      sums.set(code, {
        counted: plus(sum.counted, own.counted),
        verified: plus(sum.verified, own.verified),
        initiatives: sum.initiatives + own.initiatives,
        pending: sum.pending + own.pending,
      });
    }
  }
  return sums;
}

/** What one initiative adds; it counts once for a KPI, however many of its indicators are mapped to that. */
function addedBy({ id, indicators, results }: InitiativeRow, counting: Counting): ReadonlyMap<string, Added> {
  const own = new Map<string, Added>();
  for (const indicator of indicators) {
    const standing = standingOf(id, indicator, counting);
    if (standing === undefined) continue;
    const { kpi, state } = standing;
    const before = own.get(kpi.code) ?? nothingAdded;
    if (state === 'awaiting') own.set(kpi.code, { ...before, pending: 1 });
    if (state !== 'accepted' || standing.mapping.contributionType === 'enabling') continue;
    const counted = results.filter(
      (result) => result.indicatorCode === indicator.code && isInside(result, standing, counting.until(kpi.code)),
    );
    own.set(kpi.code, {
      ...before,
      counted: plus(before.counted, sumOf(counted, standing)),
      verified: plus(
        before.verified,
        sumOf(
          counted.filter(({ isVerified }) => isVerified),
          standing,
        ),
      ),
      initiatives: 1,
    });
  }
  return own;
}

/** Whether a period lies after the baseline, and ends by the day up to which the KPI is measured. */
function isInside({ from, to }: ResultRow, { kpi: { baseline } }: StandingMapping, until: LocalDate): boolean {
  const start = baseline && dueOn(baseline);
  return to <= until && (start === undefined || from > start);
}

const sumOf = (results: readonly ResultRow[], { mapping: { share } }: StandingMapping): Scaled =>
  results.reduce((sum, { value }) => plus(sum, shareOf(value, share)), zero);
