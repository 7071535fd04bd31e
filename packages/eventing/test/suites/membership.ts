// A group whose members come, go, are slow and begin again, on a real topic.
import { describe, expect, it } from 'vitest';
import { createKafka } from '../../src/kafka/client.ts';
import type { Servers } from '../fixtures/servers.ts';
import { idIn, journal, measured } from '../read/support/facts.ts';
import { silent } from '../read/support/fake-publisher.ts';
import { startReader } from '../read/support/reader.ts';
import { holds, joined, TOPIC, topicByHand, verified, wellIn } from '../read/support/topic-by-hand.ts';

/** Runs on whatever MongoDB and Kafka `start` gives. */
export function membershipSuite(name: string, start: () => Promise<Servers>): void {
  describe(name, () => {
    const stage = topicByHand(start);
    const { begin, worker, record } = stage;

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

        const admin = stage.kafka.admin();
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
        const counted = createKafka([stage.servers.kafkaBroker], 'hints', silent);
        const consumer = counted.consumer.bind(counted);
        counted.consumer = (config) => {
          const made = consumer(config);
          made.on(made.events.REQUEST, ({ payload }) => {
            if (payload.apiName === 'OffsetCommit') commits += 1;
          });
          return made;
        };
        const reader = await startReader(stage.servers, owner, { database: begun.database, kafka: counted });
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
        const admin = stage.kafka.admin();
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
