// Reads segments back. A torn tail of the last segment is cut off; any other damage is refused, and says where it is.
import type { FileHandle } from 'node:fs/promises';
import { decodeFrame, FRAME_HEADER, type Frame, findFrame, frameLength } from './frame.ts';

const WINDOW = 1024 * 1024;

/** The log cannot be read as it was written, and it is not its tail that is torn. */
export class CorruptLogError extends Error {}

/**
 * Calls `each` for every frame of a segment, in order; cuts a torn tail where `last` says that it is the last segment.
 * @returns the bytes that hold good frames
 * @throws {CorruptLogError} a bad frame has a good one behind it, or is not in the last segment
 */
export async function recoverSegment(
  file: FileHandle,
  name: string,
  last: boolean,
  each: (frame: Frame, offset: number) => void,
): Promise<number> {
  const { size } = await file.stat();
  if (size === 0 && !last) throw new CorruptLogError(`${name} is empty, although later files exist.`);
  let offset = 0;
  let window = await read(file, 0, Math.min(size, WINDOW));
  let start = 0;
  while (offset < size) {
    let frame = decodeFrame(window, offset - start);
    if (frame === undefined && start + window.length < size) {
      window = await frameWindow(file, offset, size);
      start = offset;
      frame = decodeFrame(window, 0);
    }
    if (frame === undefined) {
      await refuseDamage(file, name, last, offset, size);
      await file.truncate(offset);
      await file.datasync();
      return offset;
    }
    each(frame, offset);
    offset += frame.length;
  }
  return offset;
}

/** Bytes from `offset` on, at least as many as the frame there claims to have. */
async function frameWindow(file: FileHandle, offset: number, size: number): Promise<Buffer> {
  const header = await read(file, offset, Math.min(FRAME_HEADER, size - offset));
  return read(file, offset, Math.min(size - offset, Math.max(WINDOW, frameLength(header, 0) ?? 0)));
}

async function refuseDamage(file: FileHandle, name: string, last: boolean, offset: number, size: number) {
  const behind = last ? findFrame(await read(file, offset, size - offset), 1) : undefined;
  if (last && behind === undefined) return;
  const reason = last ? `a good frame stands behind it, at byte ${offset + (behind ?? 0)}` : 'later files exist';
  throw new CorruptLogError(`${name} is damaged at byte ${offset}, and not by a crash: ${reason}.`);
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}
