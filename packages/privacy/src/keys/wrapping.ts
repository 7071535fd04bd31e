// The key that wraps the keys of persons. Behind this port is a file now; a key management service answers the same way.
import { open, seal } from './cipher.ts';
import { currentKey, type KeyVersions } from './key-ring.ts';

/** A person's key as it is kept: the version of the key that wraps it, and what came out. */
export interface WrappedKey {
  readonly kek: number;
  readonly wrapped: string;
}

export interface KeyWrapping {
  /** the version with which keys are wrapped now */
  readonly current: number;
  /** @param bound what the key belongs to; it must be told again to unwrap it */
  wrap(key: Buffer, bound: string): Promise<WrappedKey>;
  /** @throws {CannotOpen} it was wrapped for something else, was changed, or its version is gone */
  unwrap(wrapped: WrappedKey, bound: string): Promise<Buffer>;
}

/** What was sealed cannot be opened; the message says nothing of what it was. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';
}

/** Wraps with keys that this process holds. */
export function wrappingWith(versions: KeyVersions): KeyWrapping {
  const aad = (version: number, bound: string) => `dek|${bound}|${version}`;
  return {
    current: versions.current,
    async wrap(key, bound) {
      const { current } = versions;
      return { kek: current, wrapped: seal(key, currentKey(versions), aad(current, bound)) };
    },
    async unwrap({ kek, wrapped }, bound) {
      const key = versions.byVersion.get(kek);
      if (key === undefined) throw new CannotOpen(`version ${kek} of the wrapping key is not in the file of keys`);
      return openOr(() => open(wrapped, key, aad(kek, bound)));
    },
  };
}

/** @throws {CannotOpen} in place of what the cipher says */
export function openOr<T>(opening: () => T): T {
  try {
    return opening();
  } catch {
    throw new CannotOpen('what was sealed does not open: it was changed, or sealed for another place');
  }
}
