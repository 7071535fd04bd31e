// A file that grows at its end. Room is taken before anything is accepted for it, so that what was accepted can be
// written whatever else fills the disk. It has its name only from its first write on, when the files before it are whole.
import { closeSync, ftruncateSync, openSync, read as readLater, readSync, renameSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Disk, isNoRoom, NoRoomError } from './disk.ts';

const read = promisify(readLater);

/** Ends the name of a file that nothing was written to yet. */
export const UNNAMED = '.new';

const ZEROS = Buffer.alloc(64 * 1024);
/** Room that is taken beyond what is asked for, at most. */
const MOST_AHEAD = 64 * 1024;
const RETRY_MS = 250;

export class GrowingFile {
  readonly path: string;
  readonly #disk: Disk;
  readonly #reads = new Set<Promise<unknown>>();
  #fd: number | undefined;
  #named: boolean;
  /** bytes that the file has on the disk, those that are still to be written included */
  #room: number;
  /** bytes of its room that somebody asked for; what is beyond goes back with the next write */
  #asked: number;
  /** bytes that were written */
  #written: number;

  /** @param found a file that is there, open, and its length */
  constructor(path: string, disk: Disk, found?: { readonly fd: number; readonly size: number }) {
    this.path = path;
    this.#disk = disk;
    this.#fd = found?.fd;
    this.#named = found !== undefined;
    this.#room = found?.size ?? 0;
    this.#asked = this.#room;
    this.#written = this.#room;
  }

  /** Whether it has its name: then something was written to it, if only that it goes on here. */
  get named(): boolean {
    return this.#named;
  }

  /** Takes room up to a length. @throws {NoRoomError} nothing has changed */
  reserve(length: number): void {
    if (length > this.#room || this.#fd === undefined) {
      // what is asked for in many small parts before one write is taken in few: each time as much again
      const ahead = Math.min(this.#room - this.#written, MOST_AHEAD);
      const refusal = this.#take(length + ahead) && this.#take(length);
      if (refusal !== undefined) throw refusal;
    }
    this.#asked = Math.max(this.#asked, length);
  }

  /** Writes into room that was taken and makes that durable, the file's name before it. */
  async write(bytes: Buffer, position: number): Promise<void> {
    await this.#insist(() => this.reserve(position + bytes.length));
    if (!this.#named) {
      await this.#insist(() => renameSync(`${this.path}${UNNAMED}`, this.path));
      await this.#disk.syncFolder(dirname(this.path));
      this.#named = true;
    }
    const fd = this.#open();
    await this.#insist(() => this.#disk.write(fd, bytes, position));
    this.#written = Math.max(this.#written, position + bytes.length);
    if (this.#room > this.#asked) {
      ftruncateSync(fd, this.#asked);
      this.#room = this.#asked;
    }
    await this.#disk.datasync(fd, this.path);
  }

  /** Up to `length` bytes at a position. */
  async read(position: number, length: number): Promise<Buffer> {
    const reading = read(this.#open(), Buffer.allocUnsafe(length), 0, length, position);
    this.#reads.add(reading);
    try {
      const { buffer, bytesRead } = await reading;
      return buffer.subarray(0, bytesRead);
    } finally {
      this.#reads.delete(reading);
    }
  }

  /** Fills `bytes` from a position on. @returns how many were there */
  readSync(bytes: Buffer, position: number): number {
    return readFully(this.#open(), bytes, position);
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#reads);
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  /** Removes the file; that is durable when this resolves. */
  async remove(): Promise<void> {
    await this.close();
    await rm(this.#named ? this.path : `${this.path}${UNNAMED}`, { force: true });
    await this.#disk.syncFolder(dirname(this.path));
  }

  #open(): number {
    if (this.#fd === undefined) throw new Error(`${this.path} is closed`);
    return this.#fd;
  }

  /** @returns why there is no room up to a length; then nothing was taken */
  #take(length: number): NoRoomError | undefined {
    try {
      this.#fd ??= openSync(`${this.path}${UNNAMED}`, 'w+', 0o600);
      for (let at = this.#room; at < length; at += ZEROS.length) {
        this.#disk.write(this.#fd, ZEROS.subarray(0, Math.min(ZEROS.length, length - at)), at);
      }
      this.#room = Math.max(this.#room, length);
      return undefined;
    } catch (error) {
      if (!isNoRoom(error)) throw error;
      this.#giveBack();
      return new NoRoomError(this.path, error);
    }
  }

  /** Leaves the disk what a refused request has taken of it. */
  #giveBack(): void {
    if (this.#fd === undefined) return;
    if (this.#named || this.#room > 0) ftruncateSync(this.#fd, this.#room);
    else {
      closeSync(this.#fd);
      this.#fd = undefined;
      rmSync(`${this.path}${UNNAMED}`, { force: true });
    }
  }

  /** A disk that copies on write may have no room for bytes that it had promised: nobody was told of them yet, so they wait. */
  async #insist(step: () => void): Promise<void> {
    for (;;) {
      try {
        step();
        return;
      } catch (error) {
        if (!isNoRoom(error) && !(error instanceof NoRoomError)) throw error;
      }
      await pause(RETRY_MS);
    }
  }
}

/** Fills `bytes` from a position of an open file on. @returns how many were there */
export function readFully(fd: number, bytes: Buffer, position: number): number {
  let done = 0;
  while (done < bytes.length) {
    const count = readSync(fd, bytes, done, bytes.length - done, position + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}
