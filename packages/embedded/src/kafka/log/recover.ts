// Opens a segment's file after whatever happened: a torn tail of the last one is cut off, damage before it is refused.
import { closeSync, fstatSync, ftruncateSync, openSync } from 'node:fs';
import type { Disk } from '../../storage/disk.ts';
import { GrowingFile, readFully } from '../../storage/growing-file.ts';
import { CorruptLogError } from '../../storage/recovery.ts';
import { type BatchHeader, batchSize, HEADER_BYTES, isIntact, readHeader, type Stamp, stampOf } from './batch.ts';
import { Segment } from './segment.ts';

const WINDOW = 1024 * 1024;
const LARGEST = 128 * 1024 * 1024;

type BytesAt = (position: number, length: number) => Buffer;

/**
 * Reads a segment whose first record has offset `base`. What the last sync did not finish may be torn anywhere and is
 * cut off; a bad batch that an earlier sync had made durable is damage.
 * @throws {CorruptLogError}
 */
export async function recoverSegment(path: string, base: number, last: boolean, disk: Disk): Promise<Segment> {
  const fd = openSync(path, 'r+');
  try {
    const found = batchesOf(fd, path, base, last);
    const size = found.reduce((sum, [header]) => sum + header.size, 0);
    if (size < fstatSync(fd).size) {
      ftruncateSync(fd, size);
      await disk.datasync(fd, path);
    }
    const segment = new Segment(base, new GrowingFile(path, disk, { fd, size }));
    for (const [header, made] of found) segment.recall(header, made);
    return segment;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** The good batches of a segment's file. @throws {CorruptLogError} */
function batchesOf(fd: number, path: string, base: number, last: boolean): [BatchHeader, Stamp][] {
  const { size } = fstatSync(fd);
  const bytesAt = windowOn(fd);
  const found: [BatchHeader, Stamp][] = [];
  let before: Stamp = { round: 0, last: true };
  let end = base;
  for (let position = 0; position < size; ) {
    const batch = goodBatch(bytesAt, position, end);
    if (batch === undefined) {
      if (last && isTorn(bytesAt(position, size - position), end, before)) break;
      throw new CorruptLogError(
        `${path} is damaged at byte ${position}, and not by a crash: later batches were synced.`,
      );
    }
    const header = readHeader(batch);
    before = stampOf(batch);
    found.push([header, before]);
    end = header.baseOffset + header.count;
    position += batch.length;
  }
  return found;
}

/** The batch at a position, or undefined where no whole, intact batch with that offset stands there. */
function goodBatch(bytesAt: BytesAt, position: number, offset: number): Buffer | undefined {
  const head = bytesAt(position, HEADER_BYTES);
  if (head.length < HEADER_BYTES || !isPlausible(batchSize(head))) return undefined;
  const batch = bytesAt(position, batchSize(head));
  if (batch.length < batchSize(head) || !isIntact(batch)) return undefined;
  const { baseOffset, count } = readHeader(batch);
  return baseOffset === offset && count > 0 ? batch : undefined;
}

/** Whether all that stands behind a bad batch is of the sync that the bad batch was in, which then never ended. */
function isTorn(behind: Buffer, offset: number, before: Stamp): boolean {
  const round = before.last ? before.round + 1 : before.round;
  for (let at = 1; at + HEADER_BYTES <= behind.length; at += 1) {
    const size = batchSize(behind, at);
    if (!isPlausible(size) || at + size > behind.length) continue;
    const batch = behind.subarray(at, at + size);
    if (isIntact(batch) && readHeader(batch).baseOffset >= offset && stampOf(batch).round !== round) return false;
  }
  return true;
}

const isPlausible = (size: number): boolean => size >= HEADER_BYTES && size <= LARGEST;

/** Reads a file in large windows; a piece is shorter than asked only at the end of the file. */
function windowOn(fd: number): BytesAt {
  let window: Buffer = Buffer.alloc(0);
  let start = 0;
  return (position, length) => {
    if (position < start || position + length > start + window.length) {
      const bytes = Buffer.allocUnsafe(Math.max(WINDOW, length));
      window = bytes.subarray(0, readFully(fd, bytes, position));
      start = position;
    }
    return window.subarray(position - start, position - start + length);
  };
}
