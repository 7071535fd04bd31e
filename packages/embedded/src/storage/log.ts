// One append-only log in segments. A record is durable once a sync that started after its append has ended;
// syncs are shared (group commit), one is in flight at a time, and one that fails is the end: it is never tried again.
import { readSync, writeSync } from 'node:fs';
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Disk, realDisk } from './disk.ts';
import { encodeFrame, FRAME_HEADER, RECORD_HEADER } from './frame.ts';
import { CorruptLogError, recoverSegment } from './recovery.ts';

const READ_AHEAD = 256 * 1024;
const SEGMENT_BYTES = 128 * 1024 * 1024;

/** Where a record lies. */
export interface Place {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

export interface LogOptions {
  readonly folder: string;
  /** A write or sync failed: nothing after the last good sync is known to be on disk. */
  readonly onFatal: (error: Error) => void;
  /** fdatasync and fsync where it is left out */
  readonly disk?: Disk | undefined;
  /** A segment takes no more frames when it has this many bytes. */
  readonly segmentBytes?: number | undefined;
}

/** Records that will be, or are being, made durable together. */
interface Batch {
  readonly segment: number;
  readonly offset: number;
  readonly records: Buffer[];
  readonly byOffset: Map<number, Buffer>;
  size: number;
}

interface Segment {
  readonly number: number;
  readonly path: string;
  /** undefined until its first batch is written */
  file: FileHandle | undefined;
  size: number;
}

const nameOf = (segment: number) => `${String(segment).padStart(10, '0')}.segment`;

export class Log {
  readonly #folder: string;
  readonly #segments = new Map<number, Segment>();
  readonly #onFatal: (error: Error) => void;
  readonly #disk: Disk;
  readonly #segmentBytes: number;
  /** oldest first; the first one may be being written */
  readonly #batches: Batch[] = [];
  #writing: Batch | undefined;
  #flushing: Promise<void> | undefined;
  #failure: Error | undefined;
  #sequence = 0;
  #newest = 1;
  #size = 0;
  #appended = 0;
  #synced = 0;

  constructor({ folder, onFatal, disk = realDisk, segmentBytes = SEGMENT_BYTES }: LogOptions) {
    this.#folder = folder;
    this.#onFatal = onFatal;
    this.#disk = disk;
    this.#segmentBytes = segmentBytes;
  }

  /**
   * Reads what is there, oldest first; to be called once, before the first append.
   * @throws {CorruptLogError} damage that is no torn tail
   */
  async recover(replay: (record: Buffer, place: Place) => void): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => /^\d{10}\.segment$/.test(name)).sort();
    for (const [index, name] of names.entries()) {
      const number = Number.parseInt(name, 10);
      const path = join(this.#folder, name);
      const file = await open(path, 'r+');
      const size = await recoverSegment(file, path, index === names.length - 1, (frame, start) => {
        this.#follow(frame.sequence, path, start);
        for (const { bytes, offset } of frame.records) {
          replay(bytes, { segment: number, offset: start + offset, length: bytes.length });
        }
      });
      this.#segments.set(number, { number, path, file, size });
      this.#newest = number;
      this.#size += size;
    }
  }

  /** Bytes of all segments, those still to be written included. */
  get size(): number {
    return this.#size;
  }

  /** Adds a record; it is durable when a `durable()` that is called after it resolves. */
  append(record: Buffer): Place {
    const batch = this.#openBatch();
    const offset = batch.offset + batch.size + RECORD_HEADER;
    batch.records.push(record);
    batch.byOffset.set(offset, record);
    batch.size += RECORD_HEADER + record.length;
    this.#size += RECORD_HEADER + record.length;
    this.#appended += 1;
    return { segment: batch.segment, offset, length: record.length };
  }

