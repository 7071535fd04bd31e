// An award of ten years: with 2,000 lines in its ledger it still fits its document, and its commands cost about as much
// as those of one that was just signed.
import { type Award, toMinor } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { pledge, receive } from '../../src/award/contributions.ts';
import { ended } from '../../src/award/ending.ts';
import { trialBalanceOf } from '../../src/award/ledger.ts';
import { after, known, on, signed } from './award-ground.ts';
import { euro } from './call-ground.ts';

const LINES = 2000;
/** The store takes states of 3 MiB. */
const MOST_BYTES = 1024 * 1024;
/** How often an old and a new one are asked in turn; the median of each counts. */
const TURNS = 101;
/** How many times longer the old one may take; work that grew with the square of its lines would take thousands. */
const SLOWER = 60;

const received = (award: Award) => receive(award, { no: 1, amount: euro('0.01'), receivedOn: on }, known('ben'));

function timed(asked: () => unknown): number {
  const before = performance.now();
  asked();
  return performance.now() - before;
}

const median = (times: readonly number[]) => [...times].sort((one, other) => one - other)[times.length >> 1] ?? 0;

describe('an award of ten years', () => {
  const amount = euro('10000.00');
  const fresh = after(pledge(signed(), { role: 'diaspora', form: 'cash', amount, pledgedOn: on }, known('ben')));
  let old = fresh;
  while (old.ledger.length < LINES) old = after(received(old));

  it('fits its document, and is told line by line and as a trial balance that is even', () => {
    expect(old.ledger.map(({ no }) => no)).toEqual(Array.from({ length: LINES }, (_, at) => at + 1));
    expect(Buffer.byteLength(JSON.stringify(old))).toBeLessThan(MOST_BYTES);
    const accounts = trialBalanceOf(old.ledger);
    const sumOf = (side: 'debit' | 'credit') =>
      accounts.reduce((sum, one) => sum + toMinor({ amount: one[side], currency: one.currency }), 0n);
    expect(sumOf('debit')).toBe(sumOf('credit'));
  });

  it('is changed and ended in about the time of a new one', () => {
    const ofOld: number[] = [];
    const ofFresh: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      ofOld.push(timed(() => received(old)));
      ofFresh.push(timed(() => received(fresh)));
    }
    expect(median(ofOld) / median(ofFresh)).toBeLessThan(SLOWER);
    expect(ended(old, { reasonCode: 'STOPPED', on }).state.ledger).toHaveLength(LINES + 1);
  });
});
