// Scores: what reviews come to, which are taken, and a ranking that does not depend on the order of what is ranked.
import type { Review } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, rankingOf, refuseScores, scoredBy } from '../../src/application/scores.ts';
import { submitted } from './application-ground.ts';

const review = (points: number, conflictOfInterest = false): Review => ({
  reviewer: 'eva',
  conflictOfInterest,
  reviewedOn: '2026-06-30',
  scores: conflictOfInterest ? [] : [{ criterion: 'need', points }],
});

const { submission } = submitted();
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

describe('a ranking', () => {
  it('compares means before they are rounded, then when they came in, then ids', () => {
    const ranked = rankingOf([
      candidate('d', [50], '2026-05-02T10:00:00.000Z'),
      candidate('b', [50]),
      candidate('a', [50]),
      candidate(
        'c',
        Array.from({ length: 300 }, (_, at) => (at === 0 ? 51 : 50)),
      ),
    ]);
    expect(ranked.map(({ rank, applicationId, meanScore }) => [rank, applicationId, meanScore])).toEqual([
      [1, 'c', '50.00'],
      [2, 'a', '50.00'],
      [3, 'b', '50.00'],
      [4, 'd', '50.00'],
    ]);
  });

  it('is the same whatever the order in which applications are given, and each has a rank of its own', () => {
    const moments = ['2026-05-01T10:00:00.000Z', '2026-05-01T10:00:00.001Z', '2026-05-02T00:00:00.000Z'];
    const some = fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        totals: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 4 }),
        at: fc.constantFrom(...moments),
      }),
      { selector: ({ id }) => id, maxLength: 12 },
    );
    fc.assert(
      fc.property(
        some.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const of = (these: typeof all) => rankingOf(these.map(({ id, totals, at }) => candidate(id, totals, at)));
          const ranked = of(all);
          expect(of(shuffled)).toEqual(ranked);
          expect(ranked.map(({ rank }) => rank)).toEqual(all.map((_, at) => at + 1));
          const means = ranked.map(({ meanScore }) => Number(meanScore));
          expect(means).toEqual([...means].sort((one, other) => other - one));
        },
      ),
      { numRuns: 200 },
    );
  });
});
