// `tributary restore`: a data folder from a backup, whole and checked, or nothing at all.
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { isThere, notedErasureLedger } from '@tributary/embedded';
import { readArchive, writeIn } from '../backup/archive.ts';
import { newFolder } from '../backup/kept-files.ts';
import {
  differenceOf,
  type FileEntry,
  isContentName,
  MANIFEST,
  type Manifest,
  readManifest,
} from '../backup/manifest.ts';
import { measured } from '../backup/measured.ts';
import { CommandError, defineCommand } from '../command.ts';

/** @throws {CommandError} */
async function refuseData(folder: string): Promise<void> {
  if (!(await isThere(folder))) return;
  const found = await readdir(folder).catch(() => [folder]);
  if (found.length === 0) return;
  throw new CommandError(`${folder} holds data already: name a folder that is not there, or an empty one.`, 1);
}

/** Writes every file of a backup into a folder and holds them against its manifest. @throws {CommandError} */
async function fill(folder: string, from: string): Promise<Manifest> {
  const refusal = (why: string) => new CommandError(`${from} is no whole backup: ${why}. Nothing was restored.`, 1);
  const files: FileEntry[] = [];
  let manifest: Manifest | string | undefined;
  await writeIn(folder, async (add) => {
    try {
      for await (const { name, content } of readArchive(from)) {
        if (name === MANIFEST) manifest = readManifest(await text(content));
        else if (!isContentName(name)) throw refusal(`${name} is not of the backup`);
        else {
          const passing = measured(name, content);
          await add({ name, bytes: 0, open: () => passing.content });
          files.push(passing.entry());
        }
      }
    } catch (error) {
      if (error instanceof CommandError || isOfTheDisk(error)) throw error;
      throw refusal(`it cannot be read to its end (${error instanceof Error ? error.message : String(error)})`);
    }
  });
  if (manifest === undefined) throw refusal(`${MANIFEST}, which is written last, is missing`);
  if (typeof manifest === 'string') throw refusal(manifest);
  const difference = differenceOf(manifest, files);
  if (difference !== undefined) throw refusal(difference);
  return manifest;
}

/** A place that cannot be read or written is told as such. */
const isOfTheDisk = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** What becomes of those who were erased after the backup was made. */
async function ledgerTold(folder: string): Promise<string> {
  const ledger = await notedErasureLedger(folder);
  if (ledger === undefined)
    return 'It names no ledger of erasures: who was erased after it was made comes back, unless TRIBUTARY_ERASURE_LEDGER names one at the start.\n';
  if (!(await isThere(join(ledger, 'ledger.json'))))
    return `Its ledger of erasures, ${ledger}, is not there: bring it back, or name its place with TRIBUTARY_ERASURE_LEDGER at the start. The registry does not open without it.\n`;
  return `Who was erased since stays erased: the registry applies ${ledger} before it opens.\n`;
}

export const restore = defineCommand(
  'restore',
  'make a data folder from a backup of it; one that is damaged or half written is refused',
  {
    from: { value: 'BACKUP', meaning: 'what "tributary backup" made', required: true, placed: true },
    folder: {
      value: 'FOLDER',
      meaning: 'the data folder to be made; one that holds data is never overwritten',
      required: true,
      placed: true,
    },
  },
  async ({ from = '', folder = '' }) => {
    const [source, target] = [resolve(from), resolve(folder)];
    await refuseData(target);
    let manifest: Manifest | undefined;
    await newFolder(target, async (draft) => {
      manifest = await fill(draft, source);
    });
    process.stdout.write(await ledgerTold(target));
    process.stdout.write(
      `${target} holds what was saved at ${manifest?.takenAt}: start on it with "npm start -- --data ${target}".\n`,
    );
    return 0;
  },
);
