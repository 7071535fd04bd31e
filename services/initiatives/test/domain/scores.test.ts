// Scores: what reviews come to, which are taken, and a ranking that does not depend on the order of what is ranked.
import type { Application, Review } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankedAs, rankKeyOf, refuseScores, scoredBy } from '../../src/application/scores.ts';
import { submitted } from './application-ground.ts';

const review = (points: number, conflictOfInterest = false): Review => ({
  reviewer: 'eva',
  conflictOfInterest,
  reviewedOn: '2026-06-30',
  scores: conflictOfInterest ? [] : [{ criterion: 'need', points }],
});

const { submission } = submitted();
interface Candidate {
  readonly id: string;
  readonly state: Pick<Application, 'status' | 'reviews' | 'submission'>;
}

const candidate = (id: string, totals: readonly number[], submittedAt = '2026-05-01T10:00:00.000Z'): Candidate => ({
  id,
  state: {
    status: 'reviewed',
    reviews: totals.map((points) => review(points)),
    ...(submission && { submission: { ...submission, submittedAt } }),
  },
});

describe('the reviews of an application', () => {
  it('come to the mean of their totals, rounded half up once, and to how far they lie apart', () => {
    expect(scoredBy([review(70), review(81), review(81)])).toEqual({
      reviews: 3,
      meanScore: '77.33',
      spread: { lowest: 70, highest: 81, apart: 11 },
    });
    expect(scoredBy([review(0, true)])).toBeUndefined();
    expect(scoredBy([review(50), review(0, true)])).toMatchObject({ reviews: 1, meanScore: '50.00' });
  });

  it('score each criterion once, up to its points', () => {
    const criteria = [
      { code: 'need', label: { en: 'Need' }, points: 60 },
      { code: 'plan', label: { en: 'Plan' }, points: 40 },
    ];
    const refused = (...scores: readonly [string, number][]) =>
      refuseScores(
        scores.map(([criterion, points]) => ({ criterion, points })),
        false,
        criteria,
      )?.errors.map(({ pointer }) => pointer);
    expect(refused(['need', 60], ['plan', 0])).toBeUndefined();
    expect(refused(['need', 61], ['plan', 0])).toEqual(['/scores/0']);
    expect(refused(['need', 1])).toEqual(['/scores']);
    expect(refused(['need', 1], ['need', 2], ['plan', 3])).toEqual(['/scores/1']);
    expect(refused(['need', 1], ['plan', 1], ['style', 1])).toEqual(['/scores/2']);
    expect(refuseScores([], true, criteria)).toBeUndefined();
    expect(refuseScores([{ criterion: 'need', points: 1 }], true, criteria)).toMatchObject({
      rejected: 'SCORES_NOT_TAKEN',
      values: { criteria: 'need (0–60), plan (0–40)' },
    });
  });
});

/** The order of the store: by what sorts them, equal ones by id. */
const inOrder = (candidates: readonly Candidate[]): readonly string[] =>
  candidates
    .map(({ id, state }) => ({ id, key: rankKeyOf(state) ?? '' }))
    .sort((one, other) => compare(one.key, other.key) || compare(one.id, other.id))
    .map(({ id }) => id);

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

describe('a ranking', () => {
  it('compares means before they are rounded, then when they came in, then ids', () => {
    const ranked = inOrder([
      candidate('d', [50], '2026-05-02T10:00:00.000Z'),
      candidate('b', [50]),
      candidate('a', [50]),
      candidate(
        'c',
        Array.from({ length: 300 }, (_, at) => (at === 0 ? 51 : 50)),
      ),
    ]);
    expect(ranked).toEqual(['c', 'a', 'b', 'd']);
  });

  it('sorts by exact means, whatever reviews there are', () => {
    const totals = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(totals, totals, (one, other) => {
        const [first, second] = [one, other].map((all) => rankKeyOf(candidate('a', all).state) ?? '');
        const sum = (all: readonly number[]) => all.reduce((total, points) => total + points, 0);
        const exact = BigInt(sum(other) * one.length) - BigInt(sum(one) * other.length);
        expect(compare(first ?? '', second ?? '')).toBe(exact < 0n ? -1 : Number(exact > 0n));
      }),
      { numRuns: 500 },
    );
  });

  it('has none that was withdrawn, is not submitted, or was scored by nobody without a conflict of interest', () => {
    const { state } = candidate('a', [50]);
    expect(rankKeyOf(state)).toBeDefined();
    for (const status of ['declined', 'approved'] as const) expect(rankKeyOf({ ...state, status })).toBeDefined();
    for (const status of ['withdrawn', 'eligible'] as const) expect(rankKeyOf({ ...state, status })).toBeUndefined();
    expect(rankKeyOf({ ...state, reviews: [review(0, true)] })).toBeUndefined();
  });

  it('shows each in its place with what its reviews come to', () => {
    expect(rankedAs(3, 'a', candidate('a', [50, 51]).state)).toMatchObject({
      rank: 3,
      applicationId: 'a',
      meanScore: '50.50',
      spread: { apart: 1 },
    });
  });
});
