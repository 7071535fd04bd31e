import { describe, expect, test } from 'vitest';
import { createLoopShare } from '../../src/serving/cache/loop-share.ts';
import { createReportBytes, type Wanted } from '../../src/serving/cache/report-bytes.ts';
import { nothingShared, type SharedBytes } from '../../src/serving/cache/shared.ts';

/** Data whose revision the test moves, and a count of folds. */
function harness(shared: SharedBytes = nothingShared) {
  let now = 0;
  const rests: (() => void)[] = [];
  const share = createLoopShare(
    () => now,
    (ms) =>
      new Promise<void>((resolve) => {
        rests.push(() => {
          now += ms;
          resolve();
        });
      }),
  );
  const state = { revision: 1, folds: 0, foldMs: 0, between: () => {} };
  function* folding(name: string, revision: number) {
    state.folds += 1;
    now += state.foldMs;
    yield;
    state.between();
    return Buffer.from(`${name} at ${revision}`);
  }
  const wanted = (name: string, newest = false): Wanted => ({
    name,
    newest,
    revision: () => `r${state.revision}`,
    asOf: () => `w${state.revision}`,
    capture: () => {
      const { revision } = state;
      return {
        revision: `r${revision}`,
        asOf: `w${revision}`,
        fold: (slices) => slices(folding(name, revision)),
      };
    },
  });
  const bytes = createReportBytes({ shared, share });
  const get = async (name: string, newest?: boolean) => {
    const kept = await bytes.get(wanted(name, newest));
    return `${kept.bytes} ${kept.revision} ${kept.asOf}`;
  };
  return { state, get, bytes, wanted, rest: () => rests.shift()?.() };
}

/** Long enough for a fold of two slices. */
async function settled(): Promise<void> {
  for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('rule 36: the bytes of a report', () => {
  test('are folded once for all who ask at one revision', async () => {
    const { state, get } = harness();
    const answers = await Promise.all([get('a'), get('a'), get('a')]);
    expect(new Set(answers)).toEqual(new Set(['a at 1 r1 w1']));
    await get('a');
    expect(state.folds).toBe(1);
  });

  test('are the same object as long as nothing changes, so that their hash is worked out once', async () => {
    const { bytes, wanted } = harness();
    const first = await bytes.get(wanted('a'));
    expect((await bytes.get(wanted('a'))).bytes).toBe(first.bytes);
  });

  test('are not folded for a caller who has gone while waiting, but for whoever joined and stays', async () => {
    const { state, get, bytes, wanted, rest } = harness();
    state.foldMs = 10;
    await get('first');
    const [gone, left] = [
      { ...wanted('left alone'), gone: () => true },
      { ...wanted('shared'), gone: () => true },
    ].map((one) => bytes.get(one).then(String, (error: Error) => error.name));
    const joined = get('shared');
    await settled();
    rest();
    expect(await joined).toBe('shared at 1 r1 w1');
    expect([await gone, await left]).toEqual(['NobodyWaits', '[object Object]']);
    expect(state.folds).toBe(2);
    const again = get('left alone');
    await settled();
    rest();
    expect(await again).toBe('left alone at 1 r1 w1');
  });

  test('are folded again at another revision, and for other parameters', async () => {
    const { state, get } = harness();
    await get('a');
    state.revision = 2;
    expect(await get('a')).toBe('a at 2 r2 w2');
    expect(await get('b')).toBe('b at 2 r2 w2');
    expect(state.folds).toBe(3);
  });

  test('are of the revision at which their fold began, whatever is adopted before it ends', async () => {
    const { state, get } = harness();
    state.foldMs = 50;
    state.between = () => {
      state.revision = 2;
    };
    expect(await get('a')).toBe('a at 1 r1 w1');
  });

  test('are the last ones with their own revision while folding has used up its share, and newer ones follow', async () => {
    const { state, get, rest } = harness();
    state.foldMs = 50;
    await get('a');
    state.revision = 2;
    expect(await get('a')).toBe('a at 1 r1 w1');
    expect(await get('a')).toBe('a at 1 r1 w1');
    await settled();
    rest();
    await settled();
    expect(await get('a')).toBe('a at 2 r2 w2');
    expect(state.folds).toBe(2);
  });

  test('are never older than what the caller has seen', async () => {
    const { state, get, rest } = harness();
    state.foldMs = 50;
    await get('a');
    state.revision = 2;
    const answer = get('a', true);
    await settled();
    rest();
    expect(await answer).toBe('a at 2 r2 w2');
  });

  test('that are asked for while a renewal waits are those of the moment when its turn comes', async () => {
    const { state, get, rest } = harness();
    state.foldMs = 50;
    await get('a');
    state.revision = 2;
    const early = get('b');
    state.revision = 3;
    const late = get('b');
    await settled();
    rest();
    expect(await Promise.all([early, late])).toEqual(['b at 3 r3 w3', 'b at 3 r3 w3']);
    expect(state.folds).toBe(2);
  });

  test('that cannot be folded are refused to all who asked, and asked for anew after that', async () => {
    const { bytes, wanted, get } = harness();
    const failing: Wanted = {
      ...wanted('a'),
      capture: () => ({
        revision: 'r1',
        asOf: 'w1',
        fold: async () => {
          throw new Error('no such plan');
        },
      }),
    };
    const answers = await Promise.allSettled([bytes.get(failing), bytes.get(failing)]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await get('a')).toBe('a at 1 r1 w1');
  });
});

describe('rule 36: bytes that processes share', () => {
  test('are folded by one and found by the other, at one revision', async () => {
    const stored = new Map<string, Buffer>();
    const shared: SharedBytes = {
      ...nothingShared,
      get: async (name) => stored.get(name),
      put: (name, bytes) => void stored.set(name, bytes),
    };
    const [one, other] = [harness(shared), harness(shared)];
    expect(await one.get('a')).toBe('a at 1 r1 w1');
    expect(await other.get('a')).toBe('a at 1 r1 w1');
    expect([one.state.folds, other.state.folds]).toEqual([1, 0]);
    other.state.revision = 2;
    expect(await other.get('a')).toBe('a at 2 r2 w2');
    expect(other.state.folds).toBe(1);
  });
});
