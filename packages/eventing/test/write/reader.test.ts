import { PARTITIONS, type RecordedEvent } from '@tributary/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fencingRecordOf, isFencingRecord } from '../../src/journal/fencing-record.ts';
import {
  createJournalReader,
  FEED_BYTES,
  fromCursor,
  InvalidCursor,
  LANE_BYTES,
  toCursor,
} from '../../src/journal/reader.ts';
import type { JournalRecord, Lease, LeaseStore } from '../../src/journal/store.ts';
import { memoryJournal } from '../fixtures/memory-journal.ts';
import { recordAt, recordsOf } from '../fixtures/records.ts';

function readerOf(records: readonly JournalRecord[], lease?: Lease) {
  const journal = memoryJournal();
  journal.records.push(...records);
  const leases = { read: async () => lease } as LeaseStore;
  return createJournalReader(() => ({ journal: journal.on(async () => undefined), leases }));
}

/** A fencing record as it stands in the journal. */
function fencingRecordAt(partition: number, pos: number): JournalRecord {
  const { event, seq } = fencingRecordOf('registry', partition, 1, Date.UTC(2026, 2, 1)).entry;
  return { ...recordAt(partition, pos), agg: event.subject, seq, event };
}

describe('the owner’s journal', () => {
  test('rule 19: high watermarks are those of the lease, and nothing is known before the first leader', async () => {
    const none = await readerOf(recordsOf(1, 3)).highWatermarks();
    expect(none).toEqual({
      highWatermarks: Array.from({ length: PARTITIONS }, (_, partition) => ({ partition, pos: 0 })),
      highWatermarksAt: undefined,
      epoch: 0,
    });
    const highWatermarksAt = '2026-03-01T00:00:00.000Z';
    const lease = { owner: 'a#1', epoch: 4, beat: 9, highWatermarks: [7, 8], highWatermarksAt, at: new Date() };
    const highWatermarks = await readerOf([], lease).highWatermarks();
    expect({ ...highWatermarks, highWatermarks: highWatermarks.highWatermarks.slice(0, 3) }).toEqual({
      highWatermarks: [
        { partition: 0, pos: 7 },
        { partition: 1, pos: 8 },
        { partition: 2, pos: 0 },
      ],
      highWatermarksAt,
      epoch: 4,
    });
  });

  test('rule 20: the feed is contiguous from where it is asked and stops at the first hole', async () => {
    const records = [...recordsOf(1, 3), recordAt(1, 5)];
    const reader = readerOf(records);
    const pos = async (after: number, limit = 10) =>
      (await reader.feed({ partition: 1, after }, limit)).map((one) => one.pos);
    expect(await pos(0)).toEqual([1, 2, 3]);
    expect(await pos(1, 1)).toEqual([2]);
    expect(await pos(3)).toEqual([]);
    expect(await pos(4)).toEqual([5]);
    const agg = records[0]?.agg ?? '';
    expect((await reader.feed({ agg, after: 1 }, 10)).map(({ seq }) => seq)).toEqual([2, 3]);
  });

  test('rule 15: who did it never leaves the journal', async () => {
    const reader = readerOf(recordsOf(1, 1));
    const [fed] = await reader.feed({ partition: 1, after: 0 }, 1);
    const [changed] = (await reader.changes(undefined, undefined, 1)).items;
    expect(fed).not.toHaveProperty('by');
    expect(changed).not.toHaveProperty('by');
  });

  test('rule 16: a fencing record is in the feed and not among the changes', async () => {
    const reader = readerOf([fencingRecordAt(1, 1), recordAt(1, 2)]);
    expect((await reader.feed({ partition: 1, after: 0 }, 9)).map(isFencingRecord)).toEqual([true, false]);
    expect((await reader.changes(undefined, undefined, 9)).items.map(({ pos }) => pos)).toEqual([2]);
  });

  test('rule 20: changes are walked once each, in the order of each aggregate, whatever the page and the filter', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 7 }), { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        async (counts, limit, filtered) => {
          const records = counts
            .flatMap((count, partition) => recordsOf(partition, count))
            .map((record) =>
              record.pos % 3 === 0 ? { ...record, event: { ...record.event, type: 'registry.well.dug.v1' } } : record,
            );
          const reader = readerOf(records);
          const types = filtered ? ['registry.well.dug.v1'] : undefined;
          const wanted = records.filter(({ event }) => types === undefined || types.includes(event.type));
          const walked: string[] = [];
          let cursor: string | undefined;
          for (;;) {
            const page = await reader.changes(cursor, types, limit);
            expect(page.items.length).toBeLessThanOrEqual(limit);
            walked.push(...page.items.map(({ event }) => event.id));
            if (page.next === cursor) break;
            cursor = page.next;
          }
          expect([...walked].sort()).toEqual(wanted.map(({ event }) => event.id).sort());
          for (const partition of counts.keys()) {
            const inPartition = wanted.filter((record) => record.partition === partition).map(({ event }) => event.id);
            expect(walked.filter((id) => inPartition.includes(id))).toEqual(inPartition);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('rule 20: feed and changes are bounded by bytes too, and every change is walked once', async () => {
    const large = (record: JournalRecord): JournalRecord => ({
      ...record,
      event: { ...record.event, data: { text: 'x'.repeat(60 * 1024) } },
    });
    const records = [0, 1, 2]
      .flatMap((partition) => recordsOf(partition, 40))
      .map((one) => (one.pos % 2 === 0 ? large(one) : one));
    const reader = readerOf(records);
    const bytes = (found: readonly RecordedEvent[]) => JSON.stringify(found).length;
    const fed = await reader.feed({ partition: 1, after: 0 }, 200);
    expect(fed.length).toBeGreaterThan(10);
    expect(bytes(fed)).toBeLessThan(FEED_BYTES + 70 * 1024);
    const walked: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await reader.changes(cursor, undefined, 200);
      expect(bytes(page.items)).toBeLessThan(3 * (LANE_BYTES + 70 * 1024));
      walked.push(...page.items.map(({ event }) => event.id));
      if (page.next === cursor) break;
      cursor = page.next;
    }
    expect(walked).toHaveLength(records.length);
    expect(new Set(walked).size).toBe(records.length);
  });

  test('rule 20: a cursor is read back, and one that nobody gave is refused', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: PARTITIONS, maxLength: PARTITIONS }), (positions) => {
        expect(fromCursor(toCursor(positions))).toEqual(positions);
      }),
    );
    for (const wrong of ['', 'x', toCursor([1]), toCursor(Array.from({ length: PARTITIONS }, () => -1)), '__proto__']) {
      expect(() => fromCursor(wrong)).toThrow(InvalidCursor);
    }
  });
});
