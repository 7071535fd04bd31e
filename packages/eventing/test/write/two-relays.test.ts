import { SLOTS } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLeaderClock } from '../../src/journal/numbering.ts';
import { Fenced, relayPass } from '../../src/journal/relay.ts';
import { isSeal } from '../../src/journal/seal.ts';
import { takeOver } from '../../src/journal/take-over.ts';
import { memoryJournal, memoryOutbox, type Turn } from '../fixtures/memory-journal.ts';
import { idIn } from '../read/support/facts.ts';

const ids = [idIn(0), idIn(0, 1), idIn(1), idIn(2)];

interface Told {
  readonly heads: readonly number[];
  readonly headsAt: string;
}

/** Two leaders that both believe in themselves, on one journal; the lease decides who may tell heads. */
function stage() {
  const journal = memoryJournal();
  const outbox = memoryOutbox();
  const told: Told[] = [];
  const lease = { epoch: 0, headsAt: undefined as string | undefined };
  let time = 0;

  async function lead(turn: Turn, rounds: number): Promise<void> {
    await turn();
    lease.epoch += 1;
    const { epoch, headsAt } = lease;
    const clock = createLeaderClock(() => time);
    const { numbering } = await takeOver('registry', journal.on(turn), { epoch, headsAt, at: new Date(1_000) }, clock);
    const now = () => new Date(0);
    const parts = { outbox: outbox.on(turn), journal: journal.on(turn), numbering, now, onward: () => undefined };
    const tell = () => {
      if (lease.epoch !== epoch) return;
      const snapshot = numbering.snapshot();
      lease.headsAt = snapshot.headsAt;
      told.push(snapshot);
    };
    for (let round = 0; round < rounds; round += 1) {
      time += 1;
      tell();
      const renewing = turn().then(tell);
      await relayPass(parts);
      await renewing;
    }
  }

  const ignoreFence = (error: unknown) => {
    if (!(error instanceof Fenced)) throw error;
  };
  return { journal, outbox, told, lead: (turn: Turn, rounds: number) => lead(turn, rounds).catch(ignoreFence) };
}

describe('two relays at once', () => {
  test('rules 16 and 17, I1, I4: however they interleave, positions are dense, order holds and nothing is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.nat({ max: ids.length - 1 }), { maxLength: 12 }),
        async (s, commits) => {
          const { journal, outbox, told, lead } = stage();
          const turn: Turn = () => s.schedule(Promise.resolve());
          const committing = (async () => {
            for (const at of commits) {
              await turn();
              outbox.commit(ids[at] ?? '');
            }
          })();
          await s.waitFor(Promise.all([committing, lead(turn, 2), lead(turn, 2)]));
          // a third leader in peace finishes what the two left
          await lead(async () => undefined, 3);

          for (let slot = 0; slot < SLOTS; slot += 1) {
            const inSlot = journal.records.filter((record) => record.slot === slot).sort((a, b) => a.pos - b.pos);
            expect(inSlot.map(({ pos }) => pos)).toEqual(inSlot.map((_, index) => index + 1));
            const moments = inSlot.map(({ recordedAt }) => recordedAt);
            expect(new Set(moments).size).toBe(moments.length);
            expect(moments).toEqual([...moments].sort());
          }
          const events = journal.records.filter((record) => !isSeal(record));
          expect(events.map(({ event }) => event.id).sort()).toEqual([...outbox.committed].sort());
          for (const id of ids) {
            const seqs = events.filter(({ agg }) => agg === id).sort((a, b) => a.pos - b.pos);
            expect(seqs.map(({ seq }) => seq)).toEqual(seqs.map((_, index) => index + 1));
          }
          expect(outbox.waiting()).toBe(0);
          for (const { heads, headsAt } of told) {
            const unseen = journal.records.filter(({ slot, pos }) => pos > (heads[slot] ?? 0));
            expect(unseen.filter(({ recordedAt }) => recordedAt <= headsAt)).toEqual([]);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test('rule 16: a leader that slept through another’s seals meets them and steps down', async () => {
    const { journal, outbox, lead } = stage();
    const peace: Turn = async () => undefined;
    await lead(peace, 1);
    outbox.commit(ids[0] ?? '');
    let wake: () => void = () => undefined;
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let turns = 0;
    // 12 heads and 12 seals after the lease, then the pending read: the sleep comes right before the append
    const sleepy: Turn = async () => {
      turns += 1;
      if (turns === 1 + SLOTS + SLOTS + 3) await asleep;
    };
    const zombie = lead(sleepy, 1);
    await lead(peace, 2);
    const before = journal.records.length;
    outbox.commit(ids[2] ?? '');
    wake();
    await zombie;
    expect(journal.records.length).toBe(before);
    expect(outbox.waiting()).toBe(1);
  });
});
