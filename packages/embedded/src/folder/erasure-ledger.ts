// The ledger of erasures lies outside of the data folder, so that no backup of the folder holds an old one; the folder notes
// where, and a folder that is restored from a backup goes on with the same ledger.
import { resolve } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { markOf, writeMark } from './marks.ts';
import { readIfThere } from './whole-file.ts';

const OF = 'erasure-ledger';

/** The ledger that a data folder names; undefined where it names none. @throws {OperatorError} its note is damaged */
export async function notedErasureLedger(folder: string): Promise<string | undefined> {
  const note = markOf(folder, OF);
  const text = await readIfThere(note);
  if (text === undefined) return undefined;
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
  await writeMark(folder, OF, JSON.stringify({ ledger }));
  return ledger;
}
