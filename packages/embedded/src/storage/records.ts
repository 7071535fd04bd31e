// A record on disk: length, CRC-32 of the payload, payload. Recovery cuts a torn tail and refuses damage before it.
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

export const HEADER_BYTES = 8;
const LARGEST = 64 * 1024 * 1024;
const CHUNK = 8 * 1024 * 1024;

/** A record that cannot be read although good ones follow it: not a torn tail but damage. */
export class CorruptLogError extends Error {
  constructor(file: string, offset: number) {
    super(`${file} is damaged at byte ${offset}: a record there cannot be read, although later ones can.`);
  }
}

/** The bytes of a record. */
export function encodeRecord(payload: Buffer): Buffer {
  const record = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
  record.writeUInt32LE(payload.length, 0);
  record.writeUInt32LE(crc32(payload), 4);
  payload.copy(record, HEADER_BYTES);
  return record;
}

/** The payload of the record at `at`, or undefined where no whole, good record stands there. */
function decodeAt(bytes: Buffer, at: number): Buffer | undefined {
  if (at + HEADER_BYTES > bytes.length) return undefined;
  const length = bytes.readUInt32LE(at);
  if (length === 0 || length > LARGEST || at + HEADER_BYTES + length > bytes.length) return undefined;
  const payload = bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length);
  return crc32(payload) === bytes.readUInt32LE(at + 4) ? payload : undefined;
}

/**
 * Reads a segment from its start, and cuts a torn tail off the last one.
 * @returns the size that is left
 * @throws {CorruptLogError} when a bad record has good ones behind it, or is not in the last segment
 */
export async function recover(
  file: FileHandle,
  name: string,
  last: boolean,
  each: (payload: Buffer, offset: number) => void,
): Promise<number> {
  const { size } = await file.stat();
  let at = 0;
  let window: Buffer = Buffer.alloc(0);
  for (let start = 0; at < size; ) {
    let payload = decodeAt(window, at - start);
    if (payload === undefined && start + window.length < size) {
      const needed = at - start + HEADER_BYTES <= window.length ? window.readUInt32LE(at - start) : 0;
      window = await readWindow(
        file,
        at,
        Math.min(size - at, Math.max(CHUNK, Math.min(needed, LARGEST) + HEADER_BYTES)),
      );
      start = at;
      payload = decodeAt(window, 0);
    }
    if (payload === undefined) {
      if (!last || (await goodRecordAfter(file, at, size))) throw new CorruptLogError(name, at);
      await file.truncate(at);
      await file.sync();
      return at;
    }
    each(Buffer.from(payload), at + HEADER_BYTES);
    at += HEADER_BYTES + payload.length;
  }
  return size;
}

async function readWindow(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  return bytes.subarray(0, bytesRead);
}

async function goodRecordAfter(file: FileHandle, bad: number, size: number): Promise<boolean> {
  const rest = await readWindow(file, bad, size - bad);
  for (let at = 1; at + HEADER_BYTES < rest.length; at += 1) if (decodeAt(rest, at) !== undefined) return true;
  return false;
}
