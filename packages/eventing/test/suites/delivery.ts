// The read side on real stores and a real topic, which gets of the journal what the test wants.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toMessage } from '../../src/kafka/message.ts';
import type { Servers } from '../fixtures/servers.ts';
import { idIn, journal, measured, type Said, wellMeasured } from '../read/support/facts.ts';
import { type FakePublisher, fakePublisherOf } from '../read/support/fake-publisher.ts';
import { type Reader, startReader } from '../read/support/reader.ts';
import { holds, joined, topicByHand, verified, wellIn } from '../read/support/topic-by-hand.ts';

/** Runs on whatever MongoDB and Kafka `start` gives. */
export function deliverySuite(name: string, start: () => Promise<Servers>): void {
  describe(name, () => {
    const stage = topicByHand(start);
    const { begin, worker, send, publish, record } = stage;

    describe('delivery by Kafka', () => {
      let begun: Awaited<ReturnType<typeof begin>>;
      let owner: FakePublisher;
      let reader: Reader;

      beforeAll(async () => {
        begun = await begin('delivery');
        owner = begun.owner;
        reader = await worker(begun);
        await joined(reader);
      });

      afterAll(() => reader.close());

      it('I3 I4: every message twice, in the order of a relay that sent its batch again', async () => {
        const records = [...journal(wellIn(2, 9)), ...journal(wellIn(7, 4))];
        await record(owner, records, async (fresh) => {
          await publish(fresh);
          await publish(fresh);
        });
        await holds(reader, records.at(-1));
        await holds(reader, records[9]);
        expect(reader.wells.one(idIn(2))?.levels).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
        expect(reader.wells.one(idIn(7))?.levels).toEqual([0, 1, 2, 3]);
      });

      it('rule 19: the last record of a partition, lost by Kafka with nothing after it, is there within 3 s', async () => {
        const [dug, first, last] = journal(wellIn(4, 2));
        if (!dug || !first || !last) throw new Error('three records were journalled');
        await record(owner, [dug, first]);
        await holds(reader, first);
        await record(owner, [last], async () => undefined);
        await holds(reader, last, 3_000);
        expect(reader.delivering).toBe(true);
      });

      it('a record that the broker refused in the middle is a hole that the feed fills', async () => {
        const records = journal(wellIn(5, 6));
        const read = owner.read;
        await record(owner, records, (fresh) => publish(fresh.filter(({ pos }) => pos !== 3)));
        await holds(reader, records.at(-1));
        expect(owner.read).toBeGreaterThan(read);
        expect(reader.wells.one(idIn(5))?.levels).toEqual([0, 1, 2, 3, 4, 5]);
      });

      it('rule 26: bytes that are no event are noted as dead, and the feed supplies the event', async () => {
        const records = journal(wellIn(6, 3));
        await record(owner, records, async (fresh) => {
          const [dug, first, second, third] = fresh.map((one) => toMessage('registry', one));
          if (!dug || !first || !second || !third) throw new Error('four records were journalled');
          await send(dug, { ...first, value: '{"level": 1' }, { ...second, headers: {} }, third);
        });
        await holds(reader, records.at(-1));
        await expect
          .poll(() => reader.consumers.gauges(new Set()))
          .toMatchObject({ dead_records: 2, parked_aggregates: 0 });
        expect(reader.wells.one(idIn(6))?.levels).toEqual([0, 1, 2]);
      });

      it('rules 26, 27: a poison event parks one aggregate, the others go on, and a re-drive mends it', async () => {
        const poison = { type: wellMeasured.type, data: { level: 'deep', measuredOn: '2026-02-01' } };
        const said = (sick: Said['fact']) =>
          journal([
            ...wellIn(8, 0),
            { agg: idIn(8), fact: sick },
            { agg: idIn(8), fact: measured(8) },
            ...wellIn(8, 2, 1),
          ]);
        const poisoned = said(poison);
        await record(owner, poisoned);
        await holds(reader, poisoned.at(-1));
        expect(await reader.state.waitFor(`registry:${idIn(8)}:3`, 60_000)).toBe('parked');
        const [parked] = await reader.consumers.parked();
        if (parked === undefined) throw new Error('nothing is parked');
        expect(parked).toMatchObject({ group: reader.group, service: 'registry', agg: idIn(8), fromSeq: 2 });
        await reader.consumers.redrive(parked);
        expect(await reader.consumers.parked()).toHaveLength(1);

        const mended = said(measured(7));
        owner.records.splice(
          0,
          owner.records.length,
          ...owner.records.filter(({ partition }) => partition !== 8),
          ...mended,
        );
        await reader.consumers.redrive(parked);
        expect(await reader.consumers.parked()).toEqual([]);
        await holds(reader, mended[2]);
        expect(reader.wells.one(idIn(8))?.levels).toEqual([7, 8]);
      });

      it('rule 25: while the feed is away the assignment waits, the others do not, and it goes on by itself', async () => {
        const records = journal(wellIn(9, 5));
        const others = journal(wellIn(10, 1));
        owner.away = true;
        await record(owner, records, (fresh) => publish(fresh.slice(1)));
        await record(owner, others);
        await holds(reader, others.at(-1));
        expect(await reader.state.waitFor(`registry:${idIn(9)}:1`, 100)).toBe('late');
        owner.away = false;
        await holds(reader, records.at(-1));
      });

      it('rule 22: a zombie is fenced by the compare-and-set: what it applies late is there already, and it moves nothing', async () => {
        const records = journal(wellIn(1, 8));
        const beat = async () => undefined;
        const zombie = await startReader(stage.servers, fakePublisherOf([]), {
          database: begun.database,
          kafka: 'away',
        });
        await zombie.take('registry', 1, records.slice(0, 3), beat);
        await record(owner, records);
        await holds(reader, records.at(-1));
        await zombie.take('registry', 1, records.slice(3, 5), beat);
        const assignments = await reader.store.checkpoints.of(reader.group);
        expect(assignments.find(({ partition }) => partition === 1)).toMatchObject({
          pos: 9,
          recordedAt: records.at(-1)?.recordedAt,
        });
        expect((await reader.store.rows.one('registry', idIn(1)))?.facts.map(({ seq }) => seq)).toEqual([
          1, 2, 3, 4, 5, 6, 7, 8, 9,
        ]);
        await zombie.close();
      });

      it('rule 34: a process that only serves shows the same as the worker, and follows it by polling', async () => {
        const server = await startReader(stage.servers, owner, { database: begun.database });
        const records = journal(wellIn(11, 5));
        await record(owner, records);
        await holds(server, records.at(-1));
        await holds(reader, records.at(-1));
        expect([...server.wells.all().values()]).toEqual(expect.arrayContaining([...reader.wells.all().values()]));
        expect(server.state.revision(['registry'])).toBe(reader.state.revision(['registry']));
        await server.close();
      });

      it('I7: after all of that the rows are the fold of the journal', async () => {
        expect(await verified(reader, owner)).toMatchObject({ aggregates: 11, differences: [] });
      });

      it('I7: a new version of the views, filled from the feed alone, shows the same as the live one', async () => {
        const rebuilt = await startReader(stage.servers, owner, {
          database: begun.database,
          version: 2,
          kafka: 'away',
        });
        for (const { agg, seq } of owner.records) {
          expect(await rebuilt.state.waitFor(`registry:${agg}:${seq}`, 15_000)).toBe('there');
        }
        const sorted = (all: ReadonlyMap<string, unknown>) => [...all].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(sorted(rebuilt.wells.all())).toEqual(sorted(reader.wells.all()));
        await rebuilt.close();
      });
    });
  });
}
