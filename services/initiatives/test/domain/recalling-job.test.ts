// What a kill leaves between the awards and their batch: the job frees it once the batch cannot come any more.
import { type Award, isRejection } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { instruct } from '../../src/award/instruction.ts';
import { recallingJob } from '../../src/recalling-job.ts';
import { recognised } from './application-ground.ts';
import { approved, known, on, payee } from './award-ground.ts';

const batchId = '0190a1b2-0000-7000-8000-00000000000b';
const fay = known('fay');
const since = fay.now.toISOString();
const later = (seconds: number) => ({ ...fay, now: new Date(fay.now.getTime() + seconds * 1_000) });

/** A tranche that was instructed, and a batch that is there, cancelled, or was never written. */
function ground(batch: 'there' | 'cancelled' | undefined) {
  const decision = instruct({ ...approved(), payee }, { no: 1, batchId, reference: 'ORDER-1', on, executeOn: on }, fay);
  if (decision === 'unchanged' || isRejection(decision)) throw new Error('it is instructed');
  const kept = { award: decision.state, isBarred: false };
  const job = recallingJob({
    awards: {
      store: { load: async (id) => ({ id, ministry: 'MLOC', seq: 1, at: fay.now, state: kept.award, reserved: 0n }) },
      async alters(id, _context, decide) {
        const altered = decide(kept.award, 'MLOC');
        if (altered !== 'unchanged' && !isRejection(altered)) kept.award = altered.state as Award;
        const reply = { id, seq: 2, status: 'signed', links: { self: id } };
        return { kind: 'acknowledged', created: false, repeated: false, reply };
      },
    },
    batches: {
      load: async (id) =>
        batch === undefined
          ? undefined
          : ({ id, state: { status: batch === 'there' ? 'proposed' : batch, reasonCode: 'WRONG_DAY' } } as never),
      async reserveId() {
        kept.isBarred = true;
        return batch === undefined;
      },
    },
    upstream: { organisation: () => recognised },
  });
  const step = (seconds: number) =>
    job.step({ batchId, tranches: [{ awardId: 'a', no: 1 }], since }, undefined, later(seconds));
  return { kept, step, status: () => kept.award.tranches[0]?.status };
}

describe('a batch that a kill kept from being written', () => {
  it('is waited for as long as its request may go on, then barred, and what it had instructed is free', async () => {
    const { kept, step, status } = ground(undefined);
    expect(await step(29)).toEqual({ next: undefined, changed: 0 });
    expect([status(), kept.isBarred]).toEqual(['instructed', false]);
    expect(await step(31)).toEqual({ next: undefined, changed: 1 });
    expect([status(), kept.isBarred]).toEqual(['approved', true]);
    expect(await step(32)).toEqual({ next: undefined, changed: 0 });
    const late = instruct(kept.award, { no: 1, batchId, reference: 'ORDER-1', on, executeOn: on }, fay);
    expect(late).toMatchObject({ rejected: 'CONFLICT' });
  });

  it('is left alone where it was written, and freed at once where it was cancelled', async () => {
    const there = ground('there');
    expect(await there.step(60)).toEqual({ next: undefined, changed: 0 });
    expect(there.status()).toBe('instructed');
    const cancelled = ground('cancelled');
    expect(await cancelled.step(0)).toEqual({ next: undefined, changed: 1 });
    expect(cancelled.status()).toBe('approved');
  });
});
