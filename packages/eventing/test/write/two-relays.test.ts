import { PARTITIONS } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFencingRecord } from '../../src/journal/fencing-record.ts';
import { createLeaderClock } from '../../src/journal/numbering.ts';
import { Fenced, relayPass } from '../../src/journal/relay.ts';
import { takeOver } from '../../src/journal/take-over.ts';
import { memoryJournal, memoryOutbox, type Turn } from '../fixtures/memory-journal.ts';
import { idIn } from '../read/support/facts.ts';

const ids = [idIn(0), idIn(0, 1), idIn(1), idIn(2)];

interface Told {
  readonly highWatermarks: readonly number[];
  readonly highWatermarksAt: string;
}

/** Two leaders that both believe in themselves, on one journal; the lease decides who may tell high watermarks. */
function stage() {
  const journal = memoryJournal();
  const outbox = memoryOutbox();
  const told: Told[] = [];
  const lease = { epoch: 0, highWatermarksAt: undefined as string | undefined };
  let time = 0;

  async function lead(turn: Turn, rounds: number): Promise<void> {
    await turn();
    lease.epoch += 1;
    const { epoch, highWatermarksAt } = lease;
    const clock = createLeaderClock(() => time);
    const { numbering } = await takeOver(
      'registry',
      journal.on(turn),
      { epoch, highWatermarksAt, at: new Date(1_000) },
      clock,
    );
    const now = () => new Date(0);
    const parts = { outbox: outbox.on(turn), journal: journal.on(turn), numbering, now, onward: () => undefined };
    const tell = () => {
      if (lease.epoch !== epoch) return;
      const snapshot = numbering.snapshot();
      lease.highWatermarksAt = snapshot.highWatermarksAt;
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

          for (let partition = 0; partition < PARTITIONS; partition += 1) {
            const inPartition = journal.records
              .filter((record) => record.partition === partition)
              .sort((a, b) => a.pos - b.pos);
            expect(inPartition.map(({ pos }) => pos)).toEqual(inPartition.map((_, index) => index + 1));
            const moments = inPartition.map(({ recordedAt }) => recordedAt);
            expect(new Set(moments).size).toBe(moments.length);
            expect(moments).toEqual([...moments].sort());
          }
          const events = journal.records.filter((record) => !isFencingRecord(record));
          expect(events.map(({ event }) => event.id).sort()).toEqual([...outbox.committed].sort());
          for (const id of ids) {
            const seqs = events.filter(({ agg }) => agg === id).sort((a, b) => a.pos - b.pos);
            expect(seqs.map(({ seq }) => seq)).toEqual(seqs.map((_, index) => index + 1));
          }
          expect(outbox.waiting()).toBe(0);
          for (const { highWatermarks, highWatermarksAt } of told) {
            const unseen = journal.records.filter(({ partition, pos }) => pos > (highWatermarks[partition] ?? 0));
            expect(unseen.filter(({ recordedAt }) => recordedAt <= highWatermarksAt)).toEqual([]);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test('rule 16: a leader that slept through another’s fencing records meets them and steps down', async () => {
    const { journal, outbox, lead } = stage();
    const peace: Turn = async () => undefined;
    await lead(peace, 1);
    outbox.commit(ids[0] ?? '');
    let wake: () => void = () => undefined;
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let turns = 0;
    // 12 high watermarks and 12 fencing records after the lease, then the pending read: the sleep comes right before the append
    const sleepy: Turn = async () => {
      turns += 1;
      if (turns === 1 + PARTITIONS + PARTITIONS + 3) await asleep;
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
