// Which data folder a command means: the one that is named, else the one that runs, else the one that is there.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRun } from '@tributary/embedded';
import { CommandError } from './command.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The folder `--data`, relative to where the command is given; else that of `npm start`. @throws {CommandError} code 2 */
export async function chooseFolder(named: string | undefined): Promise<string> {
  if (named !== undefined) return resolve(named);
  const usual = ['sample', 'own'].map((name) => join(root, '.tributary', name));
  for (const folder of usual) {
    const runs = await readRun(folder).then(
      () => true,
      () => false,
    );
    if (runs) return folder;
  }
  const there = usual.find((folder) => existsSync(join(folder, 'keys', 'issuer.jwk')));
  if (there !== undefined) return there;
  throw new CommandError(
    'There is no data folder yet: start the platform with "npm start" first, or name one with --data.',
    2,
  );
}
