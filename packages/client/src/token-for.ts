// Access tokens of the embedded issuer, signed with the key of the data folder.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRun, signToken } from '@tributary/embedded';
import { CommandError } from './command.ts';

export interface Bearer {
  readonly role: string;
  readonly ministry: string;
  readonly name: string;
}

/** A token that holds for an hour. @throws {CommandError} code 2 where nothing runs on the folder */
export async function tokenFor(folder: string, bearer: Bearer): Promise<string> {
  const { issuerUrl } = await readRun(folder).catch((error: Error) => {
    throw new CommandError(error.message, 2);
  });
  const key = JSON.parse(await readFile(join(folder, 'keys', 'issuer.jwk'), 'utf8'));
  return signToken({ key, issuer: issuerUrl, ...bearer, now: new Date() });
}
