// Small files that are read and written whole.
import { readFile, rename, rm, writeFile } from 'node:fs/promises';

/** The text of a file; what fails names the file, which the system does not do for every failure. */
export function readWhole(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw Object.assign(Object(error), { path });
  });
}

/** The text of a file; undefined where it is not there. */
export function readIfThere(path: string): Promise<string | undefined> {
  return readWhole(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
}

/** Gives a file its content, for this user alone: whole or not at all. One that has it already stays untouched. */
export async function writeWhole(path: string, text: string): Promise<void> {
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return;
  const draft = `${path}.new`;
  try {
    await writeFile(draft, text, { mode: 0o600, flush: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}
