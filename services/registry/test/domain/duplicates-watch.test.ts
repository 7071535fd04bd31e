// What operators are told of likely duplicates: how many wait, and for how long.
import type { Duplicate } from '@tributary/contracts';
import { expect, it } from 'vitest';
import { duplicatesWatch } from '../../src/duplicates-watch.ts';
import { moment, stored, storeOf } from './waiting.ts';

const open = (foundOn: string) =>
  stored(foundOn, {
    status: 'open',
    personId: 'a',
    otherId: 'b',
    score: 70,
    lines: [],
    foundOn,
  } satisfies Duplicate);

it('tells how many pairs wait and since when, once all were seen, and nothing once that is old', async () => {
  let now = new Date('2026-03-20T12:00:00Z');
  const pages = [[open('2026-03-19'), open('2026-03-05')], [open('2026-03-11')]];
  const watch = duplicatesWatch({
    duplicates: storeOf(pages),
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
