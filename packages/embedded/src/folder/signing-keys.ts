// How the issuer's signing key is replaced without a refused request: the next one is shown before it signs, and the
// one before stays shown as long as tokens that it signed may be held.
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JWK } from 'jose';
import { OperatorError } from '../operator-error.ts';
import { realDisk } from '../storage/disk.ts';
import { isThere } from './is-there.ts';
import { createOnce, newIssuerKey, readIssuerKey } from './keys.ts';
import { readWhole, writeWhole } from './whole-file.ts';

const nextTo = (issuerKey: string) => join(dirname(issuerKey), 'issuer.next.jwk');
const beforeOf = (issuerKey: string) => join(dirname(issuerKey), 'issuer.previous.jwk');

/** The keys that tokens may be signed by: the one that signs first, then the next and the one before. @throws {KeyFileError} */
export async function shownKeys(issuerKey: string): Promise<readonly JWK[]> {
  const keys = [await readIssuerKey(issuerKey)];
  for (const path of [nextTo(issuerKey), beforeOf(issuerKey)]) {
    // it may take the place of another one at this very moment
    const key = await readIssuerKey(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (key !== undefined && !keys.some(({ kid }) => kid === key.kid)) keys.push(key);
  }
  return keys;
}

/** Makes the next key, which is shown from now on and signs nothing yet; one that is there stays. */
export async function publishNextKey(issuerKey: string): Promise<void> {
  await createOnce(nextTo(issuerKey), newIssuerKey);
  await realDisk.syncFolder(dirname(issuerKey));
}

/** Signs with the next key from now on; the one before stays shown. @throws {OperatorError} there is no next one */
export async function signWithNextKey(issuerKey: string): Promise<void> {
  const next = nextTo(issuerKey);
  if (!(await isThere(next))) throw new OperatorError('There is no next signing key: publish one first.');
  await readIssuerKey(next);
  await writeWhole(beforeOf(issuerKey), await readWhole(issuerKey));
  await rename(next, issuerKey);
  await realDisk.syncFolder(dirname(issuerKey));
}

/** Shows the key before no more: tokens that it signed are refused. @throws {OperatorError} there is none */
export async function retireKeyBefore(issuerKey: string): Promise<void> {
  const before = beforeOf(issuerKey);
  if (!(await isThere(before))) throw new OperatorError('There is no signing key of before: nothing is to be retired.');
  await rm(before);
  await realDisk.syncFolder(dirname(issuerKey));
}
