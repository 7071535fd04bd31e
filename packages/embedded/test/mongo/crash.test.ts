import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startMongo } from '../../src/mongo/server.ts';
import type { Disk } from '../../src/storage/disk.ts';
import { notingDisk } from '../storage/noting-disk.ts';
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

const pairsOf = (ledgers: Ledgers) => ledgers.reduce((sum, { pairs }) => sum + pairs, 0);

/** Runs writers, takes what a crash would leave at many moments, and judges each. */
async function crashes(
  disk: Disk & { image(to: string): void },
  sizes: { segmentBytes?: number; garbageBytes?: number },
) {
  const folder = join(root, 'live');
  mkdirSync(folder, { recursive: true });
  const server = await startMongo({ folder, port: 0, disk, onFatal: unexpected, ...sizes });
  const clients = await Promise.all(Array.from({ length: WRITERS }, () => wireClient(server.port)));
  const { ledgers, run } = workload(WRITERS);
  const images: { folder: string; ledgers: Ledgers }[] = [];
  let ended = false;
  const working = run(clients, () => !ended);
  while (images.length < IMAGES) {
    const done = (images.length + 1) * PAIRS_BETWEEN;
    for (let more = images.length % 11; more >= 0 || pairsOf(ledgers) < done; more -= 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const image = join(root, `image-${images.length}`);
    disk.image(image);
    images.push({ folder: image, ledgers: structuredClone(ledgers) });
  }
  ended = true;
  await working;
  for (const client of clients) client.close();
  await server.close();
  for (const image of images) {
    const again = await startMongo({ folder: image.folder, port: 0, onFatal: unexpected });
    const client = await wireClient(again.port);
    await judge(client, image.ledgers);
    client.close();
    await again.close();
  }
}

test('what was acknowledged, and what was read, is there after a crash that leaves each file as it was at its last sync', async () => {
  const disk = notingDisk(join(root, 'shadow'));
  await crashes(disk, {});
  expect(disk.atOnce).toBe(1);
});

test('the same holds while segments change and the log is compacted all the time', async () => {
  const disk = notingDisk(join(root, 'shadow'));
  await crashes(disk, { segmentBytes: 8_000, garbageBytes: 16_000 });
  expect(disk.removals).toBeGreaterThan(10);
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
  await expect(crashes(hasty, {})).rejects.toThrow(/acknowledged|told/);
});
