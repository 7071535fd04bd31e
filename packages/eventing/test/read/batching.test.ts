// Many assignments ask the store at the same moment: one request goes out, and each assignment gets what it asked for.
import { describe, expect, it } from 'vitest';
import { TransientFailure } from '../../src/consume/failure.ts';
import { batching } from '../../src/mongo/batching.ts';

/** Doubles numbers, and keeps what it was asked; a seven cannot be doubled, an eight not now. */
function doubling() {
  const requests: (readonly number[])[] = [];
  const double = batching(async (asks: readonly number[]) => {
    requests.push(asks);
    if (asks.includes(7)) throw new Error('a seven');
    if (asks.includes(8)) throw new TransientFailure('an eight, for now');
    return asks.map((ask) => ask * 2);
  });
  return { double, requests };
}

describe('questions of one turn', () => {
  it('go as one, and each gets its own answer', async () => {
    const { double, requests } = doubling();
    expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
    expect(await double(4)).toBe(8);
    expect(requests).toEqual([[1, 2, 3], [4]]);
  });

  it('are asked one by one where together they fail, so that an error is only of who caused it', async () => {
    const { double, requests } = doubling();
    const outcomes = await Promise.allSettled([1, 7, 2].map(double));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(requests).toEqual([[1, 7, 2], [1], [7], [2]]);
  });

  it('are not asked again while what stopped them may pass: each hears of it', async () => {
    const { double, requests } = doubling();
    const outcomes = await Promise.allSettled([1, 8].map(double));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(requests).toEqual([[1, 8]]);
  });
});
