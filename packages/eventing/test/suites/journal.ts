// What every home of a journal must do: positions and events are taken once, and an ordered batch says where it stopped.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '../../src/ids.ts';
import type { JournalRecord, JournalStore } from '../../src/journal/store.ts';
import { weightOf } from '../../src/journal/weight.ts';

export interface OpenJournal {
  readonly journal: JournalStore;
  close(): Promise<void>;
}

const record = (partition: number, pos: number, agg: string, seq: number, id = uuidv7()): JournalRecord => {
  const recordedAt = new Date(Date.UTC(2026, 2, 1) + pos).toISOString();
  const type = 'registry.well.measured.v1';
  const event = { id, type, subject: agg, seq, at: recordedAt, ministry: 'MPLA', hops: 0, data: { level: pos } };
  return { partition, pos, agg, seq, recordedAt, event, by: { sub: 'a', client: 'c', ministry: 'MPLA', roles: [] } };
};

/** @param open connects to an empty journal with its indexes */
export function journalSuite(name: string, open: () => Promise<OpenJournal>): void {
  describe(`the journal on ${name}`, () => {
    let opened: OpenJournal;
    let journal: JournalStore;
    beforeAll(async () => {
      opened = await open();
      journal = opened.journal;
    });
    afterAll(() => opened.close());

    test('rule 15: records are read back in order, by partition and by aggregate, with all that they hold', async () => {
      const [a, b] = [uuidv7(), uuidv7()];
      const records = [record(0, 1, a, 1), record(0, 2, b, 1), record(0, 3, a, 2)];
      expect(await journal.append(records)).toEqual({ inserted: 3, stopped: undefined });
      expect(await journal.readPartition(0, 0, 10)).toEqual(records);
      expect(await journal.readPartition(0, 1, 1)).toEqual([records[1]]);
      expect(await journal.readAggregate(a, 0, 10)).toEqual([records[0], records[2]]);
      expect(await journal.readAggregate(a, 1, 10)).toEqual([records[2]]);
      expect((await journal.highWatermarks()).slice(0, 2)).toEqual([
        { pos: 3, recordedAt: records[2]?.recordedAt },
        { pos: 0, recordedAt: undefined },
      ]);
    });

    test('rule 20: a reading ends with the record that brings it to its bytes, and has at least one', async () => {
      const agg = uuidv7();
      const records = [1, 2, 3, 4].map((n) => record(5, n, agg, n));
      await journal.append(records);
      const [first] = records;
      const each = first === undefined ? 0 : weightOf(first);
      expect(await journal.readPartition(5, 0, 10, 1)).toEqual(records.slice(0, 1));
      expect(await journal.readPartition(5, 0, 10, 2 * each)).toEqual(records.slice(0, 2));
      expect(await journal.readAggregate(agg, 1, 10, 2 * each)).toEqual(records.slice(1, 3));
      expect(await journal.readPartition(5, 0, 3, 100 * each)).toEqual(records.slice(0, 3));
    });

    test('rule 16: a position is taken once: the batch stops there, what came before stays', async () => {
      const records = [record(1, 1, uuidv7(), 1), record(1, 2, uuidv7(), 1)];
      await journal.append(records);
      const mine = [record(2, 1, uuidv7(), 1), record(1, 2, uuidv7(), 1), record(2, 2, uuidv7(), 1)];
      expect(await journal.append(mine)).toEqual({ inserted: 1, stopped: 'fenced' });
      expect(await journal.readPartition(1, 0, 10)).toEqual(records);
      expect(await journal.readPartition(2, 0, 10)).toEqual(mine.slice(0, 1));
    });

    test('rule 16: an event is there once, by its id and by its place in its aggregate', async () => {
      const first = record(3, 1, uuidv7(), 1);
      await journal.append([first]);
      const again = { ...first, pos: 2 };
      expect(await journal.append([again])).toEqual({ inserted: 0, stopped: 'there' });
      const other = record(3, 2, first.agg, 1);
      expect(await journal.append([record(3, 2, uuidv7(), 1), { ...other, pos: 3 }])).toEqual({
        inserted: 1,
        stopped: 'there',
      });
      expect(await journal.known([first.event.id, other.event.id])).toEqual(new Set([first.event.id]));
    });

    test('rule 16: of many leaders at one position one is there', async () => {
      const results = await Promise.all(Array.from({ length: 20 }, () => journal.append([record(4, 1, uuidv7(), 1)])));
      expect(results.filter(({ inserted }) => inserted === 1)).toHaveLength(1);
      expect(results.filter(({ stopped }) => stopped === 'fenced')).toHaveLength(19);
    });
  });
}
