// A page of the ranking reads the applications that it shows, and no others.
import type { Application } from '@tributary/contracts';
import type { Stored } from '@tributary/eventing';
import { describe, expect, it, vi } from 'vitest';
import { rankKeyOf } from '../../src/application/scores.ts';
import { ranking } from '../../src/ranking.ts';
import { callId, eligible } from './application-ground.ts';

const state: Application = {
  ...eligible(),
  status: 'reviewed',
  reviews: [
    {
      reviewer: 'eva',
      conflictOfInterest: false,
      scores: [{ criterion: 'need', points: 9 }],
      reviewedOn: '2026-06-30',
    },
  ],
};

describe('a page of the ranking', () => {
  it('asks the store for its own applications alone, and goes on with the rank and the place of the last one', async () => {
    const stored = (id: string) => ({ id, state: { ...state, rankKey: rankKeyOf(state) } }) as Stored<Application>;
    const page = vi.fn(async () => ({ items: [stored('a'), stored('b')], next: 'a place' }));
    const rank = ranking({ load: async () => ({ ministry: 'MLOC' }) as Stored<object> }, { page });
    const asked = { params: { id: callId }, mayTouch: () => true, language: 'en' } as const;
    const ask = (query: object) => rank({ ...asked, query } as unknown as Parameters<typeof rank>[0]);
    expect(await ask({ limit: 2 })).toMatchObject({ reply: { body: { items: [{ rank: 1 }, { rank: 2 }] } } });
    const answer = await ask({ limit: 2, after: '2 a place' });
    expect(answer).toMatchObject({ reply: { body: { items: [{ rank: 3 }, { rank: 4 }], next: '4 a place' } } });
    expect(page).toHaveBeenCalledTimes(2);
    expect(page).toHaveBeenLastCalledWith(
      { callId, rankKey: { $exists: true } },
      { after: 'a place', limit: 2, order: { rankKey: 1 } },
    );
  });
});
