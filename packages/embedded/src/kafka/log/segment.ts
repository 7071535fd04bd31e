// A file of batches, one after another, with a sparse index in memory. Only what is synced can be read.
import type { DurableFile } from '../../storage/durable-file.ts';
import type { GrowingFile } from '../../storage/growing-file.ts';
import { type BatchHeader, batchSize, HEADER_BYTES, readHeader, type Stamp, stamp, unstamp } from './batch.ts';

/** Bytes between two entries of the index. */
const INDEX_EVERY = 4096;

/** What one sync has written is kept up to this, for consumers that are at the end: they need no file. */
const TAIL_BYTES = 64 * 1024;

/** A batch that begins a stretch of the file: its first offset, its place, and the latest time before it. */
interface IndexEntry {
  readonly offset: number;
  readonly position: number;
  readonly latestBefore: number;
}

export class Segment {
  /** offset of the first record it may hold */
  readonly base: number;
  readonly #file: GrowingFile;
  #pending: Buffer[] = [];
  #index: IndexEntry[] = [];
  #size = 0;
  #end: number;
  #syncedSize = 0;
  #syncedEnd: number;
  #latest = Number.NEGATIVE_INFINITY;
  /** number of the last sync that wrote batches */
  #round = 0;
  /** what the last sync has written, without stamps */
  #tail: { readonly offset: number; readonly bytes: Buffer } | undefined;

  constructor(base: number, file: GrowingFile) {
    this.base = base;
    this.#file = file;
    this.#end = base;
    this.#syncedEnd = base;
  }

  /** bytes, those still to be written included */
  get size(): number {
    return this.#size;
  }

  /** offset after the last record */
  get end(): number {
    return this.#end;
  }

  /** offset after the last record that is on disk */
  get syncedEnd(): number {
    return this.#syncedEnd;
  }

  /** the latest time of its records, in ms since 1970; -Infinity without any */
  get latest(): number {
    return this.#latest;
  }

  /** Makes sure that more bytes will find room. @throws {NoRoomError} nothing has changed */
  reserve(bytes: number): void {
    this.#file.reserve(this.#size + bytes);
  }

  /** Takes a batch whose room is reserved. */
  append(batch: Buffer): void {
    this.#pending.push(batch);
    this.#note(readHeader(batch));
  }

  /** Takes a batch that recovery found in the file. */
  recall(header: BatchHeader, { round }: Stamp): void {
    this.#note(header);
    this.#round = round;
    this.#syncedSize = this.#size;
    this.#syncedEnd = this.#end;
  }

  /** Writes what is pending and syncs it. */
  async flush(): Promise<void> {
    const batches = this.#pending;
    const end = this.#end;
    const offset = this.#syncedEnd;
    this.#pending = [];
    this.#round += 1;
    for (const [index, batch] of batches.entries()) {
      stamp(batch, { round: this.#round, last: index === batches.length - 1 });
    }
    const bytes = Buffer.concat(batches);
    await this.#file.write(bytes, this.#syncedSize);
    this.#syncedSize += bytes.length;
    this.#syncedEnd = end;
    this.#tail = bytes.length > TAIL_BYTES ? undefined : { offset, bytes: unstamp(bytes) };
  }

  /**
   * Whole batches from the one that holds `offset`, up to `maxBytes`.
   * `atLeastOne`: the first even where it is larger.
   */
  async read(offset: number, maxBytes: number, atLeastOne: boolean): Promise<Buffer> {
    if (this.#tail !== undefined && offset >= this.#tail.offset) {
      const { bytes } = this.#tail;
      const { from, to } = wholeBatches(bytes, offset, maxBytes);
      const first = hasHeader(bytes, from) ? from + batchSize(bytes, from) : from;
      return bytes.subarray(from, atLeastOne ? Math.max(to, first) : to);
    }
    const entry = this.#entry((each) => each.offset <= offset);
    // the batch begins less than a stretch behind its entry
    const window = await this.#bytes(entry.position, INDEX_EVERY + HEADER_BYTES + Math.max(0, maxBytes));
    const { from, to } = wholeBatches(window, offset, maxBytes);
    if (to > from || !atLeastOne || !hasHeader(window, from)) return unstamp(window.subarray(from, to));
    return unstamp(await this.#bytes(entry.position + from, batchSize(window, from)));
  }

  /** The first batch with a record at or after a time. */
  async batchAtOrAfter(timestamp: number): Promise<Buffer | undefined> {
    const entry = this.#entry((each) => each.latestBefore < timestamp);
    for (let position = entry.position; position + HEADER_BYTES <= this.#syncedSize; ) {
      const header = readHeader(await this.#bytes(position, HEADER_BYTES));
      if (header.maxTimestamp >= timestamp) return this.#bytes(position, header.size);
      position += header.size;
    }
    return undefined;
  }

  /** Whether its file has its name. */
  get named(): boolean {
    return this.#file.named;
  }

  /** Its file with what is on disk of it. */
  durable(): DurableFile {
    return { path: this.#file.path, bytes: this.#syncedSize };
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** Removes the file; that is durable when this resolves, so that files that follow one another never show a gap. */
  remove(): Promise<void> {
    return this.#file.remove();
  }

  #note(header: BatchHeader): void {
    if (this.#size - (this.#index.at(-1)?.position ?? -INDEX_EVERY) >= INDEX_EVERY) {
      this.#index.push({ offset: header.baseOffset, position: this.#size, latestBefore: this.#latest });
    }
    this.#size += header.size;
    this.#end = header.baseOffset + header.count;
    this.#latest = Math.max(this.#latest, header.maxTimestamp);
  }

  /** The last entry that passes: each before it passes too. */
  #entry(passes: (entry: IndexEntry) => boolean): IndexEntry {
    let low = 0;
    let high = this.#index.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.#index[middle];
      if (entry !== undefined && passes(entry)) low = middle + 1;
      else high = middle;
    }
    return this.#index[low - 1] ?? { offset: this.base, position: 0, latestBefore: Number.NEGATIVE_INFINITY };
  }

  /** Synced bytes, as many as there are up to `length`. */
  async #bytes(position: number, length: number): Promise<Buffer> {
    const there = Math.min(length, this.#syncedSize - position);
    return there <= 0 ? Buffer.alloc(0) : this.#file.read(position, there);
  }
}

/** Where the whole batches from the one that holds `offset` begin and end in a window, up to `maxBytes`. */
function wholeBatches(
  window: Buffer,
  offset: number,
  maxBytes: number,
): { readonly from: number; readonly to: number } {
  let from = 0;
  while (hasHeader(window, from) && endOf(window, from) <= offset) from += batchSize(window, from);
  let to = from;
  for (const limit = Math.min(from + maxBytes, window.length); hasHeader(window, to); to += batchSize(window, to)) {
    if (to + batchSize(window, to) > limit) break;
  }
  return { from, to };
}

const hasHeader = (window: Buffer, at: number): boolean => at + HEADER_BYTES <= window.length;

function endOf(window: Buffer, at: number): number {
  const { baseOffset, count } = readHeader(window.subarray(at, at + HEADER_BYTES));
  return baseOffset + count;
}
