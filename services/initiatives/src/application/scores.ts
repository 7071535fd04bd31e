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

const ranked: readonly Application['status'][] = ['reviewed', 'approved', 'declined'];

/** The most points that an application can be given: thirty criteria of a hundred. */
const MOST = 3_000n;
/** With so many decimals no two means of up to a hundred thousand reviews look alike that are not. */
const SCALE = 10n ** 10n;
const DIGITS = String(MOST * SCALE).length;

type Scored = Pick<Application, 'status' | 'reviews' | 'submission'>;

/**
 * Where an application stands among those of its call, as text that sorts: the highest mean of the totals first, compared
 * as it is and not as it is rounded; equal ones by the moment at which they came in, and then, in the store, by id.
 * @returns undefined for one that is not ranked
 */
export function rankKeyOf({ status, reviews, submission }: Scored): string | undefined {
  const totals = counted(reviews).map(totalOf);
  if (totals.length === 0 || submission === undefined || !ranked.includes(status)) return undefined;
  const mean = (BigInt(sum(totals)) * SCALE) / BigInt(totals.length);
  return `${String(MOST * SCALE - mean).padStart(DIGITS, '0')} ${submission.submittedAt}`;
}

/** The application in its place among those of its call. */
export function inItsPlace({ rankKey: _before, ...application }: Application): Application {
  const rankKey = rankKeyOf(application);
  return { ...application, ...(rankKey !== undefined && { rankKey }) };
}

/** One application as the ranking shows it. @param rank its place, from 1 */
export function rankedAs(rank: number, id: string, { status, reviews, submission }: Scored): Ranked {
  const total = scoredBy(reviews);
  if (total === undefined || submission === undefined) throw new TypeError(`${id} has a place and no score`);
  const { submittedAt, requested } = submission;
  return { rank, applicationId: id, status, submittedAt, requested, ...total };
}
