// The log on a disk without room: a record is refused whole, what was accepted is written all the same.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NoRoomError, realDisk } from '../../src/storage/disk.ts';
import { GrowingFile } from '../../src/storage/growing-file.ts';
import { Log } from '../../src/storage/log.ts';
import { fullDisk } from './full-disk.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-full-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const unexpected = (error: Error): never => {
  throw error;
};

async function recordsOf(): Promise<string[]> {
  const log = new Log({ folder, onFatal: unexpected });
  const records: string[] = [];
  await log.recover((record) => records.push(record.toString()));
  await log.close();
  return records;
}

test.each(['ENOSPC', 'EDQUOT', 'EFBIG'])('%s refuses a record, and the log is as before', async (code) => {
  const disk = fullDisk();
  const log = new Log({ folder, onFatal: unexpected, disk });
  log.append(Buffer.from('first'));
  await log.durable();
  disk.fill(code);
  expect(() => log.append(Buffer.from('second'))).toThrow(NoRoomError);
  await log.durable();
  disk.empty();
  const place = log.append(Buffer.from('third'));
  expect(log.read(place).toString()).toBe('third');
  await log.close();
  expect(await recordsOf()).toEqual(['first', 'third']);
});

test('what a refused record has taken is given back at once: the file ends where its good part ends', async () => {
  const disk = fullDisk();
  const log = new Log({ folder, onFatal: unexpected, disk });
  log.append(Buffer.from('first'));
  await log.durable();
  const [name = ''] = readdirSync(folder);
  const { size } = statSync(join(folder, name));
  disk.fill();
  expect(() => log.append(Buffer.alloc(100_000))).toThrow(NoRoomError);
  expect(statSync(join(folder, name)).size).toBe(size);
  await log.close();
});

test('what was accepted before the disk was full becomes durable: its room was taken', async () => {
  const log = new Log({ folder, onFatal: unexpected });
  log.append(Buffer.from('accepted'));
  const [name = ''] = readdirSync(folder);
  expect(name).toMatch(/\.new$/);
  expect(statSync(join(folder, name)).size).toBeGreaterThan('accepted'.length);
  await log.close();
  expect(await recordsOf()).toEqual(['accepted']);
});

test('many records that wait for one write take room in few steps, and the file keeps none that nobody asked for', async () => {
  let writes = 0;
  const disk = {
    ...realDisk,
    write: (fd: number, bytes: Buffer, position: number) => {
      writes += 1;
      realDisk.write(fd, bytes, position);
    },
  };
  const log = new Log({ folder, onFatal: unexpected, disk });
  const records = Array.from({ length: 500 }, (_, at) => `record ${at} ${'x'.repeat(200)}`);
  for (const record of records) log.append(Buffer.from(record));
  await log.durable();
  expect(writes).toBeLessThan(20);
  const [file] = log.files();
  expect(statSync(file?.path ?? '').size).toBe(file?.bytes);
  await log.close();
  expect(await recordsOf()).toEqual(records);
});

test('a record is accepted where there is room for it alone', () => {
  const lines: number[] = [];
  let room = 250;
  const disk = {
    ...realDisk,
    write(fd: number, bytes: Buffer, position: number) {
      if (position + bytes.length > room) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      realDisk.write(fd, bytes, position);
      lines.push(position + bytes.length);
    },
  };
  const file = new GrowingFile(join(folder, 'file'), disk);
  file.reserve(100);
  file.reserve(150);
  file.reserve(250);
  expect(lines.at(-1)).toBe(250);
  expect(() => file.reserve(251)).toThrow(NoRoomError);
  room = 1_000;
  file.reserve(251);
  expect(lines.at(-1)).toBeGreaterThan(251);
});

test('a segment that cannot begin leaves no file behind, and begins when there is room', async () => {
  const disk = fullDisk();
  const log = new Log({ folder, onFatal: unexpected, disk, segmentBytes: 10 });
  log.append(Buffer.from('first'));
  await log.durable();
  disk.fill();
  expect(() => log.append(Buffer.from('second'))).toThrow(NoRoomError);
  expect(readdirSync(folder)).toHaveLength(1);
  disk.empty();
  log.append(Buffer.from('third'));
  await log.close();
  expect(readdirSync(folder)).toHaveLength(2);
  expect(await recordsOf()).toEqual(['first', 'third']);
});

test('another fault of the disk is no lack of room: it is the end', () => {
  const disk = fullDisk();
  const told: string[] = [];
  const log = new Log({ folder, onFatal: ({ message }) => told.push(message), disk });
  disk.fill('EIO');
  expect(() => log.append(Buffer.from('first'))).toThrow('EIO');
  expect(told).toEqual(['EIO: write']);
});

test('bytes that a disk had promised room for and takes only later wait for it', async () => {
  const disk = fullDisk();
  const file = new GrowingFile(join(folder, 'file'), disk);
  file.reserve(5);
  disk.fill();
  let written = false;
  const writing = file.write(Buffer.from('bytes'), 0).then(() => {
    written = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(written).toBe(false);
  disk.empty();
  await writing;
  await file.close();
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('bytes');
});

test('a file that was begun and never written to is gone after a start', async () => {
  const log = new Log({ folder, onFatal: unexpected });
  log.append(Buffer.from('never synced'));
  expect(readdirSync(folder)).toEqual(['0000000001.segment.new']);
  expect(await recordsOf()).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});
