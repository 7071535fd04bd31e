// What operators are told of likely duplicates: how many wait, and for how long.
import type { Duplicate } from '@tributary/contracts';
import { expect, it } from 'vitest';
import { duplicatesWatch } from '../../src/duplicates-watch.ts';

const moment = (now: Date) => ({ now, today: now.toISOString().slice(0, 10), newId: () => 'none' });
const open = (foundOn: string) => ({
  id: foundOn,
  ministry: 'MFOR',
  seq: 1,
  at: new Date(0),
  reserved: 0n,
  state: { status: 'open', personId: 'a', otherId: 'b', score: 70, lines: [], foundOn } satisfies Duplicate,
});

it('tells how many pairs wait and since when, once all were seen, and nothing once that is old', async () => {
  let now = new Date('2026-03-20T12:00:00Z');
  const pages = [[open('2026-03-19'), open('2026-03-05')], [open('2026-03-11')]];
  const watch = duplicatesWatch({
    duplicates: {
      page: async (_filter, { after }) => {
        const at = Number(after ?? 0);
        return { items: pages[at] ?? [], next: at + 1 < pages.length ? String(at + 1) : undefined };
      },
    },
    waitingSince: async () => '2026-03-20T11:00:00.000Z',
    now: () => now,
  });
  const told = () => watch.measures().map(({ name, value }) => [name, value]);
  const { next } = await watch.job.step({}, undefined, moment(now));
  expect(told()).toEqual([]);
  expect(await watch.job.step({}, next, moment(now))).toEqual({ next: undefined, changed: 0 });
  expect(told()).toEqual([
    ['tributary_duplicates_open', 3],
    ['tributary_duplicate_age_days', 15],
    ['tributary_comparison_age_seconds', 3_600],
  ]);
  now = new Date('2026-03-20T12:15:00Z');
  expect(told()).toEqual([]);
});
