// Access tokens of the embedded issuer, signed with the key of the data folder.
import { join } from 'node:path';
import { readIssuerKey, readRun, signToken } from '@tributary/embedded';

export interface Bearer {
  readonly role: string;
  readonly ministry?: string | undefined;
  /** whom a token of a person or an association stands for */
  readonly subject?: string | undefined;
  readonly name: string;
}

/** A token that holds for an hour. @throws {OperatorError} nothing runs on the folder, or its key cannot be read */
export async function tokenFor(folder: string, bearer: Bearer): Promise<string> {
  const { issuerUrl } = await readRun(folder);
  const key = await readIssuerKey(join(folder, 'keys', 'issuer.jwk'));
  return signToken({ key, issuer: issuerUrl, ...bearer, now: new Date() });
}
