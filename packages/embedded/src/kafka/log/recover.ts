// Opens a segment's file after whatever happened: a torn tail of the last one is cut off, damage before it is refused.
import { type FileHandle, open } from 'node:fs/promises';
import type { Disk } from '../../storage/disk.ts';
import { CorruptLogError } from '../../storage/recovery.ts';
import { batchSize, HEADER_BYTES, isIntact, readHeader, type Stamp, stampOf } from './batch.ts';
import { Segment } from './segment.ts';

const WINDOW = 1024 * 1024;
const LARGEST = 128 * 1024 * 1024;

type BytesAt = (position: number, length: number) => Promise<Buffer>;

/**
 * Reads a segment whose first record has offset `base`. What the last sync did not finish may be torn anywhere and is
 * cut off; a bad batch that an earlier sync had made durable is damage.
 * @throws {CorruptLogError}
 */
export async function recoverSegment(path: string, base: number, last: boolean, disk: Disk): Promise<Segment> {
  const file = await open(path, 'r+');
  const { size } = await file.stat();
  const bytesAt = windowOn(file);
  const segment = new Segment(path, base, disk, file);
  let before: Stamp = { round: 0, last: true };
  for (let position = 0; position < size; ) {
    const batch = await goodBatch(bytesAt, position, segment.end);
    if (batch === undefined) {
      const torn = last && isTorn(await bytesAt(position, size - position), segment.end, before);
      if (torn) {
        await file.truncate(position);
        await disk.datasync(file, path);
        break;
      }
      await file.close();
      throw new CorruptLogError(
        `${path} is damaged at byte ${position}, and not by a crash: later batches were synced.`,
      );
    }
    before = stampOf(batch);
    segment.recall(readHeader(batch), before);
    position += batch.length;
  }
  return segment;
}

/** The batch at a position, or undefined where no whole, intact batch with that offset stands there. */
async function goodBatch(bytesAt: BytesAt, position: number, offset: number): Promise<Buffer | undefined> {
  const head = await bytesAt(position, HEADER_BYTES);
  if (head.length < HEADER_BYTES || !isPlausible(batchSize(head))) return undefined;
  const batch = await bytesAt(position, batchSize(head));
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
function windowOn(file: FileHandle): BytesAt {
  let window: Buffer = Buffer.alloc(0);
  let start = 0;
  return async (position, length) => {
    if (position < start || position + length > start + window.length) {
      const wanted = Math.max(WINDOW, length);
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, position);
      window = buffer.subarray(0, bytesRead);
      start = position;
    }
    return window.subarray(position - start, position - start + length);
  };
}
