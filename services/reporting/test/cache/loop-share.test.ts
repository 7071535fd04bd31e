import { describe, expect, test } from 'vitest';
import { createLoopShare, NobodyWaits } from '../../src/serving/cache/loop-share.ts';

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
    *work(ms: number) {
      now += ms;
      yield;
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

  test('is held for a slice at a time: what waits comes in between', async () => {
    const { share, work } = clockwork();
    let between = 0;
    const beat = (): NodeJS.Immediate =>
      setImmediate(() => {
        between += 1;
        waiting = beat();
      });
    let waiting = beat();
    await share.inTurn(async (spend) => {
      for (let fold = 0; fold < 5; fold += 1) await spend(work(30));
    });
    clearImmediate(waiting);
    expect(share.busy).toBe(true);
    expect(between).toBeGreaterThan(0);
  });

  test('is given back in the middle of a fold that nobody waits for any more', async () => {
    const { share, pass } = clockwork();
    let [gone, steps] = [false, 0];
    function* long() {
      for (; steps < 100; steps += 1) {
        pass(20);
        gone = steps === 3;
        yield;
      }
      return 'done';
    }
    await expect(
      share.inTurn(
        (spend) => spend(long()),
        () => gone,
      ),
    ).rejects.toThrow(NobodyWaits);
    expect(steps).toBe(3);
    expect(share.busy).toBe(true);
  });

  test('goes on after a fold that failed', async () => {
    const { share, work } = clockwork();
    const failing = share.inTurn(async (spend) => {
      await spend(work(20));
      throw new Error('no such plan');
    });
    const next = share.inTurn(async () => 'next');
    await expect(failing).rejects.toThrow('no such plan');
    expect(await next).toBe('next');
  });
});
