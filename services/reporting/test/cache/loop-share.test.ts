import { describe, expect, test } from 'vitest';
import { createLoopShare } from '../../src/cache/loop-share.ts';

/** A clock that moves only when work or a rest takes time. */
function clockwork() {
  let now = 0;
  const rests: number[] = [];
  return {
    rests,
    share: createLoopShare(
      () => now,
      async (ms) => {
        rests.push(ms);
        now += ms;
      },
    ),
    work: (ms: number) => () => {
      now += ms;
      return now;
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('rule 36: the share of the loop that reports may take', () => {
  test('is half: after each fold it rests as long as the fold took', async () => {
    const { share, work, rests } = clockwork();
    const turns = [30, 10, 20].map((ms) => share.inTurn(async (spend) => spend(work(ms))));
    expect(await Promise.all(turns)).toEqual([30, 70, 100]);
    expect(rests).toEqual([30, 10]);
  });

  test('is free again when the rest has passed by itself', async () => {
    const { share, work, pass, rests } = clockwork();
    expect(share.busy).toBe(false);
    const turn = share.inTurn(async (spend) => spend(work(40)));
    expect(share.busy).toBe(true);
    await turn;
    expect(share.busy).toBe(true);
    pass(40);
    expect(share.busy).toBe(false);
    await share.inTurn(async (spend) => spend(work(1)));
    expect(rests).toEqual([]);
  });

  test('is taken up by folding alone, not by waiting for somebody else', async () => {
    const { share, pass } = clockwork();
    await share.inTurn(async () => pass(500));
    expect(share.busy).toBe(false);
  });

  test('goes on after a fold that failed', async () => {
    const { share, work } = clockwork();
    const failing = share.inTurn(async (spend) => {
      work(20)();
      return spend(() => {
        throw new Error('no such plan');
      });
    });
    const next = share.inTurn(async () => 'next');
    await expect(failing).rejects.toThrow('no such plan');
    expect(await next).toBe('next');
  });
});
