// The sum of what the comparisons of two records say, with a line for each.
import type { DuplicateFeature, DuplicateWeights, FieldAgreement } from '@tributary/contracts';
import type { Comparison } from './comparison.ts';

/** What one comparison adds. */
export interface ScoreLine {
  readonly feature: DuplicateFeature;
  readonly agreement: FieldAgreement;
  readonly points: number;
}

export interface Score {
  readonly score: number;
  readonly lines: readonly ScoreLine[];
}

/** Adds up the points of a comparison. */
export function scoreOf(comparison: Comparison, weights: DuplicateWeights): Score {
  const lines = (Object.entries(comparison) as [DuplicateFeature, FieldAgreement][]).map(([feature, agreement]) => {
    const points = (weights[feature] as Partial<Record<FieldAgreement, number>>)[agreement] ?? 0;
    return { feature, agreement, points };
  });
  return { score: lines.reduce((sum, { points }) => sum + points, 0), lines };
}
