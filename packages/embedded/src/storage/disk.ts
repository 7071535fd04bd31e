// What makes bytes and names outlive a crash of the machine.
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

export interface Disk {
  /** Makes what was written to a file durable, its new length included. */
  datasync(file: FileHandle, path: string): Promise<void>;
  /** Makes the names of new and removed files of a folder durable. */
  syncFolder(folder: string): Promise<void>;
}

export const realDisk: Disk = {
  datasync: (file) => file.datasync(),
  async syncFolder(folder) {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

/** Makes a folder, and those above it, where they are missing; their names are durable afterwards. */
export async function makeFolder(folder: string, disk: Disk = realDisk): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  const top = dirname(resolve(first));
  for (let path = resolve(folder); path !== top; path = dirname(path)) await disk.syncFolder(dirname(path));
}
