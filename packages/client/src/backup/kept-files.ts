// Files that are there for good once they are said to be: written with a draft's name, synced, and then named.
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isThere } from '@tributary/embedded';

/** Writes a file for this user alone, through what changes it on its way, and syncs it. */
export function writeFor(path: string, content: Readable, ...through: Transform[]): Promise<void> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  return pipeline([content, ...through, file]);
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Makes the names of everything in a folder durable. */
async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await syncTree(join(folder, entry.name));
  }
  await syncFolder(folder);
}

/**
 * Fills a new folder and gives it its name; where that fails, nothing of it stays.
 * @param fill writes into the folder that it is given
 */
export async function newFolder(path: string, fill: (draft: string) => Promise<void>): Promise<void> {
  const draft = await draftOf(path);
  try {
    await fill(draft);
    await syncTree(draft);
    // an empty folder of that name makes way
    if (await isThere(path)) await rmdir(path);
    await rename(draft, path);
    await syncFolder(dirname(path));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Fills a new file and gives it its name; where that fails, nothing of it stays. @param fill writes the file that it is given */
export async function newFile(path: string, fill: (draft: string) => Promise<void>): Promise<void> {
  const draft = await draftOf(path);
  try {
    await fill(join(draft, basename(path)));
    await rename(join(draft, basename(path)), path);
    await syncFolder(dirname(path));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** A folder beside what is to be made, on the same disk. */
async function draftOf(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return mkdtemp(`${path}.partial-`);
}
