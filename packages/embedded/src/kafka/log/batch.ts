// Record batches (message format 2): opaque bytes, of which only the header is read and the base offset is written.
import { gunzipSync } from 'node:zlib';
import { MalformedFrameError, Reader } from '../wire/reader.ts';
import { crc32c } from './crc32c.ts';

/** Bytes before the records: base offset 8, length 4, leader epoch 4, magic 1, CRC 4, attributes 2, and so on. */
export const HEADER_BYTES = 61;
/** Bytes that the length field does not count: base offset and the field itself. */
export const LENGTH_ENDS_AT = 12;
const LEADER_EPOCH_AT = 12;
const MAGIC_AT = 16;
const CRC_AT = 17;
const ATTRIBUTES_AT = 21;
const LAST_DELTA_AT = 23;
const FIRST_TIMESTAMP_AT = 27;
const MAX_TIMESTAMP_AT = 35;
const PRODUCER_ID_AT = 43;
const RECORD_COUNT_AT = 57;
const CODEC_MASK = 0b111;
const GZIP = 1;
const CONTROL = 0b10_0000;

/** What a batch's header says. */
export interface BatchHeader {
  readonly baseOffset: number;
  /** bytes of the whole batch */
  readonly size: number;
  /** offsets it takes: last offset delta + 1 */
  readonly count: number;
  readonly maxTimestamp: number;
}

/** The whole size of the batch that begins at `at`; only its first 12 bytes need to be there. */
export const batchSize = (bytes: Buffer, at = 0): number => bytes.readInt32BE(at + 8) + LENGTH_ENDS_AT;

export function readHeader(batch: Buffer): BatchHeader {
  return {
    baseOffset: Number(batch.readBigInt64BE(0)),
    size: batchSize(batch),
    count: batch.readInt32BE(LAST_DELTA_AT) + 1,
    maxTimestamp: Number(batch.readBigInt64BE(MAX_TIMESTAMP_AT)),
  };
}

/** Whether the bytes from the attributes on are those that the checksum was made of. */
export const isIntact = (batch: Buffer): boolean =>
  batch[MAGIC_AT] === 2 && crc32c(batch.subarray(ATTRIBUTES_AT)) === batch.readUInt32BE(CRC_AT);

/** Whether a batch marks the end of a transaction; only brokers write such. */
export const isControl = (batch: Buffer): boolean => (batch.readInt16BE(ATTRIBUTES_AT) & CONTROL) !== 0;
export const producerIdOf = (batch: Buffer): bigint => batch.readBigInt64BE(PRODUCER_ID_AT);
export const magicOf = (batch: Buffer): number => batch.readInt8(MAGIC_AT);
export const recordCountOf = (batch: Buffer): number => batch.readInt32BE(RECORD_COUNT_AT);

/** Gives a batch its place in the log. The first 16 bytes are not under the checksum. */
export function place(batch: Buffer, baseOffset: number): void {
  batch.writeBigInt64BE(BigInt(baseOffset), 0);
}

/** Which sync made a batch durable, and whether it was the last batch of that sync. */
export interface Stamp {
  readonly round: number;
  readonly last: boolean;
}

/** Notes the sync in the leader epoch, which means nothing where there is one broker; clients get 0 there. */
export function stamp(batch: Buffer, { round, last }: Stamp): void {
  batch.writeUInt32BE(((round << 1) | (last ? 1 : 0)) >>> 0, LEADER_EPOCH_AT);
}

export function stampOf(batch: Buffer): Stamp {
  const value = batch.readUInt32BE(LEADER_EPOCH_AT);
  return { round: value >>> 1, last: (value & 1) === 1 };
}

/** Takes the stamps off batches that follow one another: they are for clients. */
export function unstamp(batches: Buffer): Buffer {
  for (let at = 0; at < batches.length; at += batchSize(batches, at)) batches.writeUInt32BE(0, at + LEADER_EPOCH_AT);
  return batches;
}

/**
 * The first record of a batch whose time is at or after `timestamp`.
 * Records are looked into where the batch is plain or gzip; of other codecs the batch's first record stands for all.
 */
export function firstAtOrAfter(batch: Buffer, timestamp: number): { offset: number; timestamp: number } | undefined {
  const base = Number(batch.readBigInt64BE(0));
  const first = Number(batch.readBigInt64BE(FIRST_TIMESTAMP_AT));
  const codec = batch.readInt16BE(ATTRIBUTES_AT) & CODEC_MASK;
  if (codec > GZIP) return { offset: base, timestamp: first };
  const body = batch.subarray(HEADER_BYTES);
  const records = new Reader(codec === GZIP ? gunzipSync(body) : body);
  for (let left = recordCountOf(batch); left > 0; left -= 1) {
    const record = new Reader(records.take(varint(records)));
    record.int8();
    const at = first + varint(record);
    const offset = base + varint(record);
    if (at >= timestamp) return { offset, timestamp: at };
  }
  return undefined;
}

/** A zigzag-encoded number of up to 64 bits. */
function varint(from: Reader): number {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = BigInt(from.int8() & 0xff);
    value |= (byte & 0x7fn) << shift;
    if (byte < 0x80n) return Number((value >> 1n) ^ -(value & 1n));
  }
  throw new MalformedFrameError('a variable-length number without an end');
}
