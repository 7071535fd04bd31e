// A disk that knows what a crash of the machine would leave: of each file the bytes at its last sync, of each folder the
// names at its last sync. Ending a process keeps the page cache, so only this tells whether syncs are where they must be.
import { copyFileSync, existsSync, fstatSync, linkSync, mkdirSync, readdirSync, truncateSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Disk, realDisk } from '../../src/storage/disk.ts';

export interface NotingDisk extends Disk {
  /** Syncs that have ended. */
  readonly syncs: number;
  /** Most syncs that ran at one time. */
  readonly atOnce: number;
  /** Files whose removal is durable. */
  readonly removals: number;
  /** Writes what would be left now into a new folder. */
  image(to: string): void;
}

/** @param shadow a folder on the same file system, where files that are removed are still found */
export function notingDisk(shadow: string): NotingDisk {
  const lengths = new Map<string, number>();
  let names: readonly string[] = [];
  let syncs = 0;
  let running = 0;
  let atOnce = 0;
  let removals = 0;
  let asked = 0;
  let answered = 0;
  mkdirSync(shadow, { recursive: true });
  return {
    ...realDisk,
    get syncs() {
      return syncs;
    },
    get atOnce() {
      return atOnce;
    },
    get removals() {
      return removals;
    },
    async datasync(fd, path) {
      const { size } = fstatSync(fd);
      running += 1;
      atOnce = Math.max(atOnce, running);
      await realDisk.datasync(fd, path);
      running -= 1;
      syncs += 1;
      lengths.set(basename(path), size);
    },
    async syncFolder(folder) {
      asked += 1;
      const turn = asked;
      const there = readdirSync(folder);
      for (const name of there) if (!existsSync(join(shadow, name))) linkSync(join(folder, name), join(shadow, name));
      await realDisk.syncFolder(folder);
      // Of two that ran at once the one that began later has seen more.
      if (turn < answered) return;
      answered = turn;
      removals += names.filter((name) => !there.includes(name)).length;
      names = there;
    },
    image(to) {
      mkdirSync(to, { recursive: true });
      for (const name of names) {
        copyFileSync(join(shadow, name), join(to, name));
        truncateSync(join(to, name), lengths.get(name) ?? 0);
      }
    },
  };
}
