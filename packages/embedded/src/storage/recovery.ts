// Reads segments back. A torn tail of the last segment is cut off; any other damage is refused, and says where it is.
import { fstatSync, ftruncateSync } from 'node:fs';
import { OperatorError } from '../operator-error.ts';
import type { Disk } from './disk.ts';
import { decodeFrame, FRAME_HEADER, type Frame, findFrame, frameLength } from './frame.ts';
import { readFully } from './growing-file.ts';

const WINDOW = 1024 * 1024;

/** The log cannot be read as it was written, and it is not its tail that is torn. */
export class CorruptLogError extends OperatorError {}

/**
 * Calls `each` for every frame of a segment, in order; cuts a torn tail where `last` says that it is the last segment.
 * @returns the bytes that hold good frames
 * @throws {CorruptLogError} a bad frame has a good one behind it, or is not in the last segment
 */
export async function recoverSegment(
  { fd, path }: { readonly fd: number; readonly path: string },
  disk: Disk,
  last: boolean,
  each: (frame: Frame, offset: number) => void,
): Promise<number> {
  const { size } = fstatSync(fd);
  if (size === 0 && !last) throw new CorruptLogError(`${path} is empty, although later files exist.`);
  let offset = 0;
  let window = read(fd, 0, Math.min(size, WINDOW));
  let start = 0;
  while (offset < size) {
    let frame = decodeFrame(window, offset - start);
    if (frame === undefined && start + window.length < size) {
      window = frameWindow(fd, offset, size);
      start = offset;
      frame = decodeFrame(window, 0);
    }
    if (frame === undefined) {
      refuseDamage(fd, path, last, offset, size);
      ftruncateSync(fd, offset);
      await disk.datasync(fd, path);
      return offset;
    }
    each(frame, offset);
    offset += frame.length;
  }
  return offset;
}

/** Bytes from `offset` on, at least as many as the frame there claims to have. */
function frameWindow(fd: number, offset: number, size: number): Buffer {
  const header = read(fd, offset, Math.min(FRAME_HEADER, size - offset));
  return read(fd, offset, Math.min(size - offset, Math.max(WINDOW, frameLength(header, 0) ?? 0)));
}

function refuseDamage(fd: number, path: string, last: boolean, offset: number, size: number) {
  const behind = last ? findFrame(read(fd, offset, size - offset), 1) : undefined;
  if (last && behind === undefined) return;
  const reason = last ? `a good frame stands behind it, at byte ${offset + (behind ?? 0)}` : 'later files exist';
  throw new CorruptLogError(`${path} is damaged at byte ${offset}, and not by a crash: ${reason}.`);
}

function read(fd: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, readFully(fd, bytes, position));
}
