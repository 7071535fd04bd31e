// The log's files: numbered segments of which only the newest grows.
import { openSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk } from './disk.ts';
import { GrowingFile, UNNAMED } from './growing-file.ts';
import { CorruptLogError, recoverSegment } from './recovery.ts';

const READ_AHEAD = 256 * 1024;

/** Where a record lies. */
export interface Place {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

export interface Segment {
  readonly number: number;
  readonly file: GrowingFile;
  /** bytes that are written, or being written */
  size: number;
}

export type Replay = (record: Buffer, place: Place) => void;

export class Segments {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #all = new Map<number, Segment>();
  #sequence = 0;

  constructor(folder: string, disk: Disk) {
    this.#folder = folder;
    this.#disk = disk;
  }

  /** The number of the highest segment; 1 where there is none. */
  get newest(): number {
    return Math.max(1, ...this.#all.keys());
  }

  get size(): number {
    let size = 0;
    for (const segment of this.#all.values()) size += segment.size;
    return size;
  }

  /**
   * Reads what is there, oldest first.
   * @returns the sequence of the last frame, 0 where there is none
   * @throws {CorruptLogError} damage that is no torn tail
   */
  async recover(replay: Replay): Promise<number> {
    const all = await readdir(this.#folder);
    for (const name of all.filter((each) => each.endsWith(UNNAMED))) await rm(join(this.#folder, name));
    const names = all.filter((name) => /^\d{10}\.segment$/.test(name)).sort();
    try {
      for (const name of names) await this.#recover(Number.parseInt(name, 10), name === names.at(-1), replay);
    } catch (error) {
      await this.close();
      throw error;
    }
    return this.#sequence;
  }

  /** The segment of a number, which need not be a file yet. */
  at(number: number): Segment {
    const known = this.#all.get(number);
    if (known !== undefined) return known;
    const segment = { number, file: new GrowingFile(this.#pathOf(number), this.#disk), size: 0 };
    this.#all.set(number, segment);
    return segment;
  }

  /** Every segment, oldest first. */
  all(): Segment[] {
    return [...this.#all.values()].sort((one, other) => one.number - other.number);
  }

  /** The bytes at a place. */
  read({ segment, offset, length }: Place): Buffer {
    const file = this.#all.get(segment)?.file;
    if (file === undefined) throw new Error(`segment ${segment} of the log is gone`);
    const bytes = Buffer.allocUnsafe(length);
    const there = file.readSync(bytes, offset);
    if (there < length) throw new CorruptLogError(`${file.path} ends at byte ${offset + there}.`);
    return bytes;
  }

  /** A reader for many places in the order of the log: it reads ahead. What it returns holds until its next call. */
  forwards(): (place: Place) => Buffer {
    let window: Buffer = Buffer.alloc(0);
    let from: Place = { segment: -1, offset: 0, length: 0 };
    return ({ segment, offset, length }) => {
      if (segment !== from.segment || offset < from.offset || offset + length > from.offset + from.length) {
        const left = (this.#all.get(segment)?.size ?? 0) - offset;
        from = { segment, offset, length: Math.max(length, Math.min(READ_AHEAD, left)) };
        window = this.read(from);
      }
      return window.subarray(offset - from.offset, offset - from.offset + length);
    };
  }

  /**
   * Removes the segments up to a number. Oldest first, each removal durable before the next: after a crash the log is
   * still one piece, so that what a later record removed cannot come back.
   */
  async dropThrough(number: number): Promise<void> {
    for (const segment of [...this.#all.values()].filter((candidate) => candidate.number <= number)) {
      this.#all.delete(segment.number);
      await segment.file.remove();
    }
  }

  async close(): Promise<void> {
    for (const { file } of this.#all.values()) await file.close();
  }

  async #recover(number: number, last: boolean, replay: Replay): Promise<void> {
    const path = this.#pathOf(number);
    const fd = openSync(path, 'r+');
    let size = 0;
    try {
      size = await recoverSegment({ fd, path }, this.#disk, last, (frame, start) => {
        this.#follow(frame.sequence, path, start);
        for (const { bytes, offset } of frame.records) {
          replay(bytes, { segment: number, offset: start + offset, length: bytes.length });
        }
      });
    } finally {
      this.#all.set(number, { number, file: new GrowingFile(path, this.#disk, { fd, size }), size });
    }
  }

  #pathOf(number: number): string {
    return join(this.#folder, `${String(number).padStart(10, '0')}.segment`);
  }

  /** Frames are numbered through all segments, so that a file that is gone is noticed. */
  #follow(sequence: number, path: string, at: number): void {
    if (this.#sequence > 0 && sequence !== this.#sequence + 1) {
      const gap = `frame ${sequence} at byte ${at} follows frame ${this.#sequence}`;
      throw new CorruptLogError(`${path} does not go on from the file before it: ${gap}.`);
    }
    this.#sequence = sequence;
  }
}
