import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changes, noteChanges } from '../src/data/changes.ts';
import { type Fact, newestOf } from '../src/data/live.ts';

const fact: Fact = {
  type: 'initiatives.award.tranche-paid.v1',
  aggregate: 'award-1',
  subject: null,
  at: '2026-06-30T10:00:00Z',
  reports: ['funds/matching'],
};

describe('a change of a report', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    newestOf.value = new Map([['funds/matching', fact]]);
    changes.value = new Map();
  });

  it('names the fact that can have made it, for a while', () => {
    noteChanges('same question', { 'funds/matching': { paid: 1 }, 'plan/alignment': { score: 1 } });
    noteChanges('same question', { 'funds/matching': { paid: 2 }, 'plan/alignment': { score: 1 } });
    expect([...changes.value]).toEqual([['funds/matching', fact]]);
    vi.advanceTimersByTime(10_000);
    expect(changes.value.size).toBe(0);
  });

  it('is none where the question is another one, or no fact can have made it', () => {
    noteChanges('a question', { 'funds/matching': { paid: 1 }, 'plan/alignment': { score: 1 } });
    noteChanges('another question', { 'funds/matching': { paid: 2 }, 'plan/alignment': { score: 1 } });
    noteChanges('another question', { 'funds/matching': { paid: 2 }, 'plan/alignment': { score: 9 } });
    expect(changes.value.size).toBe(0);
  });
});
