// What a broker that was started again still knows, and what it must not pretend to know.
import { readdir, rm, stat } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { afterEach, describe, expect, it } from 'vitest';
import { openBroker } from '../../src/kafka/broker.ts';
import { type Note, openJournal } from '../../src/kafka/journal.ts';
import { realDisk } from '../../src/storage/disk.ts';
import {
  commit,
  committed,
  createTopic,
  describeGroup,
  heartbeat,
  join,
  joinOnce,
  nobody,
  produce,
  sync,
} from './rows/steps.ts';
import { batchOf, batchWith } from './support/batches.ts';
import { brokersOfTests, newFolder } from './support/broker.ts';
import { crashDisk } from './support/crash-disk.ts';

const folders: string[] = [];
const folderOfOurs = async () => {
  const folder = await newFolder();
  folders.push(folder);
  return folder;
};
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});
// after the folders: what was begun last ends first
const begin = brokersOfTests();

const TOPIC = 'kept.events';
const fatal = (error: Error) => {
  throw error;
};

describe('a coordinator that was started again', () => {
  it('knows no member of before, and never hands out a generation twice', async () => {
    const broker = await begin();
    const client = await broker.connect();
    await createTopic(client, TOPIC, 1, {});
    const before = await join(client, { groupId: 'g' });
    const member = { groupId: 'g', memberId: before.memberId, generation: before.generation };
    await sync(client, member, [before.memberId]);
    expect(await commit(client, member, TOPIC, 5)).toBe('NONE');

    await broker.restart();
    const again = await broker.connect();
    expect((await describeGroup(again, 'g')).state).toBe('Empty');
    expect(await heartbeat(again, member)).toBe('UNKNOWN_MEMBER_ID');
    expect((await sync(again, member)).error).toBe('UNKNOWN_MEMBER_ID');
    expect(await commit(again, member, TOPIC, 6)).toBe('UNKNOWN_MEMBER_ID');
    expect((await joinOnce(again, { groupId: 'g', memberId: before.memberId })).error).toBe(25);
    const after = await join(again, { groupId: 'g' });
    expect([before.generation, after.generation]).toEqual([1, 2]);
    expect(await heartbeat(again, { ...member, memberId: after.memberId })).toBe('ILLEGAL_GENERATION');
    expect(await committed(again, 'g', TOPIC)).toMatchObject({ offset: 5, metadata: 'note' });
  });

  it('counts on from a generation that was handed out just before the machine crashed', async () => {
    const disk = crashDisk();
    const broker = await begin({ disk });
    const before = await join(await broker.connect(), { groupId: 'g' });
    const home = await folderOfOurs();
    disk.image(broker.folder, joinPath(home, 'kafka'));
    const after = await join(await (await begin({}, home)).connect(), { groupId: 'g' });
    expect(after.generation).toBeGreaterThan(before.generation);
  });

  it('lets consumers of kafkajs go on: they join anew and read on', async () => {
    const broker = await begin();
    const kafka = new Kafka({
      brokers: [broker.server.broker],
      logLevel: logLevel.NOTHING,
      retry: { initialRetryTime: 50, maxRetryTime: 200, retries: 20 },
    });
    const client = await broker.connect();
    await createTopic(client, TOPIC, 1, {});
    await produce(client, TOPIC, batchWith('before'));
    const consumer = kafka.consumer({ groupId: 'living', maxWaitTimeInMs: 100, heartbeatInterval: 100 });
    const seen: string[] = [];
    const waiting = new Map<string, () => void>();
    const value = (name: string) => new Promise<void>((resolve) => waiting.set(name, resolve));
    const first = value('before');
    await consumer.connect();
    await consumer.subscribe({ topics: [TOPIC], fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message }) => {
        seen.push(String(message.value));
        waiting.get(String(message.value))?.();
      },
    });
    await first;
    await consumer.commitOffsets([{ topic: TOPIC, partition: 0, offset: '1' }]);
    await broker.restart();
    const second = value('after');
    await produce(await broker.connect(), TOPIC, batchWith('after'));
    await second;
    expect(seen).toEqual(['before', 'after']);
    await consumer.disconnect();
  });
});

