// Record batches made byte by byte, good ones and bad ones.
import { gzipSync } from 'node:zlib';
import { crc32c } from '../../../src/kafka/log/crc32c.ts';

export interface Record {
  readonly value: string;
  /** ms since 1970 */
  readonly timestamp?: number;
}

export interface BatchForm {
  readonly gzip?: boolean;
  readonly baseOffset?: number;
  /** what the header says instead of the truth */
  readonly count?: number;
  readonly producerId?: bigint;
  /** a marker that only brokers may write */
  readonly control?: boolean;
}

const HEADER = 61;
const NOON = Date.UTC(2026, 0, 1, 12);

/** A batch of format 2 with these records. */
export function batchOf(records: readonly Record[], form: BatchForm = {}): Buffer {
  const times = records.map(({ timestamp = NOON }) => timestamp);
  const first = times[0] ?? NOON;
  const body = Buffer.concat(records.map((record, delta) => encode(record, delta, (times[delta] ?? first) - first)));
  const stored = form.gzip === true ? gzipSync(body) : body;
  const batch = Buffer.alloc(HEADER + stored.length);
  batch.writeBigInt64BE(BigInt(form.baseOffset ?? 0), 0);
  batch.writeInt32BE(batch.length - 12, 8);
  batch.writeInt32BE(-1, 12);
  batch.writeInt8(2, 16);
  batch.writeInt16BE((form.gzip === true ? 1 : 0) | (form.control === true ? 0x20 : 0), 21);
  batch.writeInt32BE(records.length - 1, 23);
  batch.writeBigInt64BE(BigInt(first), 27);
  batch.writeBigInt64BE(BigInt(Math.max(...times)), 35);
  batch.writeBigInt64BE(form.producerId ?? -1n, 43);
  batch.writeInt16BE(-1, 51);
  batch.writeInt32BE(-1, 53);
  batch.writeInt32BE(form.count ?? records.length, 57);
  stored.copy(batch, HEADER);
  batch.writeUInt32BE(crc32c(batch.subarray(21)), 17);
  return batch;
}

/** Batch with records of these values. */
export const batchWith = (...values: string[]): Buffer => batchOf(values.map((value) => ({ value })));

function encode({ value }: Record, offsetDelta: number, timestampDelta: number): Buffer {
  const bytes = Buffer.from(value);
  const fields = [Buffer.from([0]), varint(timestampDelta), varint(offsetDelta), varint(-1), varint(bytes.length)];
  const record = Buffer.concat([...fields, bytes, varint(0)]);
  return Buffer.concat([varint(record.length), record]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
  for (; left > 0x7fn; left >>= 7n) bytes.push(Number(left & 0x7fn) | 0x80);
  bytes.push(Number(left));
  return Buffer.from(bytes);
}

/** Base offsets and record counts of the whole batches in fetched bytes. */
export function batchesIn(bytes: Buffer | null): { base: number; count: number }[] {
  const found: { base: number; count: number }[] = [];
  for (let at = 0; bytes !== null && at + HEADER <= bytes.length; at += bytes.readInt32BE(at + 8) + 12) {
    if (at + bytes.readInt32BE(at + 8) + 12 > bytes.length) break;
    found.push({ base: Number(bytes.readBigInt64BE(at)), count: bytes.readInt32BE(at + 57) });
  }
  return found;
}
