// The folder of committed artefacts, read and written whole.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Files } from './artefacts.ts';

/** Every JSON file of the folder, and every one of TypeScript, by its path inside it. */
export async function readFolder(folder: string): Promise<Files> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = names.filter((name) => /\.(json|ts)$/.test(name)).sort();
  return new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const)),
  );
}

/** Writes the files into the folder. */
export async function writeFolder(folder: string, files: Files): Promise<void> {
  for (const [file, content] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  }
}
