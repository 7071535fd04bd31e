import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Disk, makeFolder, realDisk } from '../../src/storage/disk.ts';
import { Log } from '../../src/storage/log.ts';
import type { Place } from '../../src/storage/segments.ts';
import { notingDisk } from './noting-disk.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const unexpected = (error: Error): never => {
  throw error;
};

async function open(options: { disk?: Disk; segmentBytes?: number } = {}): Promise<{ log: Log; records: string[] }> {
  const log = new Log({ folder, onFatal: unexpected, ...options });
  const places: Place[] = [];
  await log.recover((record, place) => {
    places.push(place);
    expect(place.length).toBe(record.length);
  });
  return { log, records: places.map((place) => log.read(place).toString()) };
}

describe('group commit', () => {
  test('what is appended together shares a sync, and one sync runs at a time', async () => {
    const disk = notingDisk(`${folder}-shadow`);
    const { log } = await open({ disk });
    const waits = Array.from({ length: 500 }, (_, n) => {
      log.append(Buffer.from(`record ${n}`));
      return log.durable();
    });
    await Promise.all(waits);
    expect(disk.syncs).toBe(1);
    await Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        for (let round = 0; round < 5; round += 1) {
          log.append(Buffer.from(`record ${n}.${round}`));
          await log.durable();
        }
      }),
    );
    expect(disk.atOnce).toBe(1);
    expect(disk.syncs).toBeLessThan(50);
    await log.close();
    rmSync(`${folder}-shadow`, { recursive: true });
  });

  test('a sync that started before an append does not make it durable', async () => {
    const running: (() => void)[] = [];
    const disk: Disk = { ...realDisk, datasync: () => new Promise<void>((resolve) => running.push(resolve)) };
    const { log } = await open({ disk });
    const done: string[] = [];
    log.append(Buffer.from('first'));
    const first = log.durable().then(() => done.push('first'));
    await vi.waitUntil(() => running.length === 1, { timeout: 20_000, interval: 5 });
    log.append(Buffer.from('second'));
    const second = log.durable().then(() => done.push('second'));
    running[0]?.();
    await first;
    await vi.waitUntil(() => running.length === 2, { timeout: 20_000, interval: 5 });
    expect(done).toEqual(['first']);
    running[1]?.();
    await second;
    expect(done).toEqual(['first', 'second']);
    await log.close();
  });

  test('nothing to wait for is no sync', async () => {
    const disk = notingDisk(`${folder}-shadow`);
    const { log } = await open({ disk });
    await log.durable();
    expect(disk.syncs).toBe(0);
    await log.close();
    rmSync(`${folder}-shadow`, { recursive: true });
  });

  test('a sync that fails is the end: it is told once and never tried again', async () => {
    let tries = 0;
    const disk: Disk = {
      ...realDisk,
      datasync: () => {
        tries += 1;
        return Promise.reject(new Error('I/O error'));
      },
    };
    const told: string[] = [];
    const log = new Log({ folder, disk, onFatal: ({ message }) => told.push(message) });
    log.append(Buffer.from('first'));
    await expect(log.durable()).rejects.toThrow('I/O error');
    log.append(Buffer.from('second'));
    await expect(log.durable()).rejects.toThrow('I/O error');
    await expect(log.close()).rejects.toThrow('I/O error');
    expect(told).toEqual(['I/O error']);
    expect(tries).toBe(1);
  });
});

describe('segments', () => {
  test('records are read back in order across segments, and while they are still to be written', async () => {
    const { log } = await open({ segmentBytes: 2000 });
    const written = Array.from({ length: 300 }, (_, n) => `record ${n} ${'x'.repeat(n)}`);
    for (const [n, text] of written.entries()) {
      const place = log.append(Buffer.from(text));
      expect(log.read(place).toString()).toBe(text);
      if (n % 7 === 0) await log.durable();
      expect(log.read(place).toString()).toBe(text);
    }
    await log.close();
    expect(readdirSync(folder).length).toBeGreaterThan(5);
    const again = await open({ segmentBytes: 2000 });
    expect(again.records).toEqual(written);
    expect(again.log.size).toBe(log.size);
    await again.log.close();
  });

  test('after a rotation old segments can be dropped and nothing else goes with them', async () => {
    const { log } = await open();
    log.append(Buffer.from('old'));
    const old = log.rotate();
    const place = log.append(Buffer.from('new'));
    await log.durable();
    await log.dropThrough(old);
    expect(log.read(place).toString()).toBe('new');
    log.append(Buffer.from('newer'));
    await log.close();
    const again = await open();
    expect(again.records).toEqual(['new', 'newer']);
    await again.log.close();
  });

  test('the folder, those above it and each new file have durable names', async () => {
    const synced: string[] = [];
    const disk: Disk = {
      ...realDisk,
      syncFolder: async (path) => {
        await realDisk.syncFolder(path);
        synced.push(path);
      },
    };
    const deep = join(folder, 'a', 'b');
    await makeFolder(deep, disk);
    expect(synced.sort()).toEqual([folder, join(folder, 'a')]);
    synced.length = 0;
    await makeFolder(deep, disk);
    expect(synced).toEqual([]);
    const log = new Log({ folder: deep, onFatal: unexpected, disk });
    log.append(Buffer.from('one'));
    await log.durable();
    expect(synced).toEqual([deep]);
    await log.close();
  });
});
