// One append-only log in segments. A record is durable once a sync that started after its append has ended;
// syncs are shared (group commit), one is in flight at a time, and one that fails is the end: it is never tried again.
import { type Disk, NoRoomError, realDisk } from './disk.ts';
import type { DurableFile } from './durable-file.ts';
import { encodeFrame, FRAME_HEADER, RECORD_HEADER } from './frame.ts';
import { type Place, type Replay, type Segment, Segments } from './segments.ts';

const SEGMENT_BYTES = 128 * 1024 * 1024;

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
  readonly segment: Segment;
  readonly offset: number;
  readonly records: Buffer[];
  readonly byOffset: Map<number, Buffer>;
  size: number;
}

export class Log {
  readonly #segments: Segments;
  readonly #onFatal: (error: Error) => void;
  readonly #segmentBytes: number;
  /** oldest first; the first one may be being written */
  readonly #batches: Batch[] = [];
  #writing: Batch | undefined;
  #flushing: Promise<void> | undefined;
  #failure: Error | undefined;
  #sequence = 0;
  #newest = 1;
  #appended = 0;
  #synced = 0;

  constructor({ folder, onFatal, disk = realDisk, segmentBytes = SEGMENT_BYTES }: LogOptions) {
    this.#segments = new Segments(folder, disk);
    this.#onFatal = onFatal;
    this.#segmentBytes = segmentBytes;
  }

  /** Bytes of all segments. */
  get size(): number {
    return this.#segments.size;
  }

  /**
   * Reads what is there, oldest first; to be called once, before the first append.
   * @throws {CorruptLogError} damage that is no torn tail
   */
  async recover(replay: Replay): Promise<void> {
    this.#sequence = await this.#segments.recover(replay);
    this.#newest = this.#segments.newest;
  }

  /**
   * Adds a record; it is durable when a `durable()` that is called after it resolves.
   * @throws {NoRoomError} the disk has no room for it: the log is as before
   */
  append(record: Buffer): Place {
    const batch = this.#openBatch();
    const offset = batch.offset + batch.size + RECORD_HEADER;
    const size = batch.size + RECORD_HEADER + record.length;
    this.#reserve(batch, size);
    if (batch.records.length === 0) this.#batches.push(batch);
    batch.records.push(record);
    batch.byOffset.set(offset, record);
    batch.size = size;
    this.#appended += 1;
    return { segment: batch.segment.number, offset, length: record.length };
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
  read(place: Place): Buffer {
    return this.#waiting(place) ?? this.#segments.read(place);
  }

  /** A reader for many records in the order of the log. What it returns holds until its next call. */
  forwards(): (place: Place) => Buffer {
    const read = this.#segments.forwards();
    return (place) => this.#waiting(place) ?? read(place);
  }

  /** The files with what is on disk of each, oldest first: as much as a crash at this moment would surely leave. */
  files(): DurableFile[] {
    const writing = this.#writing;
    return this.#segments
      .all()
      .filter(({ file }) => file.named)
      .map(({ number, file, size }) => ({
        path: file.path,
        bytes: writing?.segment.number === number ? writing.offset : size,
      }));
  }

  /** What is appended from now on goes to a new segment. @returns the number of the last one before it */
  rotate(): number {
    const { size } = this.#segments.at(this.#newest);
    // No segment stays empty before another one: recovery would have to take it for damage.
    if (size > 0 || this.#batches.some(({ segment }) => segment.number === this.#newest)) this.#newest += 1;
    return this.#newest - 1;
  }

  /** Removes the segments up to a number: what they held lives on in later ones. */
  dropThrough(number: number): Promise<void> {
    return this.#segments.dropThrough(number);
  }

  async close(): Promise<void> {
    try {
      await this.durable();
    } finally {
      await this.#segments.close();
    }
  }

  #waiting({ segment, offset }: Place): Buffer | undefined {
    for (const batch of this.#batches) {
      const record = batch.segment.number === segment ? batch.byOffset.get(offset) : undefined;
      if (record !== undefined) return record;
    }
    return undefined;
  }

  #openBatch(): Batch {
    const last = this.#batches.at(-1);
    if (last !== undefined && last !== this.#writing && last.segment.number === this.#newest) return last;
    if (this.#segments.at(this.#newest).size >= this.#segmentBytes) this.#newest += 1;
    const segment = this.#segments.at(this.#newest);
    return { segment, offset: segment.size, records: [], byOffset: new Map(), size: FRAME_HEADER };
  }

  /** A record is accepted only where the frame that it goes into is sure to find room. */
  #reserve({ segment, offset }: Batch, size: number): void {
    try {
      segment.file.reserve(offset + size);
    } catch (error) {
      if (!(error instanceof NoRoomError)) this.#fail(error);
      throw error;
    }
  }

  async #flush(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    // One turn of the event loop lets requests that arrived together share the sync.
    await new Promise((resolve) => setImmediate(resolve));
    const [batch] = this.#batches;
    if (batch === undefined) return;
    this.#writing = batch;
    batch.segment.size += batch.size;
    try {
      await this.#write(batch);
    } catch (error) {
      this.#fail(error);
      throw error;
    }
    this.#writing = undefined;
    this.#batches.shift();
    this.#synced += batch.records.length;
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
    this.#onFatal(this.#failure);
  }

  async #write({ segment, offset, records }: Batch): Promise<void> {
    this.#sequence += 1;
    await segment.file.write(encodeFrame(this.#sequence, records), offset);
  }
}
