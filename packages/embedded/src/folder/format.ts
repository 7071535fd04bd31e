// Which releases can read the files of a data folder: the servers refuse those of a later one.
import { OperatorError } from '../operator-error.ts';
import { markOf, writeMark } from './marks.ts';
import { readIfThere } from './whole-file.ts';

/** Raised by a release whose files of the embedded servers the releases before it cannot read. */
export const FOLDER_FORMAT = 1;

const OF = 'format';

/**
 * Marks a folder with this format; one without a mark is of the first.
 * @throws {OperatorError} a release with a later format has written there, or the mark is damaged
 */
export async function takeFolderFormat(folder: string, format: number = FOLDER_FORMAT): Promise<void> {
  const text = (await readIfThere(markOf(folder, OF))) ?? '1';
  if (!/^[1-9]\d*$/.test(text.trim()))
    throw new OperatorError(
      `${markOf(folder, OF)} is damaged: write the format into it that the release has which wrote the folder; that of this one is ${FOLDER_FORMAT}.`,
    );
  const stored = Number(text);
  if (stored > format)
    throw new OperatorError(
      `The data folder ${folder} was written by a later release (format ${stored}; this one reads ${format}): start that release again, or restore a backup from before it.`,
    );
  await writeMark(folder, OF, String(format));
}
