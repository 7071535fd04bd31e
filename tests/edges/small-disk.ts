// A real file system of a few megabytes, in memory. Mounting one is for root alone: elsewhere its tests fail, and say why.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  /** where it is mounted */
  readonly path: string;
  /** Takes all room but so many bytes. */
  fill(leave?: number): void;
  /** Gives the room back that was taken. */
  empty(): void;
  /** Lets nothing be written any more, or lets it again. */
  readOnly(on: boolean): void;
  remove(): void;
}

function command(name: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(name, args, { encoding: 'utf8' });
  if (status === 0) return;
  throw new Error(`${name} ${args.join(' ')}: ${error?.message ?? stderr}. These tests need Linux, and root to mount.`);
}

/** @throws {Error} where this user may not mount */
export function smallDisk(megabytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'small-disk-'));
  command('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path);
  const filler = join(path, 'filler');
  return {
    path,
    fill(leave = 0) {
      const { bavail, bsize } = statfsSync(path);
      try {
        writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leave)), { flag: 'a' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    empty: () => truncateSync(filler, 0),
    readOnly: (on) => command('mount', '-o', `remount,${on ? 'ro' : 'rw'}`, path),
    remove() {
      command('umount', '-l', path);
      rmSync(path, { recursive: true, force: true });
    },
  };
}
