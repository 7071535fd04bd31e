import { toHundredths } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { shared } from '../../src/initiative/shares.ts';

const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + toHundredths(share), 0);

describe('shares of a whole', () => {
  it('are taken as they are where they sum to 100.00', () => {
    expect(shared([0.1, 0.2, 99.7], true)).toEqual({ shares: [0.1, 0.2, 99.7] });
  });

  it('are proposed by largest remainder, the earlier first among equals', () => {
    expect(shared([33.33, 33.33, 33.33], false)).toEqual({ total: '99.99', proposal: [33.34, 33.33, 33.33] });
    expect(shared([60, 60], false)).toEqual({ total: '120.00', proposal: [50, 50] });
    expect(shared([16.7, 16.7, 16.7, 16.7, 16.7, 16.7], true)).toEqual({
      shares: [16.67, 16.67, 16.67, 16.67, 16.66, 16.66],
    });
  });

  it('have no proposal where there is nothing, or where one would vanish', () => {
    expect(shared([0, 0], true)).toEqual({ total: '0.00', proposal: undefined });
    expect(shared([0.01, 100, 100], true)).toEqual({ total: '200.01', proposal: undefined });
  });

  it('that are proposed sum to 100.00, and a larger share never gets less', () => {
    let proposals = 0;
    const sizes = [0.01, 0.33, 16.67, 33.33, 50, 66.6, 99.99];
    for (const one of sizes) {
      for (const two of sizes) {
        for (const three of sizes) {
          const answer = shared([one, two, three], true);
          if (!('shares' in answer)) {
            expect(answer.proposal, 'only a share that would vanish has none').toBeUndefined();
            expect(Math.min(one, two, three)).toBe(0.01);
            continue;
          }
          proposals += 1;
          const [first = 0, second = 0] = answer.shares;
          expect([one, two, three, sum(answer.shares)]).toEqual([one, two, three, 100_00]);
          if (one > two) expect(first).toBeGreaterThanOrEqual(second);
        }
      }
    }
    expect(proposals).toBeGreaterThan(250);
  });
});
