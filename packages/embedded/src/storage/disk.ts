// What the storage asks of a disk: bytes, bytes and names that outlive a crash of the machine, and how much room there is.
import { fdatasync, statfsSync, writeSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { OperatorError } from '../operator-error.ts';

const datasync = promisify(fdatasync);

export interface Disk {
  /** Writes all of the bytes at a position, into the page cache: that takes less time than a turn through another thread. */
  write(fd: number, bytes: Buffer, position: number): void;
  /** Makes what was written to a file durable, its new length included. */
  datasync(fd: number, path: string): Promise<void>;
  /** Makes the names of new and removed files of a folder durable. */
  syncFolder(folder: string): Promise<void>;
  /** Bytes that this user may still write to the disk of a folder. */
  free(folder: string): number;
}

export const realDisk: Disk = {
  write(fd, bytes, position) {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(fd, bytes, done, bytes.length - done, position + done);
    }
  },
  datasync: (fd) => datasync(fd),
  async syncFolder(folder) {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  free(folder) {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  },
};

/** The disk is full, or a quota or the largest size of a file is reached. */
const NO_ROOM: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Whether a disk refused bytes for lack of room: that passes when somebody makes room. */
export const isNoRoom = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && NO_ROOM.has(error.code);

/** There was no room for what should be kept: it is refused, and nothing has changed. */
export class NoRoomError extends OperatorError {
  constructor(path: string, cause: unknown) {
    super(`The disk has no room left for ${path}.`, { cause });
  }
}

/** Makes a folder, and those above it, where they are missing; their names are durable afterwards. */
export async function makeFolder(folder: string, disk: Disk = realDisk): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  const top = dirname(resolve(first));
  for (let path = resolve(folder); path !== top; path = dirname(path)) await disk.syncFolder(dirname(path));
}
