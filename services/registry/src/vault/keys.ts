// The keys of the vault as this process was given them; one that cannot keep a vault does not start.
import { CannotOpen, isGuessable, type KeyRing, KeyRingError, readKeyRing } from '@tributary/privacy';
import { ConfigError, type ServiceConfig } from '@tributary/service-kit';
import type { Vault } from './vault.ts';

const VARIABLE = 'TRIBUTARY_VAULT_KEYS_FILE';

/** @throws {ConfigError} there are none, they cannot be read, or production was given keys that nobody drew by chance */
export function keysOf({ vaultKeys, mode }: Pick<ServiceConfig, 'vaultKeys' | 'mode'>): KeyRing {
  if (vaultKeys === undefined) {
    throw new ConfigError([`${VARIABLE} is not set: the registry needs it. npx --no tributary keys makes one.`]);
  }
  const keys = readOr(vaultKeys);
  if (mode === 'production' && isGuessable(keys)) {
    throw new ConfigError([`${VARIABLE} holds a key that is not random: make each of 32 random bytes.`]);
  }
  return keys;
}

function readOr(text: string): KeyRing {
  try {
    return readKeyRing(text);
  } catch (error) {
    if (error instanceof KeyRingError) throw new ConfigError([`${VARIABLE} cannot be used: ${error.message}.`]);
    throw error;
  }
}

/** @throws {ConfigError} the vault was sealed with other keys, so that nobody in it could be read */
export async function proveKeys(vault: Pick<Vault, 'prove'>): Promise<void> {
  try {
    await vault.prove();
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    throw new ConfigError([
      `${VARIABLE} holds other keys than those that the vault is sealed with: put back the file of before, from a backup.`,
    ]);
  }
}
