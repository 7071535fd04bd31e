// One append-only log in segments. A record is durable once a sync that started after its append has ended;
// syncs are shared (group commit), one is in flight at a time, and one that fails ends the process.

import { readSync } from 'node:fs';
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeRecord, HEADER_BYTES, recover } from './records.ts';
import { syncFolder } from './sync-folder.ts';

/** Where a record's payload lies. */
export interface Place {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

/** Positions of a log grow by one with each append. */
export interface LogOptions {
  readonly folder: string;
  /** called for each record at start, oldest first */
  readonly replay: (payload: Buffer, place: Place) => void;
  /** a sync failed: nothing after the last good one is known to be on disk */
  readonly onFatal: (error: Error) => void;
}

interface Segment {
  readonly number: number;
  readonly file: FileHandle;
  size: number;
}

const nameOf = (number: number) => `${String(number).padStart(10, '0')}.log`;
const numberOf = (name: string) => Number(name.slice(0, 10));

/** Opens the log of a folder, replaying what is there. @throws {CorruptLogError} on damage before the tail */
export async function openLog({ folder, replay, onFatal }: LogOptions): Promise<Log> {
  const names = (await readdir(folder)).filter((name) => /^\d{10}\.log$/.test(name)).sort();
  const segments: Segment[] = [];
  for (const [index, name] of names.entries()) {
    const file = await open(join(folder, name), 'r+');
    const number = numberOf(name);
    const last = index === names.length - 1;
    const size = await recover(file, join(folder, name), last, (payload, offset) =>
      replay(payload, { segment: number, offset, length: payload.length }),
    );
    segments.push({ number, file, size });
  }
  const log = new Log(folder, segments, onFatal);
  if (segments.length === 0) await log.rotate();
  return log;
}

/** A log that is open. */
export class Log {
  readonly #folder: string;
  readonly #segments: Map<number, Segment>;
  readonly #onFatal: (error: Error) => void;
  #active: Segment | undefined;
  #pending: { bytes: Buffer; place: Place }[] = [];
  #flushing: Promise<void> | undefined;
  #appended = 0;
  #synced = 0;
  #unwritten = new Map<string, Buffer>();

  constructor(folder: string, segments: readonly Segment[], onFatal: (error: Error) => void) {
    this.#folder = folder;
    this.#segments = new Map(segments.map((segment) => [segment.number, segment]));
    this.#active = segments.at(-1);
    this.#onFatal = onFatal;
  }

  /** Bytes of all segments, those still to be written included. */
  get size(): number {
    return [...this.#segments.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** Bytes of the newest segment. */
  get newestSize(): number {
    return this.#segment().size;
  }

  /** The highest segment number. */
  get newest(): number {
    return this.#segment().number;
  }

  /** Adds a record; it is durable when `durable()` called after it resolves. */
  append(payload: Buffer): Place {
    const segment = this.#segment();
    const bytes = encodeRecord(payload);
    const place = { segment: segment.number, offset: segment.size + HEADER_BYTES, length: payload.length };
    segment.size += bytes.length;
    this.#appended += 1;
    this.#pending.push({ bytes, place });
    this.#unwritten.set(keyOf(place), payload);
    return place;
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

  /** The payload at a place. */
  read(place: Place): Buffer {
    const waiting = this.#unwritten.get(keyOf(place));
    if (waiting !== undefined) return waiting;
    const segment = this.#segments.get(place.segment);
    if (segment === undefined) throw new Error(`segment ${place.segment} is gone`);
    const bytes = Buffer.allocUnsafe(place.length);
    readSync(segment.file.fd, bytes, 0, place.length, place.offset);
    return bytes;
  }

  /** Whether the payload can be read from disk. */
  isWritten(place: Place): boolean {
    return !this.#unwritten.has(keyOf(place));
  }

  /** Starts a new segment; what comes goes there. */
  async rotate(number = (this.#active?.number ?? 0) + 1): Promise<number> {
    await this.durable();
    const file = await open(join(this.#folder, nameOf(number)), 'wx+', 0o600);
    await syncFolder(this.#folder);
    this.#active = { number, file, size: 0 };
    this.#segments.set(number, this.#active);
    return number;
  }

  /** Removes segments up to a number: what they held lives on elsewhere. */
  async dropThrough(number: number): Promise<void> {
    for (const segment of [...this.#segments.values()].filter((candidate) => candidate.number <= number)) {
      this.#segments.delete(segment.number);
      await segment.file.close();
      await rm(join(this.#folder, nameOf(segment.number)), { force: true });
    }
    await syncFolder(this.#folder);
  }

  async close(): Promise<void> {
    await this.durable();
    for (const { file } of this.#segments.values()) await file.close();
  }

  #segment(): Segment {
    if (this.#active === undefined) throw new Error('the log has no segment');
    return this.#active;
  }

  async #flush(): Promise<void> {
    // One turn of the event loop lets requests that arrived together share the sync.
    await new Promise((resolve) => setImmediate(resolve));
    const batch = this.#pending;
    const upTo = this.#appended;
    this.#pending = [];
    try {
      for (const [number, part] of bySegment(batch)) {
        const segment = this.#segments.get(number);
        const first = part[0];
        if (segment === undefined || first === undefined) continue;
        await writeAll(
          segment.file,
          part.map(({ bytes }) => bytes),
          first.place.offset - HEADER_BYTES,
        );
        await segment.file.datasync();
      }
    } catch (error) {
      this.#onFatal(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
    for (const { place } of batch) this.#unwritten.delete(keyOf(place));
    this.#synced = upTo;
  }
}

const keyOf = ({ segment, offset }: Place) => `${segment}:${offset}`;

function bySegment<T extends { place: Place }>(batch: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of batch) {
    const known = groups.get(item.place.segment);
    if (known === undefined) groups.set(item.place.segment, [item]);
    else known.push(item);
  }
  return groups;
}

async function writeAll(file: FileHandle, buffers: readonly Buffer[], position: number): Promise<void> {
  const bytes = buffers.length === 1 && buffers[0] !== undefined ? buffers[0] : Buffer.concat(buffers);
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
