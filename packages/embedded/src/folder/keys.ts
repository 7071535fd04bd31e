// The two keys of an installation: the issuer's signing key, and the key that ids, receipts and client secrets derive from.
import { createHmac, randomBytes } from 'node:crypto';
import { link, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { OperatorError } from '../operator-error.ts';
import { realDisk } from '../storage/disk.ts';
import { isThere } from './is-there.ts';
import { makeFolder } from './make-folder.ts';
import { readWhole, writeWhole } from './whole-file.ts';

/** Where the keys lie. */
export interface KeyFiles {
  readonly issuerKey: string;
  readonly installationKey: string;
}

/** A key file that holds no key. */
export class KeyFileError extends OperatorError {
  constructor(path: string) {
    super(
      `${path} holds no key: bring back the file that belongs to this data folder; a new key would not fit its data.`,
    );
  }
}

/** The key files of a folder, made where they are not there. Both are for this user alone. @throws {KeyFileError} */
export async function prepareFolder(folder: string): Promise<KeyFiles> {
  const keys = join(folder, 'keys');
  await makeFolder(keys, realDisk);
  const files = { issuerKey: join(keys, 'issuer.jwk'), installationKey: join(keys, 'installation.key') };
  await createOnce(files.issuerKey, newIssuerKey);
  await createOnce(files.installationKey, async () => randomBytes(32).toString('hex'));
  await realDisk.syncFolder(keys);
  await readIssuerKey(files.issuerKey);
  await readInstallationKey(files.installationKey);
  return files;
}

/** What keys of the vault are for; each use has a key of its own. */
const vaultUses = ['kek', 'index', 'pairwise', 'audit'] as const;

/**
 * The keys of the vault of persons, made where they are not there, for this user alone: whoever has them can read what the
 * vault holds, and without them nobody can.
 * @returns their file
 */
export async function prepareVaultKeys(folder: string): Promise<string> {
  const keys = join(folder, 'keys');
  await makeFolder(keys, realDisk);
  const file = join(keys, 'vault.keys');
  await createOnce(file, async () => vaultUses.map((use) => `${use}.1 ${randomBytes(32).toString('hex')}\n`).join(''));
  await realDisk.syncFolder(keys);
  return file;
}

/** The issuer's signing key. @throws {KeyFileError} */
export async function readIssuerKey(path: string): Promise<JWK> {
  const text = await readWhole(path);
  try {
    const key = JSON.parse(text) as JWK | null;
    if (typeof key?.d === 'string' && typeof key.kid === 'string') return key;
  } catch {
    // no JSON is no key either
  }
  throw new KeyFileError(path);
}

/** @throws {KeyFileError} */
async function readInstallationKey(path: string): Promise<Buffer> {
  const text = (await readWhole(path)).trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new KeyFileError(path);
  return Buffer.from(text, 'hex');
}

/** A key for the issuer, as text. */
export async function newIssuerKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const kid = randomBytes(8).toString('hex');
  return JSON.stringify({ ...(await exportJWK(privateKey)), kid, alg: 'EdDSA', use: 'sig' });
}

/** Writes a file whole or not at all, and leaves one that is there as it is. */
export async function createOnce(path: string, content: () => Promise<string>): Promise<void> {
  if (await isThere(path)) return;
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, await content(), { mode: 0o600, flag: 'wx', flush: true });
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
}

/** Writes the secret of each client into a file of its own, `keys/<client>.secret`, that this user alone reads. @returns the files */
export async function writeClientSecrets<Client extends string>(
  folder: string,
  clients: readonly Client[],
): Promise<Record<Client, string>> {
  const { installationKey } = await prepareFolder(folder);
  const written = clients.map(async (client) => {
    const file = join(folder, 'keys', `${client}.secret`);
    await writeWhole(file, await clientSecret(installationKey, client));
    return [client, file] as const;
  });
  return Object.fromEntries(await Promise.all(written)) as Record<Client, string>;
}

/** The secret of an OAuth client of this installation: HMAC-SHA256 of its id under the installation key, in hex. @throws {KeyFileError} */
export async function clientSecret(installationKeyFile: string, clientId: string): Promise<string> {
  const key = await readInstallationKey(installationKeyFile);
  return createHmac('sha256', key).update(`client:${clientId}`).digest('hex');
}
