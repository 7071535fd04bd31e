// The log's files: numbered segments of which only the newest grows.
import { readSync } from 'node:fs';
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk } from './disk.ts';
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
  readonly path: string;
  /** undefined until something is written */
  file: FileHandle | undefined;
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
    const names = (await readdir(this.#folder)).filter((name) => /^\d{10}\.segment$/.test(name)).sort();
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
    const path = join(this.#folder, `${String(number).padStart(10, '0')}.segment`);
    const segment = this.#all.get(number) ?? { number, path, file: undefined, size: 0 };
    this.#all.set(number, segment);
    return segment;
  }

  /** A segment's file, made with a durable name where it is not there. */
  async file(segment: Segment): Promise<FileHandle> {
    if (segment.file !== undefined) return segment.file;
    segment.file = await open(segment.path, 'wx+', 0o600);
    await this.#disk.syncFolder(this.#folder);
    return segment.file;
  }

  /** The bytes at a place. */
  read({ segment, offset, length }: Place): Buffer {
    const { file, path = '' } = this.#all.get(segment) ?? {};
    if (file === undefined) throw new Error(`segment ${segment} of the log is gone`);
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      const count = readSync(file.fd, bytes, done, length - done, offset + done);
      if (count === 0) throw new CorruptLogError(`${path} ends at byte ${offset + done}.`);
      done += count;
    }
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
      await segment.file?.close();
      await rm(segment.path);
      await this.#disk.syncFolder(this.#folder);
    }
  }

  async close(): Promise<void> {
    for (const { file } of this.#all.values()) await file?.close();
  }

  async #recover(number: number, last: boolean, replay: Replay): Promise<void> {
    const segment = this.at(number);
    const file = await open(segment.path, 'r+');
    segment.file = file;
    segment.size = await recoverSegment(file, segment.path, last, (frame, start) => {
      this.#follow(frame.sequence, segment.path, start);
      for (const { bytes, offset } of frame.records) {
        replay(bytes, { segment: number, offset: start + offset, length: bytes.length });
      }
    });
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
