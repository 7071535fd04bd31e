// What reviews come to: the mean of their totals, how far they lie apart, and the order that follows.
import {
  type Application,
  divideHalfUp,
  formatDecimal,
  type ProgrammeRules,
  type Ranked,
  type Rejection,
  type Review,
  reject,
  type Score,
} from '@tributary/contracts';

/** The reviews that count: who declared a conflict of interest scored nothing. */
export const counted = (reviews: readonly Review[]): readonly Review[] =>
  reviews.filter(({ conflictOfInterest }) => !conflictOfInterest);

const totalOf = ({ scores }: Review): number => scores.reduce((sum, { points }) => sum + points, 0);

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** What the reviews that count come to; undefined where there are none. */
export function scoredBy(reviews: readonly Review[]) {
  const totals = counted(reviews).map(totalOf);
  if (totals.length === 0) return undefined;
  const [lowest, highest] = [Math.min(...totals), Math.max(...totals)];
  const units = divideHalfUp(BigInt(sum(totals)) * 100n, BigInt(totals.length));
  return {
    reviews: totals.length,
    meanScore: formatDecimal({ units, scale: 2 }),
    spread: { lowest, highest, apart: highest - lowest },
  };
}

type Criteria = ProgrammeRules['scoring'];

/** Refuses scores that are not one for each criterion, up to its points; and any beside a conflict of interest. */
export function refuseScores(
  scores: readonly Score[],
  conflictOfInterest: boolean,
  criteria: Criteria,
): Rejection<'SCORES_NOT_TAKEN'> | undefined {
  const mostOf = (code: string) => criteria.find((one) => one.code === code)?.points ?? -1;
  const wrong = scores.flatMap(({ criterion, points }, at) => {
    const isFirst = scores.findIndex((score) => score.criterion === criterion) === at;
    return !conflictOfInterest && isFirst && points <= mostOf(criterion) ? [] : [`/scores/${at}`];
  });
  const isWhole =
    conflictOfInterest || criteria.every(({ code }) => scores.some(({ criterion }) => criterion === code));
  const pointers = [...wrong, ...(isWhole ? [] : ['/scores'])];
  if (pointers.length === 0) return undefined;
  const values = { criteria: criteria.map(({ code, points }) => `${code} (0–${points})`).join(', ') || '–' };
  return reject(
    'SCORES_NOT_TAKEN',
    values,
    pointers.map((pointer) => ({ pointer, code: 'SCORES_NOT_TAKEN' as const, values })),
  );
}

/** An application with its id. */
export interface Candidate {
  readonly id: string;
  readonly state: Pick<Application, 'status' | 'reviews' | 'submission'>;
}

const ranked: readonly Application['status'][] = ['reviewed', 'approved', 'declined'];

/**
 * Ranks what was scored: by the mean of the totals, compared as it is and not as it is rounded; equal ones by the moment
 * at which they came in, then by id. The order does not depend on the one in which they are given.
 */
export function rankingOf(candidates: readonly Candidate[]): readonly Ranked[] {
  const scored = candidates.flatMap(({ id, state: { status, reviews, submission } }) => {
    const total = scoredBy(reviews);
    if (total === undefined || submission === undefined || !ranked.includes(status)) return [];
    const { submittedAt, requested } = submission;
    return [
      { points: sum(counted(reviews).map(totalOf)), applicationId: id, status, submittedAt, requested, ...total },
    ];
  });
  const place = (one: string, other: string) => (one < other ? -1 : Number(one > other));
  return scored
    .sort(
      (one, other) =>
        other.points * one.reviews - one.points * other.reviews ||
        place(one.submittedAt, other.submittedAt) ||
        place(one.applicationId, other.applicationId),
    )
    .map(({ points: _points, ...item }, at) => ({ rank: at + 1, ...item }));
}
