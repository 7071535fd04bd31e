// The two forms of a backup: a folder, or one file with all of it (tar, by its name also compressed).
import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import type { Content } from './contents.ts';
import { newFile, newFolder, writeFor } from './kept-files.ts';

/** Takes a file into a backup. */
export type Add = (content: Content) => Promise<void>;

/** A file as it is read from a backup; it is read to its end before the next one. */
export interface Entry {
  readonly name: string;
  readonly content: Readable;
}

const isCompressed = (path: string): boolean => /\.(tar\.gz|tgz)$/.test(path);
const isOneFile = (path: string): boolean => path.endsWith('.tar') || isCompressed(path);

/** Writes a backup of the form that its name says. @param fill adds every file, one after another */
export function writeArchive(path: string, fill: (add: Add) => Promise<void>): Promise<void> {
  return isOneFile(path) ? newFile(path, (draft) => writeTar(draft, fill)) : newFolder(path, (at) => writeIn(at, fill));
}

/** Writes files into a folder, for this user alone. */
export function writeIn(folder: string, fill: (add: Add) => Promise<void>): Promise<void> {
  return fill(async ({ name, open }) => {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFor(file, open());
  });
}

async function writeTar(path: string, fill: (add: Add) => Promise<void>): Promise<void> {
  const packed = pack();
  const through: Transform[] = isCompressed(path) ? [createGzip()] : [];
  const written = writeFor(path, Readable.from(packed), ...through);
  const filling = fill(({ name, bytes, open }) => pipeline(open(), packed.entry({ name, size: bytes, mode: 0o600 })));
  filling.then(
    () => packed.finalize(),
    (error: Error) => packed.destroy(error),
  );
  // what fails first is the reason: the other one fails for it
  await Promise.all([filling, written]);
}

/** Every file of a backup. @throws where it cannot be read to its end */
export async function* readArchive(path: string): AsyncGenerator<Entry> {
  yield* (await stat(path)).isDirectory() ? filesIn(path) : filesOfTar(path);
}

async function* filesIn(folder: string): AsyncGenerator<Entry> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    yield { name: relative(folder, path).split(sep).join('/'), content: createReadStream(path) };
  }
}

async function* filesOfTar(path: string): AsyncGenerator<Entry> {
  const unpacked = extract();
  const through: Transform[] = isCompressed(path) ? [createGunzip()] : [];
  const read = pipeline([createReadStream(path), ...through, unpacked]);
  read.catch(() => undefined);
  for await (const entry of unpacked) yield { name: entry.header.name, content: Readable.from(entry) };
  await read;
}
