// Which releases can read the files of a data folder: the servers refuse those of a later one. The mark stands with those
// of what the journals hold, and so in every backup.
import { dirname } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { realDisk } from '../storage/disk.ts';
import { makeFolder } from './make-folder.ts';
import { markOf } from './marks.ts';
import { readWhole, writeWhole } from './whole-file.ts';

/** Raised by a release whose files of the embedded servers the releases before it cannot read. */
export const FOLDER_FORMAT = 1;

const fileOf = (folder: string): string => markOf(folder, 'format');

/**
 * Marks a folder with this format; one without a mark is of the first.
 * @throws {OperatorError} a release with a later format has written there, or the mark is damaged
 */
export async function takeFolderFormat(folder: string, format: number = FOLDER_FORMAT): Promise<void> {
  const text = await readWhole(fileOf(folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '1';
  });
  if (!/^[1-9]\d*$/.test(text.trim()))
    throw new OperatorError(
      `${fileOf(folder)} is damaged: write the format into it that the release has which wrote the folder; that of this one is ${FOLDER_FORMAT}.`,
    );
  const stored = Number(text);
  if (stored > format)
    throw new OperatorError(
      `The data folder ${folder} was written by a later release (format ${stored}; this one reads ${format}): start that release again, or restore a backup from before it.`,
    );
  await makeFolder(dirname(fileOf(folder)), realDisk);
  await writeWhole(fileOf(folder), `${format}\n`);
}
