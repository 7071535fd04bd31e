import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Disk } from '../storage/disk.ts';

/** Makes a folder for this user alone, with those above it that are missing; all the new names are durable. */
export async function makeFolder(path: string, disk: Disk): Promise<void> {
  const folder = resolve(path);
  const topmost = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (topmost === undefined) return;
  for (let made = folder; ; made = dirname(made)) {
    await disk.syncFolder(dirname(made));
    if (made === topmost) return;
  }
}
