// Marks say what the journals of a folder held: they lie apart from the servers' data, and tell when that is lost. What
// else a folder must know of itself stands beside them, and so in every backup.
import { dirname, join } from 'node:path';
import { realDisk } from '../storage/disk.ts';
import { makeFolder } from './make-folder.ts';
import { writeWhole } from './whole-file.ts';

/** Where a mark lies: that of a service, `format` or `erasure-ledger`. */
export const markOf = (folder: string, of: string): string => join(folder, 'marks', `${of}.json`);

/** Writes a mark; one that has this text already stays untouched. */
export async function writeMark(folder: string, of: string, text: string): Promise<void> {
  const path = markOf(folder, of);
  await makeFolder(dirname(path), realDisk);
  await writeWhole(path, `${text}\n`);
}
