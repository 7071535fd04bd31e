// A partition's files after a crash: a torn tail goes, damage is refused, and the next offset is never given twice.
import { appendFile, copyFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GroupCommit } from '../../src/kafka/log/group-commit.ts';
import { openPartition, type Partition } from '../../src/kafka/log/partition.ts';
import { realDisk } from '../../src/storage/disk.ts';
import { CorruptLogError } from '../../src/storage/recovery.ts';
import { batchesIn, batchWith } from './support/batches.ts';
import { newFolder } from './support/broker.ts';

let folder: string;
const opened: Partition[] = [];

beforeEach(async () => {
  folder = await newFolder();
});
afterEach(async () => {
  for (const partition of opened.splice(0)) await partition.close();
  await rm(folder, { recursive: true, force: true });
});

const NO_LIMIT = -1;
const FIRST = `0-${'0'.repeat(20)}.log`;

async function open(segmentBytes = 1_000_000): Promise<Partition> {
  const commit = new GroupCommit((error) => {
    throw error;
  });
  const keeping = { segmentBytes, retentionMs: NO_LIMIT, retentionBytes: NO_LIMIT };
  const options = { folder, index: 0, keeping, commit, disk: realDisk };
  const partition = await openPartition(options, await readdir(folder));
  opened.push(partition);
  return partition;
}

/** Each inner list is one sync. */
async function fill(partition: Partition, ...rounds: readonly (readonly string[])[]): Promise<void> {
  for (const values of rounds) {
    for (const value of values) partition.append(batchWith(value));
    await partition.durable();
  }
}

async function flipBit(path: string, position: number): Promise<void> {
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(position) ^ 1, position);
  await writeFile(path, bytes);
}

const basesOf = async (partition: Partition) =>
  batchesIn(await partition.read(partition.startOffset, 1_000_000, true)).map(({ base }) => base);

describe('a file that was cut', () => {
  it('at any byte keeps the whole batches before it, and goes on with the next offset', async () => {
    const written = await open();
    await fill(written, ['a'], ['b'], ['c'], ['d']);
    const path = join(folder, FIRST);
    const whole = await readFile(path);
    const size = batchWith('a').length;
    expect(whole.length).toBe(4 * size);
    for (let length = 0; length <= whole.length; length += 1) {
      await writeFile(path, whole.subarray(0, length));
      const partition = await open();
      const kept = Math.floor(length / size);
      expect(partition.highWatermark).toBe(kept);
      if (length % 13 > 0) continue;
      await fill(partition, ['e']);
      expect(await basesOf(await open())).toEqual(Array.from({ length: kept + 1 }, (_, offset) => offset));
    }
  });

  it('or has anything behind its last batch keeps what was synced', async () => {
    await fill(await open(), ['a'], ['b']);
    await appendFile(join(folder, FIRST), Buffer.alloc(500, 0x5a));
    const partition = await open();
    expect(await basesOf(partition)).toEqual([0, 1]);
    await fill(partition, ['c']);
    expect(await basesOf(await open())).toEqual([0, 1, 2]);
  });

  it('in the middle of its last sync loses that sync, even where later batches of it are whole', async () => {
    await fill(await open(), ['a', 'b'], ['c', 'd', 'e']);
    await flipBit(join(folder, FIRST), 3 * batchWith('a').length - 1);
    expect(await basesOf(await open())).toEqual([0, 1]);
  });
});

describe('damage', () => {
  it('before the last sync is refused, and the message says where', async () => {
    await fill(await open(), ['a'], ['b'], ['c']);
    const size = batchWith('a').length;
    await flipBit(join(folder, FIRST), 2 * size - 1);
    await expect(open()).rejects.toThrow(CorruptLogError);
    await expect(open()).rejects.toThrow(`${join(folder, FIRST)} is damaged at byte ${size}`);
  });

  it('at the end of a sync that a later one followed is refused', async () => {
    await fill(await open(), ['a', 'b'], ['c']);
    await flipBit(join(folder, FIRST), 2 * batchWith('a').length - 1);
    await expect(open()).rejects.toThrow(CorruptLogError);
  });

  it('in a file that others follow is refused, even at its end', async () => {
    await fill(await open(150), ['a'], ['b'], ['c'], ['d'], ['e']);
    const [first = ''] = (await readdir(folder)).toSorted();
    await truncate(join(folder, first), batchWith('a').length);
    await expect(open()).rejects.toThrow(CorruptLogError);
  });

  it('by a file that is missing between others is refused', async () => {
    await fill(await open(150), ['a'], ['b'], ['c'], ['d'], ['e']);
    const [, second = ''] = (await readdir(folder)).toSorted();
    await rm(join(folder, second));
    await expect(open()).rejects.toThrow(/Offsets 2 to 3 are missing/);
  });

  it('by a batch with another offset than its place is refused', async () => {
    await fill(await open(), ['a'], ['b'], ['c']);
    const path = join(folder, FIRST);
    const bytes = await readFile(path);
    bytes.writeBigInt64BE(7n, batchWith('a').length);
    await writeFile(path, bytes);
    await expect(open()).rejects.toThrow(CorruptLogError);
  });
});

describe('files', () => {
  it('follow one another when they are full, and are read across', async () => {
    const partition = await open(150);
    await fill(partition, ['a', 'b', 'c'], ['d', 'e']);
    expect(await readdir(folder)).toHaveLength(3);
    const seen = [];
    for (let offset = 0; offset < partition.highWatermark; offset += 1) {
      seen.push(batchesIn(await partition.read(offset, 1, true)).map(({ base }) => base));
    }
    expect(seen).toEqual([[0], [1], [2], [3], [4]]);
  });

  it('larger than the index find each offset, before and after a restart', async () => {
    const partition = await open();
    const values = Array.from({ length: 400 }, (_, index) => 'x'.repeat((index * 37) % 300));
    await fill(partition, values);
    for (const reader of [partition, await open()]) {
      for (let offset = 0; offset < values.length; offset += 1) {
        expect(batchesIn(await reader.read(offset, 1, true))).toEqual([{ base: offset, count: 1 }]);
      }
      const many = batchesIn(await reader.read(100, 5_000, false));
      expect(many.at(0)?.base).toBe(100);
      expect(many.length).toBeGreaterThan(5);
    }
  });

  it('that another partition of the topic left are its own', async () => {
    await fill(await open(), ['a']);
    await copyFile(join(folder, FIRST), join(folder, FIRST.replace('0-', '10-')));
    expect((await open()).highWatermark).toBe(1);
  });
});
