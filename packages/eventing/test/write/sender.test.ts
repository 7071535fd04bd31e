import { describe, expect, test, vi } from 'vitest';
import { type Sender, startSender } from '../../src/journal/sender.ts';
import type { JournalRecord, JournalStore } from '../../src/journal/store.ts';
import { memoryJournal } from '../fixtures/memory-journal.ts';
import { type MemoryTopic, memoryCursors, memoryTopic } from '../fixtures/memory-topic.ts';
import { recordsOf } from '../fixtures/records.ts';
import { silent } from '../fixtures/requests.ts';

const peace = async () => undefined;

async function journalOf(records: readonly JournalRecord[]): Promise<JournalStore> {
  const journal = memoryJournal().on(peace);
  await journal.append(records);
  return journal;
}

const headOf = (partition: number, pos: number) => Array.from({ length: 12 }, (_, at) => (at === partition ? pos : 0));

const positions = (topic: MemoryTopic) => topic.requests.flat().map(({ pos }) => pos);

async function sentAll(sender: Sender): Promise<void> {
  await vi.waitFor(() => expect(sender.unsent()).toBe(0), { timeout: 5_000, interval: 5 });
  await sender.stop();
}

describe('sending the journal on', () => {
  test('rule 18: what is in the journal after the cursor is sent in order, and the cursor follows', async () => {
    const topic = memoryTopic();
    const cursors = memoryCursors(headOf(3, 2));
    const journal = await journalOf(recordsOf(3, 5));
    await sentAll(startSender({ topic, cursors, journal, log: silent }, cursors.sent, headOf(3, 5)));
    expect(positions(topic)).toEqual([3, 4, 5]);
    expect(cursors.sent).toEqual(headOf(3, 5));
  });

  test('rule 18: what was just written is sent from memory, what does not fit there is read again', async () => {
    const topic = memoryTopic(1);
    topic.away = true;
    const records = recordsOf(0, 6_000);
    const journal = await journalOf(records);
    const read = vi.spyOn(journal, 'readPartition');
    const sender = startSender({ topic, cursors: memoryCursors(), journal, log: silent }, [], []);
    for (let at = 0; at < records.length; at += 100) sender.offer(records.slice(at, at + 100));
    topic.away = false;
    await sentAll(sender);
    expect(positions(topic)).toEqual(records.map(({ pos }) => pos));
    expect(read.mock.calls[0]?.[1]).toBe(4_000);
  });

  test('rule 18: what waits in memory is bounded by bytes too', async () => {
    const topic = memoryTopic(1024 * 1024);
    topic.away = true;
    const records = recordsOf(0, 40);
    const journal = await journalOf(records);
    const read = vi.spyOn(journal, 'readPartition');
    const sender = startSender({ topic, cursors: memoryCursors(), journal, log: silent }, [], []);
    sender.offer(records);
    topic.away = false;
    await sentAll(sender);
    expect(positions(topic)).toEqual(records.map(({ pos }) => pos));
    expect(read.mock.calls[0]?.[1]).toBe(16);
    expect(read.mock.calls[0]?.[3]).toBe(400 * 1024);
  });

  test('rule 18: a broker that is away loses nothing: everything is sent when it is back', async () => {
    const topic = memoryTopic();
    topic.away = true;
    const records = recordsOf(1, 3);
    const cursors = memoryCursors();
    const failed = vi.fn();
    const log = { ...silent, warn: failed };
    const sender = startSender({ topic, cursors, journal: await journalOf(records), log }, [], []);
    sender.offer(records);
    await vi.waitFor(() => expect(failed).toHaveBeenCalled());
    expect(cursors.sent).toEqual([]);
    topic.away = false;
    await sentAll(sender);
    expect(positions(topic)).toEqual([1, 2, 3]);
  });

  test('rule 18: a refused record is left out and told, those around it go', async () => {
    const topic = memoryTopic();
    topic.refuses = ({ pos }) => pos === 2;
    const records = recordsOf(1, 3);
    const told = vi.fn();
    const cursors = memoryCursors();
    const log = { ...silent, error: told };
    const sender = startSender({ topic, cursors, journal: await journalOf(records), log }, [], []);
    sender.offer(records);
    await sentAll(sender);
    expect(positions(topic)).toEqual([1, 3]);
    expect(told.mock.calls[0]?.[0]).toMatchObject({ partition: 1, pos: 2, seq: 2 });
    expect(cursors.sent).toEqual(headOf(1, 3));
  });

  test('rule 18: a request carries at most 400 KiB of a partition, and always at least one record', async () => {
    const topic = memoryTopic(150 * 1024);
    const records = [...recordsOf(1, 5), ...recordsOf(2, 1)];
    const cursors = memoryCursors();
    const highWatermarks = headOf(1, 5).map((pos, partition) => (partition === 2 ? 1 : pos));
    await sentAll(startSender({ topic, cursors, journal: await journalOf(records), log: silent }, [], highWatermarks));
    const perRequest = topic.requests.map((sent) => sent.filter(({ partition }) => partition === 1).length);
    expect(perRequest).toEqual([2, 2, 1]);
    const huge = memoryTopic(500 * 1024);
    await sentAll(
      startSender({ topic: huge, cursors, journal: await journalOf(records), log: silent }, [], highWatermarks),
    );
    expect(huge.requests.map((sent) => sent.filter(({ partition }) => partition === 1).length)).toEqual([
      1, 1, 1, 1, 1,
    ]);
  });
});
