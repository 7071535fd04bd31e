// Who listens for moves of views is told of the newest, never of each, and troubles nobody else.
import { describe, expect, it } from 'vitest';
import { createMoves } from '../../src/views/moves.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function harness() {
  const warnings: object[] = [];
  const moves = createMoves({ warn: (fields) => void warnings.push(fields) });
  return { moves, warnings };
}

describe('a listener for moved views (rule 36)', () => {
  it('is told of its services alone, once for many moves', async () => {
    const { moves } = harness();
    const told = { strategy: 0, both: 0 };
    moves.listen(['strategy'], () => {
      told.strategy += 1;
    });
    moves.listen(['strategy', 'registry'], () => {
      told.both += 1;
    });
    moves.tell(['registry']);
    for (let n = 0; n < 5; n += 1) moves.tell(['registry', 'initiatives']);
    expect(told).toEqual({ strategy: 0, both: 0 });
    await turn();
    expect(told).toEqual({ strategy: 0, both: 1 });
  });

  it('is not told any more once it ended, nor after all was closed', async () => {
    const { moves } = harness();
    let told = 0;
    const listen = () =>
      moves.listen(['strategy'], () => {
        told += 1;
      });
    const end = listen();
    moves.tell(['strategy']);
    end();
    await turn();
    listen();
    moves.close();
    moves.tell(['strategy']);
    await turn();
    expect(told).toBe(0);
  });

  it('that throws is told again, and the others are told as well', async () => {
    const { moves, warnings } = harness();
    let [failed, told] = [0, 0];
    moves.listen(['strategy'], () => {
      failed += 1;
      throw new Error('no');
    });
    moves.listen(['strategy'], () => {
      told += 1;
    });
    for (let round = 1; round <= 3; round += 1) {
      moves.tell(['strategy']);
      await turn();
      expect([failed, told, warnings.length]).toEqual([round, round, round]);
    }
  });

  it('that is slow is told once more when it is done, however much has moved meanwhile', async () => {
    const { moves } = harness();
    const calls: (() => void)[] = [];
    let told = 0;
    moves.listen(['strategy'], () => new Promise((resolve) => calls.push(resolve)));
    moves.listen(['strategy'], () => {
      told += 1;
    });
    for (let n = 0; n < 10; n += 1) {
      moves.tell(['strategy']);
      await turn();
    }
    expect([calls.length, told]).toEqual([1, 10]);
    calls[0]?.();
    await turn();
    expect(calls.length).toBe(2);
    calls[1]?.();
    await turn();
    expect(calls.length).toBe(2);
  });
});
