import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startMongo } from '../../src/mongo/server.ts';
import { type Disk, realDisk } from '../../src/storage/disk.ts';
import { type NotingDisk, notingDisk } from '../storage/noting-disk.ts';
import { wireClient } from './support/wire-client.ts';
import { judge, type Ledgers, workload } from './support/workload.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tributary-crash-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const unexpected = (error: Error): never => {
  throw error;
};

const WRITERS = 6;
const IMAGES = 40;
const PAIRS_BETWEEN = 6;
/** So many removals of files are looked at. */
const REMOVALS = 40;

const pairsOf = (ledgers: Ledgers) => ledgers.reduce((sum, { pairs }) => sum + pairs, 0);

interface Image {
  readonly folder: string;
  readonly ledgers: Ledgers;
}

/** Runs writers, takes what a crash would leave at many moments, and judges each image. */
async function crashes(disk: NotingDisk, sizes: { segmentBytes?: number; garbageBytes?: number } = {}): Promise<void> {
  const folder = join(root, 'live');
  mkdirSync(folder, { recursive: true });
  const { ledgers, run } = workload(WRITERS);
  const images: Image[] = [];
  const take = () => {
    const image = join(root, `image-${images.length}`);
    disk.image(image);
    images.push({ folder: image, ledgers: structuredClone(ledgers) });
  };
  const server = await startMongo({
    folder,
    port: 0,
    disk: tellingOfRemovals(disk, take),
    onFatal: unexpected,
    ...sizes,
  });
  const clients = await Promise.all(Array.from({ length: WRITERS }, () => wireClient(server.port)));
  let ended = false;
  const working = run(clients, () => !ended);
  for (let taken = 0; taken < IMAGES; taken += 1) {
    const done = (taken + 1) * PAIRS_BETWEEN;
    for (let more = taken % 11; more >= 0 || pairsOf(ledgers) < done; more -= 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    take();
  }
  ended = true;
  await working;
  for (const client of clients) client.close();
  await server.close();
  for (const image of images) await judgeImage(image);
}

async function judgeImage({ folder, ledgers }: Image): Promise<void> {
  const server = await startMongo({ folder, port: 0, onFatal: unexpected });
  const client = await wireClient(server.port);
  try {
    await judge(client, ledgers);
  } finally {
    client.close();
    await server.close();
  }
}

/** The removal of a file is where a compaction would lose what it has not synced: `tell` is called right behind it. */
const tellingOfRemovals = (disk: NotingDisk, tell: () => void): Disk => ({
  ...disk,
  async syncFolder(folder) {
    const before = disk.removals;
    await disk.syncFolder(folder);
    if (disk.removals > before && disk.removals <= REMOVALS) tell();
  },
});

test('what was acknowledged, and what was read, is there after a crash that leaves each file as it was at its last sync', async () => {
  const disk = notingDisk(join(root, 'shadow'));
  await crashes(disk);
  expect(disk.atOnce).toBe(1);
});

test('the same holds while segments change and the log is compacted all the time', async () => {
  const disk = notingDisk(join(root, 'shadow'));
  await crashes(disk, { segmentBytes: 8_000, garbageBytes: 16_000 });
  expect(disk.removals).toBeGreaterThan(10);
});

test('a read that sees a write is answered after the sync of that write, not before', async () => {
  const held: (() => void)[] = [];
  let holds = false;
  const disk: Disk = {
    ...realDisk,
    async datasync(file, path) {
      if (holds) await new Promise<void>((resolve) => held.push(resolve));
      await realDisk.datasync(file, path);
    },
  };
  const server = await startMongo({ folder: join(root, 'held'), port: 0, disk, onFatal: unexpected });
  const [writer, reader, other] = await Promise.all([1, 2, 3].map(() => wireClient(server.port)));
  await writer?.run({ insert: 'c', documents: [{ _id: 1, n: 1 }], $db: 'held' });
  holds = true;
  const answered: string[] = [];
  const note = (name: string) => () => void answered.push(name);
  const written = writer
    ?.run({ update: 'c', updates: [{ q: { _id: 1 }, u: { $set: { n: 2 } } }], $db: 'held' })
    .then(note('write'));
  await expect.poll(() => held.length).toBe(1);
  const read = reader?.run({ find: 'c', filter: { n: 2 }, $db: 'held' }).then(note('read'));
  const counted = other?.run({ count: 'c', query: { n: 2 }, $db: 'held' }).then(note('count'));
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(answered).toEqual([]);
  holds = false;
  for (const go of held.splice(0)) go();
  await Promise.all([written, read, counted]);
  expect(answered).toHaveLength(3);
  for (const client of [writer, reader, other]) client?.close();
  await server.close();
});

test('a server that answers before the sync is found out', async () => {
  const noting = notingDisk(join(root, 'shadow'));
  const hasty: typeof noting = {
    ...noting,
    image: noting.image,
    // The sync takes place some time later.
    datasync: (file, path) => {
      setTimeout(() => void noting.datasync(file, path).catch(() => undefined), 50);
      return Promise.resolve();
    },
  };
  await expect(crashes(hasty)).rejects.toThrow(/acknowledged|told/);
});
