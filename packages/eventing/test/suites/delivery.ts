// The read side on real stores and a real topic. The test is the relay: it decides what the topic gets of the journal.
import type { RecordedEvent } from '@tributary/contracts';
import type { Kafka, Message, Producer } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createKafka } from '../../src/kafka/client.ts';
import { toMessage } from '../../src/kafka/message.ts';
import { ensureTopics } from '../../src/kafka/topics.ts';
import { compareRows } from '../../src/verify.ts';
import { keepingOf } from '../../src/views/append.ts';
import type { Servers } from '../fixtures/servers.ts';
import { wells } from '../read/support/engine.ts';
import { idIn, journal, type Said, wellDug, wellMeasured } from '../read/support/facts.ts';
import { type FakePublisher, fakePublisherOf, silent } from '../read/support/fake-publisher.ts';
import { kafkaOf, type Reader, startReader } from '../read/support/reader.ts';

const TOPIC = 'registry.events';
const measured = (level: number) => wellMeasured({ level, measuredOn: '2026-02-01' });

const joined = (reader: Reader) => vi.waitUntil(() => reader.delivering, { timeout: 15_000 });

const holds = async (reader: Reader, record: RecordedEvent | undefined, withinMs = 15_000) =>
  expect(await reader.state.waitFor(`registry:${record?.agg}:${record?.seq}`, withinMs)).toBe('there');

const verified = async ({ group, store }: Reader, owner: FakePublisher) =>
  compareRows({ group, keeping: keepingOf([wells]), feeds: owner, ...store });

const wellIn = (partition: number, levels: number, n = 0): Said[] => [
  { agg: idIn(partition, n), fact: wellDug({ name: `${partition}-${n}`, dugOn: '2026-01-05' }) },
  ...Array.from({ length: levels }, (_, level) => ({ agg: idIn(partition, n), fact: measured(level) })),
];

