// A frame is what one sync makes durable: the records appended since the last one, under one checksum. A frame that was
// not synced may be torn anywhere, and nothing is ever written behind it: damage with a whole frame behind it is no tear.
import { crc32 } from 'node:zlib';

/** magic, payload length, sequence, CRC-32 of sequence and payload */
export const FRAME_HEADER = 20;
const MAGIC = Buffer.from('TRBF');
const LENGTH_AT = 4;
const SEQUENCE_AT = 8;
const CRC_AT = 16;

/** Each record stands behind its length. */
export const RECORD_HEADER = 4;

/** The bytes of a frame. @param sequence grows by one from frame to frame, across segments */
export function encodeFrame(sequence: number, records: readonly Buffer[]): Buffer {
  const length = records.reduce((sum, record) => sum + RECORD_HEADER + record.length, 0);
  const frame = Buffer.allocUnsafe(FRAME_HEADER + length);
  MAGIC.copy(frame);
  frame.writeUInt32LE(length, LENGTH_AT);
  frame.writeBigUInt64LE(BigInt(sequence), SEQUENCE_AT);
  let at = FRAME_HEADER;
  for (const record of records) {
    frame.writeUInt32LE(record.length, at);
    record.copy(frame, at + RECORD_HEADER);
    at += RECORD_HEADER + record.length;
  }
  frame.writeUInt32LE(checksum(frame), CRC_AT);
  return frame;
}

const checksum = (frame: Buffer) => crc32(frame.subarray(FRAME_HEADER), crc32(frame.subarray(SEQUENCE_AT, CRC_AT)));

/** Length of the frame that starts at `at` as its header says it; undefined where no header stands. */
export function frameLength(bytes: Buffer, at: number): number | undefined {
  if (at + FRAME_HEADER > bytes.length) return undefined;
  if (bytes.compare(MAGIC, 0, MAGIC.length, at, at + MAGIC.length) !== 0) return undefined;
  return FRAME_HEADER + bytes.readUInt32LE(at + LENGTH_AT);
}

export interface Frame {
  readonly sequence: number;
  /** header included */
  readonly length: number;
  /** records with their offsets from the frame's start */
  readonly records: readonly { readonly bytes: Buffer; readonly offset: number }[];
}

/** The whole, good frame at `at`, or undefined. */
export function decodeFrame(bytes: Buffer, at: number): Frame | undefined {
  const length = frameLength(bytes, at);
  if (length === undefined || at + length > bytes.length) return undefined;
  const frame = bytes.subarray(at, at + length);
  if (checksum(frame) !== frame.readUInt32LE(CRC_AT)) return undefined;
  const records: { bytes: Buffer; offset: number }[] = [];
  for (let offset = FRAME_HEADER + RECORD_HEADER; offset <= length; ) {
    const end = offset + frame.readUInt32LE(offset - RECORD_HEADER);
    records.push({ bytes: frame.subarray(offset, end), offset });
    offset = end + RECORD_HEADER;
  }
  return { sequence: Number(frame.readBigUInt64LE(SEQUENCE_AT)), length, records };
}

/** Offset of the first whole, good frame at or after `from`, or undefined. */
export function findFrame(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf(MAGIC, from); at >= 0; at = bytes.indexOf(MAGIC, at + 1)) {
    if (decodeFrame(bytes, at) !== undefined) return at;
  }
  return undefined;
}