  /** Resolves when everything appended so far is on disk; at once where it is already. */
  async durable(): Promise<void> {
    const target = this.#appended;
    while (this.#synced < target) {
      this.#flushing ??= this.#flush().finally(() => {
        this.#flushing = undefined;
      });
      await this.#flushing;
    }
  }

  /** The record at a place. */
  read({ segment, offset, length }: Place): Buffer {
    for (const batch of this.#batches) {
      const waiting = batch.segment === segment ? batch.byOffset.get(offset) : undefined;
      if (waiting !== undefined) return waiting;
    }
    const file = this.#segments.get(segment)?.file;
    if (file === undefined) throw new Error(`segment ${segment} of the log is gone`);
    return this.#readFile(file, { segment, offset, length });
  }

  /** A reader for many records in the order of the log: it reads ahead. What it returns holds until its next call. */
  forwards(): (place: Place) => Buffer {
    let window: Buffer = Buffer.alloc(0);
    let from: Place = { segment: -1, offset: 0, length: 0 };
    return (place) => {
      const { segment, offset, length } = place;
      const { file, size = 0 } = this.#segments.get(segment) ?? {};
      const waits = this.#batches.some((batch) => batch.segment === segment && offset >= batch.offset);
      if (file === undefined || waits || length > READ_AHEAD) return this.read(place);
      if (segment !== from.segment || offset < from.offset || offset + length > from.offset + from.length) {
        from = { segment, offset, length: Math.min(READ_AHEAD, size - offset) };
        window = this.#readFile(file, from);
      }
      return window.subarray(offset - from.offset, offset - from.offset + length);
    };
  }

  /** What is appended from now on goes to a new segment. @returns the number of the last one before it */
  rotate(): number {
    const { size = 0 } = this.#segments.get(this.#newest) ?? {};
    // No segment stays empty before another one: recovery would have to take it for damage.
    if (size > 0 || this.#batches.some(({ segment }) => segment === this.#newest)) this.#newest += 1;
    return this.#newest - 1;
  }

  /**
   * Removes the segments up to a number: what they held lives on in later ones. Oldest first, each removal durable
   * before the next: after a crash the log still is one piece, so that what a later record removed cannot come back.
   */
  async dropThrough(number: number): Promise<void> {
    for (const segment of [...this.#segments.values()].filter((candidate) => candidate.number <= number)) {
      this.#segments.delete(segment.number);
      this.#size -= segment.size;
      await segment.file?.close();
      await rm(segment.path);
      await this.#disk.syncFolder(this.#folder);
    }
  }

  async close(): Promise<void> {
    await this.durable();
    for (const { file } of this.#segments.values()) await file?.close();
  }

  /** Frames are numbered through all segments, so that a file that is gone is noticed. */
  #follow(sequence: number, path: string, at: number): void {
    if (this.#sequence > 0 && sequence !== this.#sequence + 1) {
      throw new CorruptLogError(
        `${path} goes on at byte ${at} with frame ${sequence}, but ${this.#sequence} came before.`,
      );
    }
    this.#sequence = sequence;
  }

  #readFile(file: FileHandle, { segment, offset, length }: Place): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      const count = readSync(file.fd, bytes, done, length - done, offset + done);
      if (count === 0) throw new CorruptLogError(`${nameOf(segment)} ends at byte ${offset + done}.`);
      done += count;
    }
    return bytes;
  }

  #openBatch(): Batch {
    const last = this.#batches.at(-1);
    if (last !== undefined && last !== this.#writing && last.segment === this.#newest) return last;
    if ((this.#segments.get(this.#newest)?.size ?? 0) >= this.#segmentBytes) this.#newest += 1;
    const number = this.#newest;
    const path = join(this.#folder, nameOf(number));
    const segment = this.#segments.get(number) ?? { number, path, file: undefined, size: 0 };
    this.#segments.set(number, segment);
    const batch = { segment: number, offset: segment.size, records: [], byOffset: new Map(), size: FRAME_HEADER };
    this.#batches.push(batch);
    this.#size += FRAME_HEADER;
    return batch;
  }

  async #flush(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    // One turn of the event loop lets requests that arrived together share the sync.
    await new Promise((resolve) => setImmediate(resolve));
    const [batch] = this.#batches;
    const segment = batch === undefined ? undefined : this.#segments.get(batch.segment);
    if (batch === undefined || segment === undefined) return;
    this.#writing = batch;
    segment.size += batch.size;
    try {
      await this.#write(batch, segment);
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      this.#onFatal(this.#failure);
      throw error;
    }
    this.#writing = undefined;
    this.#batches.shift();
    this.#synced += batch.records.length;
  }

  async #write({ offset, records }: Batch, segment: Segment): Promise<void> {
    if (segment.file === undefined) {
      segment.file = await open(segment.path, 'wx+', 0o600);
      await this.#disk.syncFolder(this.#folder);
    }
    this.#sequence += 1;
    const frame = encodeFrame(this.#sequence, records);
    for (let done = 0; done < frame.length; ) {
      // Into the page cache: that takes less time than a turn through another thread.
      done += writeSync(segment.file.fd, frame, done, frame.length - done, offset + done);
    }
    await this.#disk.datasync(segment.file, segment.path);
  }
}