/** Runs on whatever MongoDB and Kafka `start` gives. */
export function deliverySuite(name: string, start: () => Promise<Servers>): void {
  describe(name, () => {
    let servers: Servers;
    let kafka: Kafka;
    let producer: Producer;

    beforeAll(async () => {
      servers = await start();
      kafka = kafkaOf(servers);
      producer = kafka.producer({ idempotent: false, maxInFlightRequests: 1 });
      await producer.connect();
    });

    afterAll(async () => {
      await producer.disconnect();
      await servers.close();
    });

    /** An empty topic, a database of its own and an owner whose journal is empty. */
    async function begin(database: string) {
      const admin = kafka.admin();
      await admin.connect();
      if ((await admin.listTopics()).includes(TOPIC)) await admin.deleteTopics({ topics: [TOPIC] });
      await admin.disconnect();
      const made = () =>
        ensureTopics(kafka, ['registry']).then(
          () => true,
          () => false,
        );
      await vi.waitUntil(made, { timeout: 10_000 });
      return { owner: fakePublisherOf([]), database: `${database}_${process.pid}` };
    }

    type Begun = Awaited<ReturnType<typeof begin>>;

    const worker = ({ owner, database }: Begun) => startReader(servers, owner, { database, kafka });

    const send = (...messages: readonly Message[]) =>
      producer.send({ topic: TOPIC, acks: -1, messages: [...messages] });
    const publish = (records: readonly RecordedEvent[]) =>
      send(...records.map((record) => toMessage('registry', record)));

    /** The owner knows a record before the topic does, as the journal goes before the relay's second stage. */
    async function record(
      owner: FakePublisher,
      fresh: readonly RecordedEvent[],
      publishing: (fresh: readonly RecordedEvent[]) => Promise<unknown> = publish,
    ): Promise<void> {
      owner.records.push(...fresh);
      await publishing(fresh);
    }

    describe('delivery by Kafka', () => {
      let begun: Begun;
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
        const zombie = await startReader(servers, fakePublisherOf([]), { database: begun.database, kafka: 'away' });
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
        const server = await startReader(servers, owner, { database: begun.database });
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
        const rebuilt = await startReader(servers, owner, { database: begun.database, version: 2, kafka: 'away' });
        for (const { agg, seq } of owner.records) {
          expect(await rebuilt.state.waitFor(`registry:${agg}:${seq}`, 15_000)).toBe('there');
        }
        const sorted = (all: ReadonlyMap<string, unknown>) => [...all].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(sorted(rebuilt.wells.all())).toEqual(sorted(reader.wells.all()));
        await rebuilt.close();
      });
    });

    describe('delivery to a group whose members come and go', () => {
      it('I3: a whole topic is replayed when its offsets are rewound to the beginning', async () => {
        const begun = await begin('replay');
        const { owner, database } = begun;
        const records = journal([...wellIn(2, 20), ...wellIn(3, 20)]);
        const first = await worker(begun);
        await joined(first);
        await record(owner, records);
        await holds(first, records.at(-1));
        await holds(first, records[20]);
        await first.close();

        const admin = kafka.admin();
        await admin.connect();
        const groupId = `${database}.${first.group}`;
        const [committed] = await admin.fetchOffsets({ groupId, topics: [TOPIC] });
        expect(committed?.partitions.find(({ partition }) => partition === 2)?.offset).toBe('21');
        await admin.deleteGroups([groupId]);
        await admin.disconnect();

        const second = await worker(begun);
        await joined(second);
        const more = [
          { agg: idIn(2), fact: measured(77) },
          { agg: idIn(3), fact: measured(78) },
        ];
        const fresh = journal([...wellIn(2, 20), ...wellIn(3, 20), ...more]).slice(records.length);
        await record(owner, fresh);
        for (const one of fresh) await holds(second, one);
        expect(await verified(second, owner)).toMatchObject({ facts: 44, differences: [] });
        await second.close();
      });

      it('rule 22: offsets are a hint: a stream of records commits them once a second, and a close commits the last', async () => {
        const begun = await begin('hints');
        const { owner } = begun;
        let commits = 0;
        const counted = createKafka([servers.kafkaBroker], 'hints', silent);
        const consumer = counted.consumer.bind(counted);
        counted.consumer = (config) => {
          const made = consumer(config);
          made.on(made.events.REQUEST, ({ payload }) => {
            if (payload.apiName === 'OffsetCommit') commits += 1;
          });
          return made;
        };
        const reader = await startReader(servers, owner, { database: begun.database, kafka: counted });
        await joined(reader);
        const records = journal(wellIn(4, 40));
        const began = performance.now();
        for (const one of records) {
          await record(owner, [one]);
          await holds(reader, one);
        }
        const seconds = (performance.now() - began) / 1000;
        expect(commits).toBeLessThanOrEqual(Math.ceil(seconds));
        await reader.close();
        const admin = kafka.admin();
        await admin.connect();
        const groupId = `${begun.database}.${reader.group}`;
        const [offsets] = await admin.fetchOffsets({ groupId, topics: [TOPIC] });
        await admin.disconnect();
        expect(offsets?.partitions.find(({ partition }) => partition === 4)?.offset).toBe(String(records.length));
      });

      it('rule 24: an assignment that is slow is late alone: the fetch, the feed and the membership go on', async () => {
        const begun = await begin('slow');
        const { owner } = begun;
        const reader = await worker(begun);
        await joined(reader);
        const { rows } = reader.store;
        const { write } = rows;
        let release: () => void = () => undefined;
        const held = new Promise<void>((resolve) => {
          release = resolve;
        });
        rows.write = async (changes) => {
          if (changes.some(({ partition }) => partition === 0)) await held;
          return write(changes);
        };
        const sluggish = journal(wellIn(0, 30));
        await record(owner, sluggish);
        const quick = journal(wellIn(3, 6));
        owner.away = true;
        for (const one of quick) {
          await record(owner, [one]);
          await holds(reader, one);
        }
        owner.away = false;
        const lost = journal(wellIn(3, 7)).slice(-1);
        await record(owner, lost, async () => undefined);
        await holds(reader, lost[0]);
        expect(await reader.state.waitFor(`registry:${idIn(0)}:1`, 20)).toBe('late');
        expect(reader.delivering).toBe(true);
        release();
        rows.write = write;
        await holds(reader, sluggish.at(-1));
        expect(reader.wells.one(idIn(0))?.levels).toHaveLength(30);
        await reader.close();
      });

      it('I3 I4: a rebalance under load, in both directions, loses nothing and repeats nothing', async () => {
        const begun = await begin('rebalance');
        const { owner } = begun;
        const partitions = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
        const rounds = Array.from({ length: 40 }, (_, i) =>
          partitions.map((partition) => ({ agg: idIn(partition, i % 2), fact: measured(i) })),
        );
        const records = journal(rounds.flat());
        const first = await worker(begun);
        await joined(first);
        const sendUpTo = async (end: number) => {
          while (owner.records.length < end) await record(owner, records.slice(owner.records.length).slice(0, 24));
        };
        await sendUpTo(120);
        const second = await worker(begun);
        const joining = joined(second);
        await sendUpTo(360);
        await joining;
        const leaving = first.close();
        await sendUpTo(records.length);
        await leaving;
        for (const last of records.slice(-24)) await holds(second, last);
        expect(await verified(second, owner)).toEqual({ aggregates: 24, facts: 480, differences: [] });
        await second.close();
      });
    });
  });
}
