// The ledger of erasures lies outside of the data folder, so that no backup of the folder holds an old one; the folder notes
// where, and a folder that is restored from a backup goes on with the same ledger.
import { join, resolve } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { realDisk } from '../storage/disk.ts';
import { isThere } from './is-there.ts';
import { makeFolder } from './make-folder.ts';
import { readWhole, writeWhole } from './whole-file.ts';

const noteIn = (folder: string) => join(folder, 'marks', 'erasure-ledger.json');

/** The ledger that a data folder names; undefined where it names none. @throws {OperatorError} its note is damaged */
export async function notedErasureLedger(folder: string): Promise<string | undefined> {
  const note = noteIn(folder);
  if (!(await isThere(note))) return undefined;
  const text = await readWhole(note);
  try {
    const { ledger } = Object(JSON.parse(text)) as { readonly ledger?: unknown };
    if (typeof ledger === 'string') return ledger;
  } catch {
    // no JSON is no note either
  }
  throw new OperatorError(`${note} is damaged: name the ledger of erasures with TRIBUTARY_ERASURE_LEDGER.`);
}

/**
 * Where the ledger of a data folder is, which the folder notes from then on.
 * @param named by the operator; else the one that was noted, else one beside the folder
 */
export async function prepareErasureLedger(folder: string, named?: string): Promise<string> {
  const ledger = named ?? (await notedErasureLedger(folder)) ?? `${resolve(folder)}.erasures`;
  await makeFolder(join(folder, 'marks'), realDisk);
  await writeWhole(noteIn(folder), `${JSON.stringify({ ledger })}\n`);
  return ledger;
}
