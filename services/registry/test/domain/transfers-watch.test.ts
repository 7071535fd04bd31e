// What operators are told of records that are to move: how many wait for an answer, and for how long.
import { expect, it } from 'vitest';
import { transfersWatch } from '../../src/transfer/transfers-watch.ts';
import { barePerson } from './bare-person.ts';
import { moment, stored, storeOf } from './waiting.ts';

const asked = (proposedOn: string) =>
  stored(
    proposedOn,
    barePerson({
      transferId: proposedOn,
      transferTo: 'MROM',
      transfer: {
        status: 'open',
        from: 'MFOR',
        to: 'MROM',
        reasonCode: 'MOVED_ABROAD',
        proposedOn,
        proposedBy: 'ana',
        bySelf: false,
      },
    }),
  );

it('tells how many transfers wait and since when, once all were seen, and nothing once that is old', async () => {
  let now = new Date('2026-03-20T12:00:00Z');
  const pages = [[asked('2026-03-19'), asked('2026-03-05')], [asked('2026-03-11')]];
  const watch = transfersWatch({
    persons: storeOf(pages),
    now: () => now,
  });
  const told = () => watch.measures().map(({ name, value }) => [name, value]);
  const { next } = await watch.job.step({}, undefined, moment(now));
  expect(told()).toEqual([]);
  expect(await watch.job.step({}, next, moment(now))).toEqual({ next: undefined, changed: 0 });
  expect(told()).toEqual([
    ['tributary_transfers_open', 3],
    ['tributary_transfer_age_days', 15],
  ]);
  now = new Date('2026-03-20T12:15:00Z');
  expect(told()).toEqual([]);
  await watch.job.step({}, next, moment(now));
  pages.splice(0, 2);
  await watch.job.step({}, undefined, moment(now));
  expect(told()).toEqual([
    ['tributary_transfers_open', 0],
    ['tributary_transfer_age_days', 0],
  ]);
});
