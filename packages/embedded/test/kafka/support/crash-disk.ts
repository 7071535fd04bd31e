// A disk that knows what a crash of the machine would leave: of each file the bytes at its last sync, of each folder the
// names at its last sync. Ending a process keeps the page cache, so only this tells whether syncs are where they must be.
import { copyFileSync, existsSync, fstatSync, mkdirSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { type Disk, realDisk } from '../../../src/storage/disk.ts';

export interface CrashDisk extends Disk {
  /** Writes what would be left of a folder now into a new one. */
  image(from: string, to: string): void;
  /** Syncs of files wait from now on. @returns lets them go on */
  hold(): () => void;
  /** Syncs of files that wait. */
  readonly held: number;
  /** Syncs of files fail from now on. */
  fail(): void;
}

export function crashDisk(): CrashDisk {
  const lengths = new Map<string, number>();
  const names = new Map<string, { readonly asked: number; readonly there: readonly string[] }>();
  let asked = 0;
  let gate: Promise<void> = Promise.resolve();
  let broken = false;
  let held = 0;
  const image = (from: string, to: string) => {
    mkdirSync(to);
    for (const name of names.get(from)?.there ?? []) {
      const path = join(from, name);
      const length = lengths.get(path);
      if (!existsSync(path)) continue;
      if (statSync(path).isDirectory()) image(path, join(to, name));
      else if (length !== undefined) {
        copyFileSync(path, join(to, name));
        truncateSync(join(to, name), length);
      }
    }
  };
  return {
    get held() {
      return held;
    },
    ...realDisk,
    async datasync(fd, path) {
      const { size } = fstatSync(fd);
      held += 1;
      await gate;
      held -= 1;
      if (broken) throw new Error('the disk is gone');
      await realDisk.datasync(fd, path);
      lengths.set(path, size);
    },
    async syncFolder(folder) {
      asked += 1;
      const mine = { asked, there: readdirSync(folder) };
      await realDisk.syncFolder(folder);
      // the sync that was asked for last saw most, whichever ends last
      if (mine.asked > (names.get(folder)?.asked ?? 0)) names.set(folder, mine);
    },
    image,
    hold() {
      const { promise, resolve } = withResolvers();
      gate = promise;
      return resolve;
    },
    fail() {
      broken = true;
    },
  };
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
