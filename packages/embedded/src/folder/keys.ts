// The two keys of an installation: the issuer's signing key, and the key that ids, receipts and client secrets derive from.
import { createHmac, randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { realDisk } from '../storage/disk.ts';
import { makeFolder } from './make-folder.ts';

/** Where the keys lie. */
export interface KeyFiles {
  readonly issuerKey: string;
  readonly installationKey: string;
}

/** The key files of a folder, made where they are not there. Both are for this user alone. */
export async function prepareFolder(folder: string): Promise<KeyFiles> {
  const keys = join(folder, 'keys');
  await makeFolder(keys, realDisk);
  const files = { issuerKey: join(keys, 'issuer.jwk'), installationKey: join(keys, 'installation.key') };
  await createOnce(files.issuerKey, newIssuerKey);
  await createOnce(files.installationKey, async () => randomBytes(32).toString('hex'));
  await realDisk.syncFolder(keys);
  return files;
}

async function newIssuerKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const kid = randomBytes(8).toString('hex');
  return JSON.stringify({ ...(await exportJWK(privateKey)), kid, alg: 'EdDSA', use: 'sig' });
}

/** Writes a file whole or not at all, and leaves one that is there as it is. */
async function createOnce(path: string, content: () => Promise<string>): Promise<void> {
  if ((await readFile(path).catch(() => undefined)) !== undefined) return;
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, await content(), { mode: 0o600, flag: 'wx', flush: true });
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
}

/** The secret of an OAuth client of this installation: HMAC-SHA256 of its id under the installation key, in hex. */
export async function clientSecret(installationKeyFile: string, clientId: string): Promise<string> {
  const key = (await readFile(installationKeyFile, 'utf8')).trim();
  return createHmac('sha256', Buffer.from(key, 'hex')).update(`client:${clientId}`).digest('hex');
}
