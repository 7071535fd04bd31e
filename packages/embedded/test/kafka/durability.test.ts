// What a reply says is on disk: proved with a disk that tells what a crash of the machine leaves.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  commit,
  committed,
  createTopic,
  fetch,
  fetchRequest,
  findOffset,
  nobody,
  produce,
  produceRequest,
} from './rows/steps.ts';
import { batchesIn, batchWith } from './support/batches.ts';
import { brokersOfTests, newFolder } from './support/broker.ts';
import { crashDisk } from './support/crash-disk.ts';
import { type RawClient, requestFrame } from './support/raw-client.ts';

const begin = brokersOfTests();

const turn = () => new Promise((resolve) => setImmediate(resolve));

const TOPIC = 'a.events';
const PARTITIONS = 3;
const WRITERS = 8;
const WRITES = 25;

interface Acknowledged {
  readonly partition: number;
  readonly offset: number;
  readonly value: string;
}

/** Whether a record stands in the bytes fetched at its offset. */
async function isThere(client: RawClient, { partition, offset, value }: Acknowledged): Promise<boolean> {
  const request = fetchRequest(TOPIC, { partitionMaxBytes: 1 });
  const partitions = [{ index: partition, leaderEpoch: -1, offset, logStartOffset: -1, maxBytes: 1 }];
  const { topics } = await client.ask('Fetch', { ...request, topics: [{ name: TOPIC, partitions }] });
  const found = topics[0]?.partitions[0];
  return found?.error === 0 && batchesIn(found.records)[0]?.base === offset && found.records?.includes(value) === true;
}

describe('a crash of the machine', () => {
  it('keeps every acknowledged record and offset, at whatever moment it comes', async () => {
    const disk = crashDisk();
    const { folder, connect } = await begin({ disk });
    await createTopic(await connect(), TOPIC, PARTITIONS, { 'segment.bytes': '2000' });
    const records: Acknowledged[] = [];
    const offsets = new Map<string, number>();
    const images: { path: string; records: Acknowledged[]; offsets: Map<string, number> }[] = [];
    const home = await newFolder();

    async function write(writer: number): Promise<void> {
      const client = await connect();
      for (let round = 0; round < WRITES; round += 1) {
        const values = Array.from({ length: PARTITIONS }, (_, partition) => `${writer}-${round}-${partition}`);
        const written = await produce(client, TOPIC, ...values.map((value) => batchWith(value)));
        for (const [partition, { baseOffset }] of written.entries()) {
          records.push({ partition, offset: baseOffset, value: values[partition] ?? '' });
        }
        await commit(client, { groupId: `group-${writer}`, ...nobody }, TOPIC, round);
        offsets.set(`group-${writer}`, round);
        if (writer !== 0 || round % 6 !== 5) continue;
        const path = join(home, String(round));
        await mkdir(path);
        images.push({ path, records: [...records], offsets: new Map(offsets) });
        disk.image(folder, join(path, 'kafka'));
      }
    }
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));

    for (const image of images) {
      const client = await (await begin({}, image.path)).connect();
      const missing = [];
      for (const record of image.records) if (!(await isThere(client, record))) missing.push(record);
      expect(missing).toEqual([]);
      for (const [group, offset] of image.offsets) {
        expect((await committed(client, group, TOPIC)).offset).toBeGreaterThanOrEqual(offset);
      }
    }
    expect(images.map(({ records }) => records.length).every((count) => count > 0)).toBe(true);
    await rm(home, { recursive: true, force: true });
  });

  it('keeps a topic that was said to be created, and the offsets behind a restart', async () => {
    const disk = crashDisk();
    const { folder, connect } = await begin({ disk });
    await createTopic(await connect(), TOPIC, 1, { 'retention.ms': '1234' });
    const home = await newFolder();
    disk.image(folder, join(home, 'kafka'));
    const client = await (await begin({}, home)).connect();
    const { resources } = await client.ask('DescribeConfigs', {
      resources: [{ type: 2, name: TOPIC, keys: ['retention.ms'] }],
      synonyms: false,
    });
    expect(resources).toMatchObject([{ error: 0, configs: [{ value: '1234' }] }]);
  });
});

