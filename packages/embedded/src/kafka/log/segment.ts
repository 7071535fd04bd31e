// A file of batches, one after another, with a sparse index in memory. Only what is synced can be read.
import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Disk } from '../../storage/disk.ts';
import { type BatchHeader, batchSize, HEADER_BYTES, readHeader, type Stamp, stamp, unstamp } from './batch.ts';

/** Bytes between two entries of the index. */
const INDEX_EVERY = 4096;

/** A batch that begins a stretch of the file: its first offset, its place, and the latest time before it. */
interface IndexEntry {
  readonly offset: number;
  readonly position: number;
  readonly latestBefore: number;
}

export class Segment {
  readonly path: string;
  /** offset of the first record it may hold */
  readonly base: number;
  #file: FileHandle | undefined;
  #pending: Buffer[] = [];
  #index: IndexEntry[] = [];
  #size = 0;
  #end: number;
  #syncedSize = 0;
  #syncedEnd: number;
  #latest = Number.NEGATIVE_INFINITY;
  /** number of the last sync that wrote batches */
  #round = 0;
  readonly #disk: Disk;

  constructor(path: string, base: number, disk: Disk, file?: FileHandle) {
    this.path = path;
    this.base = base;
    this.#disk = disk;
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

  append(batch: Buffer, header: BatchHeader): void {
    this.#pending.push(batch);
    this.#note(header);
  }

  /** Takes a batch that recovery found in the file. */
  recall(header: BatchHeader, { round }: Stamp): void {
    this.#note(header);
    this.#round = round;
    this.#syncedSize = this.#size;
    this.#syncedEnd = this.#end;
  }

  /** Writes what is pending and syncs it; the file is made when it is not there. */
  async flush(): Promise<void> {
    const batches = this.#pending;
    const end = this.#end;
    this.#pending = [];
    this.#round += 1;
    for (const [index, batch] of batches.entries()) {
      stamp(batch, { round: this.#round, last: index === batches.length - 1 });
    }
    const bytes = Buffer.concat(batches);
    const file = this.#file ?? (await this.#create());
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, done, bytes.length - done, this.#syncedSize + done);
      done += bytesWritten;
    }
    await this.#disk.datasync(file, this.path);
    this.#syncedSize += bytes.length;
    this.#syncedEnd = end;
  }

  /**
   * Whole batches from the one that holds `offset`, up to `maxBytes`.
   * `atLeastOne`: the first even where it is larger.
   */
  async read(offset: number, maxBytes: number, atLeastOne: boolean): Promise<Buffer> {
    const entry = this.#entry((each) => each.offset <= offset);
    // the batch begins less than a stretch behind its entry
    const window = await this.#bytes(entry.position, INDEX_EVERY + HEADER_BYTES + Math.max(0, maxBytes));
    let from = 0;
    while (hasHeader(window, from) && endOf(window, from) <= offset) from += batchSize(window, from);
    if (!hasHeader(window, from)) return Buffer.alloc(0);
    let to = from;
    for (const limit = Math.min(from + maxBytes, window.length); hasHeader(window, to); to += batchSize(window, to)) {
      if (to + batchSize(window, to) > limit) break;
    }
    if (to === from && atLeastOne) return unstamp(await this.#bytes(entry.position + from, batchSize(window, from)));
    return unstamp(window.subarray(from, to));
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

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  /** Removes the file; that is durable when this resolves, so that files that follow one another never show a gap. */
  async remove(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true });
    await this.#disk.syncFolder(dirname(this.path));
  }

  #note(header: BatchHeader): void {
    if (this.#size - (this.#index.at(-1)?.position ?? -INDEX_EVERY) >= INDEX_EVERY) {
      this.#index.push({ offset: header.baseOffset, position: this.#size, latestBefore: this.#latest });
    }
    this.#size += header.size;
    this.#end = header.baseOffset + header.count;
    this.#latest = Math.max(this.#latest, header.maxTimestamp);
  }

  /** Makes the file, and its name durable. */
  async #create(): Promise<FileHandle> {
    const file = await open(this.path, 'wx+', 0o600);
    this.#file = file;
    await this.#disk.syncFolder(dirname(this.path));
    return file;
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
    if (this.#file === undefined || there <= 0) return Buffer.alloc(0);
    const { buffer, bytesRead } = await this.#file.read(Buffer.allocUnsafe(there), 0, there, position);
    return buffer.subarray(0, bytesRead);
  }
}

const hasHeader = (window: Buffer, at: number): boolean => at + HEADER_BYTES <= window.length;

function endOf(window: Buffer, at: number): number {
  const { baseOffset, count } = readHeader(window.subarray(at, at + HEADER_BYTES));
  return baseOffset + count;
}