describe('a topic', () => {
  it('is there with its records after a restart, and stays away once it was deleted', async () => {
    const broker = await begin();
    const client = await broker.connect();
    await createTopic(client, TOPIC, 2, { 'segment.bytes': '1024' });
    await createTopic(client, 'gone.events', 1, {});
    for (let turn = 0; turn < 30; turn += 1) await produce(client, TOPIC, batchWith(`a${turn}`), batchWith(`b${turn}`));
    await commit(client, { groupId: 'g', ...nobody }, 'gone.events', 3);
    await client.ask('DeleteTopics', { names: ['gone.events'], timeoutMs: 1000 });
    for (let restarts = 0; restarts < 2; restarts += 1) {
      await broker.restart();
      const again = await broker.connect();
      const { topics } = await again.ask('Metadata', { topics: null, allowAutoTopicCreation: false });
      expect(topics.map(({ name, partitions }) => [name, partitions.length])).toEqual([[TOPIC, 2]]);
      expect(await produce(again, TOPIC, batchWith('c'), batchWith('c'))).toEqual([
        { error: 'NONE', baseOffset: 30 + restarts },
        { error: 'NONE', baseOffset: 30 + restarts },
      ]);
      expect((await committed(again, 'g', 'gone.events')).offset).toBe(-1);
    }
    expect(await readdir(joinPath(broker.folder, 'topics'))).toEqual(['1']);
  });
});

describe('retention', () => {
  const noon = Date.UTC(2026, 0, 1, 12);
  const at = (minutes: number) => batchOf([{ value: 'x'.repeat(500), timestamp: noon + minutes * 60_000 }]);
  const open = async (folder: string) => openBroker({ folder, onFatal: fatal, disk: realDisk });

  it('by time removes files whose records are all too old, and the next offset outlives them all', async () => {
    const folder = await folderOfOurs();
    const broker = await open(folder);
    await broker.topics.create(TOPIC, 1, { 'segment.bytes': '1024', 'retention.ms': String(10 * 60_000) });
    const partition = broker.topics.partition(TOPIC, 0);
    for (let minute = 0; minute < 10; minute += 1) partition?.append(at(minute));
    await partition?.durable();
    await broker.topics.retain(noon + 15 * 60_000);
    expect(partition?.startOffset).toBe(5);
    expect(await partition?.firstAtOrAfter(noon)).toMatchObject({ offset: 5 });
    await broker.topics.retain(noon + 60 * 60_000);
    expect([partition?.startOffset, partition?.highWatermark]).toEqual([10, 10]);
    await broker.close();

    const again = await open(folder);
    const kept = again.topics.partition(TOPIC, 0);
    expect([kept?.startOffset, kept?.highWatermark]).toEqual([10, 10]);
    expect(kept?.append(at(60))).toBe(10);
    await again.close();
  });

  it('by size keeps at least that much', async () => {
    const folder = await folderOfOurs();
    const broker = await open(folder);
    await broker.topics.create(TOPIC, 1, { 'segment.bytes': '1024', 'retention.bytes': '3000' });
    const partition = broker.topics.partition(TOPIC, 0);
    for (let minute = 0; minute < 10; minute += 1) partition?.append(at(minute));
    await partition?.durable();
    await broker.topics.retain(noon);
    const files = await readdir(joinPath(folder, 'topics', '1'));
    const sizes = await Promise.all(
      files.map(async (name) => (await stat(joinPath(folder, 'topics', '1', name))).size),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThanOrEqual(3000);
    expect(total).toBeLessThan(5000);
    expect(partition?.startOffset).toBeGreaterThan(0);
    await broker.close();
  });
});

describe('the journal', () => {
  it('is written anew when it has grown, and then still knows all that counts', async () => {
    const folder = await folderOfOurs();
    const known = new Map<string, Note>();
    const keyOf = (note: Note) => (note.kind === 'offset' ? `${note.group}:${note.partition}` : '');
    const open = async () => {
      known.clear();
      return openJournal({
        folder,
        recall: (note) => known.set(keyOf(note), note),
        summary: () => known.values(),
        onFatal: fatal,
        disk: realDisk,
        compactAt: 4_000,
      });
    };
    const journal = await open();
    for (let offset = 0; offset < 2_000; offset += 1) {
      const note = { kind: 'offset', group: 'g', topic: TOPIC, partition: offset % 5, offset, metadata: '' } as const;
      known.set(keyOf(note), note);
      journal.note(note);
      if (offset % 50 === 0) await journal.durable();
    }
    await journal.close();
    const sizes = await Promise.all(
      (await readdir(folder)).map(async (name) => (await stat(joinPath(folder, name))).size),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(20_000);
    const again = await open();
    const offsets = [...known.values()].map((note) => (note.kind === 'offset' ? note.offset : -1));
    expect(offsets.toSorted()).toEqual([1995, 1996, 1997, 1998, 1999]);
    await again.close();
  });
});
