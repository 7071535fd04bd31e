// `tributary backup`: a data folder as it is at one moment, while the platform runs or not.
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { isThere } from '@tributary/embedded';
import { writeArchive } from '../backup/archive.ts';
import { eachContent } from '../backup/contents.ts';
import { type FileEntry, MANIFEST, manifestText } from '../backup/manifest.ts';
import { measured } from '../backup/measured.ts';
import { CommandError, data, defineCommand } from '../command.ts';
import { chooseFolder } from '../folder.ts';

const notes = [
  `A backup is consistent: what was acknowledged before it began is in it, and a start on it is like one after a loss of
power at that moment. It is a folder, or one file where TARGET ends in .tar, .tar.gz or .tgz. What is there already is
not overwritten.`,
  `It contains all data of the platform, personal data among them, and its keys: the issuer's signing key, the
installation key and the secrets of the services. Whoever has it can sign tokens for any role. Its files are readable
by this user alone (0600): keep copies of it as safe as the data folder itself.`,
];

export const backup = defineCommand(
  'backup',
  'save the embedded data folder to a new folder or file, also while the platform runs',
  {
    target: {
      value: 'TARGET',
      meaning: 'the backup to be made: a folder, or a file that ends in .tar, .tar.gz or .tgz',
      required: true,
      placed: true,
    },
    data,
  },
  async ({ target = '', data: named }) => {
    const folder = await chooseFolder(named);
    const path = resolve(target);
    if (await isThere(path)) throw new CommandError(`${path} is there already: name one that is not.`, 1);
    const files: FileEntry[] = [];
    await writeArchive(path, async (add) => {
      const takenAt = new Date();
      await eachContent(folder, async ({ name, bytes, open }) => {
        const { content, entry } = measured(name, open());
        await add({ name, bytes, open: () => content });
        files.push(entry());
      });
      const text = Buffer.from(manifestText(files, takenAt));
      await add({ name: MANIFEST, bytes: text.length, open: () => Readable.from([text]) });
    });
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    process.stdout.write(
      `${folder} is saved in ${path}: ${files.length} files, ${total} bytes. It holds keys and secrets: keep it safe.\n`,
    );
    return 0;
  },
  { notes },
);
