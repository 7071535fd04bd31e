// What of a data folder is backed up: keys and marks as they are, the servers' files as they are on disk at one moment,
// and files of evidence. Marks are read before that moment: they say what the journals hold at least. Evidence is read
// after it: a file is there before an application names it, and is never changed.
import { createReadStream } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { evidenceIn, NotRunningError, type Snapshot, startEmbedded } from '@tributary/embedded';
import { CommandError } from '../command.ts';
import { snapshotOfRunning } from '../running-servers.ts';

/** A file of a backup, as it is read. */
export interface Content {
  readonly name: string;
  readonly bytes: number;
  open(): Readable;
}

/** The small files of a part of the folder, which are replaced whole. */
async function wholeFiles(folder: string, part: 'keys' | 'marks', ending: RegExp): Promise<Content[]> {
  const names = await readdir(join(folder, part)).catch(() => []);
  const files = names.filter((name) => ending.test(name)).sort();
  return Promise.all(
    files.map(async (name) => {
      const content = await readFile(join(folder, part, name));
      return { name: `${part}/${name}`, bytes: content.length, open: () => Readable.from([content]) };
    }),
  );
}

/** The servers' files, from the servers that run on the folder or else from ones that are started for it. */
async function snapshotOf(folder: string): Promise<Snapshot> {
  try {
    return await snapshotOfRunning(folder);
  } catch (error) {
    if (!(error instanceof NotRunningError)) throw error;
  }
  const servers = await startEmbedded({ folder, mongoPort: 0, kafkaPort: 0 });
  try {
    return await servers.snapshot();
  } finally {
    await servers.close();
  }
}

const opened = ({ folder, files }: Snapshot): Content[] =>
  files.map(({ name, bytes }) => ({
    name,
    bytes,
    open: () => (bytes === 0 ? Readable.from([]) : createReadStream(join(folder, name), { end: bytes - 1 })),
  }));

/** Every file of evidence that is whole. */
async function* evidenceOf(folder: string): AsyncGenerator<Content> {
  const root = evidenceIn(folder);
  for (const application of await readdir(root).catch(() => [])) {
    for (const sha256 of await readdir(join(root, application))) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) continue;
      const path = join(root, application, sha256);
      const { size } = await stat(path);
      yield { name: `evidence/${application}/${sha256}`, bytes: size, open: () => createReadStream(path) };
    }
  }
}

/** Calls `each` for every file of the folder, one after another. @throws {CommandError} it is no data folder */
export async function eachContent(folder: string, each: (content: Content) => Promise<void>): Promise<void> {
  const keys = await wholeFiles(folder, 'keys', /\.(jwk|keys?|secret)$/);
  if (keys.length === 0) throw new CommandError(`${folder} is no data folder: it has no keys.`, 1);
  const marks = await wholeFiles(folder, 'marks', /\.json$/);
  const snapshot = await snapshotOf(folder);
  try {
    for (const content of [...keys, ...marks, ...opened(snapshot)]) await each(content);
    for await (const content of evidenceOf(folder)) await each(content);
  } finally {
    await rm(snapshot.folder, { recursive: true, force: true });
  }
}
