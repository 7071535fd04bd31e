// What is on disk of the servers at one moment, kept still while they go on: each file has a second name in a folder of
// the snapshot. Files only grow, so their first bytes are those of the moment; one that is removed lives on there.
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { DurableFile } from '../storage/durable-file.ts';

export interface Snapshot {
  /** Whoever has read its files removes it. */
  readonly folder: string;
  readonly files: readonly SnapshotFile[];
}

export interface SnapshotFile {
  /** within the data folder as within the snapshot's, with slashes: `mongo/0000000001.segment` */
  readonly name: string;
  /** so many of its first bytes are of the snapshot */
  readonly bytes: number;
}

const FOLDER = 'snapshots';

/** Whoever reads a snapshot is done by then, or was ended. */
const FORGOTTEN_MS = 24 * 3600 * 1000;

/**
 * Keeps the files of a data folder as they are now, without a moment in which anything else happens.
 * @param files all of them, asked for in the same turn
 */
export function takeSnapshot(folder: string, files: readonly DurableFile[]): Snapshot {
  const at = join(folder, FOLDER, randomUUID());
  mkdirSync(at, { recursive: true, mode: 0o700 });
  try {
    return { folder: at, files: files.map((file) => keep(folder, at, file)) };
  } catch (error) {
    rmSync(at, { recursive: true, force: true });
    throw error;
  }
}

function keep(folder: string, at: string, { path, bytes }: DurableFile): SnapshotFile {
  const place = relative(folder, path);
  const kept = join(at, place);
  mkdirSync(dirname(kept), { recursive: true, mode: 0o700 });
  // a partition without records has no file yet
  if (bytes === 0) writeFileSync(kept, '', { mode: 0o600 });
  else linkSync(path, kept);
  return { name: place.split(sep).join('/'), bytes };
}

/** Removes snapshots that were left over. @param olderThanMs every one unless told */
export async function removeSnapshots(folder: string, olderThanMs = 0): Promise<void> {
  const all = join(folder, FOLDER);
  for (const name of await readdir(all).catch(() => [])) {
    const made = await stat(join(all, name)).then(
      ({ mtimeMs }) => mtimeMs,
      () => Number.POSITIVE_INFINITY,
    );
    if (Date.now() - made >= olderThanMs) await rm(join(all, name), { recursive: true, force: true });
  }
}

/** Removes those that nobody reads any more. */
export const removeForgotten = (folder: string): Promise<void> => removeSnapshots(folder, FORGOTTEN_MS);