describe('a reply', () => {
  it('to a producer leaves when its sync has ended, and consumers see nothing before', async () => {
    const disk = crashDisk();
    const { connect } = await begin({ disk });
    const [writer, reader] = [await connect(), await connect()];
    await createTopic(writer, TOPIC, 1, {});
    const release = disk.hold();
    let acknowledged = false;
    const writing = produce(writer, TOPIC, batchWith('a')).finally(() => {
      acknowledged = true;
    });
    const [before] = await fetch(reader, TOPIC, { maxWaitMs: 50 });
    expect(before).toMatchObject({ error: 0, highWatermark: 0, records: Buffer.alloc(0) });
    expect(await findOffset(reader, TOPIC, -1)).toMatchObject({ offset: 0 });
    expect(acknowledged).toBe(false);
    const waiting = fetch(reader, TOPIC, { maxWaitMs: 60_000 });
    release();
    expect(await writing).toEqual([{ error: 'NONE', baseOffset: 0 }]);
    expect((await waiting)[0]?.highWatermark).toBe(1);
  });

  it('to a consumer that waits for several partitions tells of all that one sync round wrote', async () => {
    const inner = crashDisk();
    let late: () => void = () => undefined;
    let slow: Promise<void> = Promise.resolve();
    const datasync: typeof inner.datasync = async (fd, path) => {
      if (path.includes('/1-')) await slow;
      await inner.datasync(fd, path);
    };
    const { connect } = await begin({ disk: { ...inner, datasync } });
    const [writer, reader] = [await connect(), await connect()];
    await createTopic(writer, TOPIC, 3, {});
    slow = new Promise((resolve) => {
      late = resolve;
    });
    const waiting = fetch(reader, TOPIC, { maxWaitMs: 60_000, offsets: [0, 0, 0] });
    const writing = produce(writer, TOPIC, batchWith('a'), batchWith('b'), batchWith('c'));
    setTimeout(late, 50);
    expect((await waiting).map(({ highWatermark }) => highWatermark)).toEqual([1, 1, 1]);
    expect(await writing).toHaveLength(3);
  });

  it('to a commit, and to whoever reads that offset, leaves when its sync has ended', async () => {
    const disk = crashDisk();
    const { connect } = await begin({ disk });
    const [writer, reader] = [await connect(), await connect()];
    await createTopic(writer, TOPIC, 1, {});
    const release = disk.hold();
    const done: string[] = [];
    const committing = commit(writer, { groupId: 'g', ...nobody }, TOPIC, 7).finally(() => done.push('commit'));
    while (disk.held === 0) await turn();
    const reading = committed(reader, 'g', TOPIC).finally(() => done.push('read'));
    for (let turns = 0; turns < 100; turns += 1) await turn();
    expect(done).toEqual([]);
    release();
    expect(await committing).toBe('NONE');
    expect(await reading).toMatchObject({ offset: 7 });
  });

  it('never comes after a sync that failed: the broker is told to end', async () => {
    const disk = crashDisk();
    const failures: string[] = [];
    const { connect } = await begin({ disk, onFatal: (error) => failures.push(error.message) });
    const [client, other] = [await connect(), await connect()];
    await createTopic(client, TOPIC, 1, {});
    disk.fail();
    client.send(requestFrame('Produce', 7, produceRequest(-1, TOPIC, batchWith('a'))));
    expect(await client.reply()).toBeUndefined();
    other.send(requestFrame('Produce', 7, produceRequest(-1, TOPIC, batchWith('b'))));
    expect(await other.reply()).toBeUndefined();
    expect(failures).toContain('the disk is gone');
  });
});
