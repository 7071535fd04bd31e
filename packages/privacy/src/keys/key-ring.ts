// The keys of the vault as a file holds them: one a line, `<use>.<version> <64 hexadecimal digits>`. Of a use with several
// versions the highest is the current one, and the others still open what was sealed under them.

/** What a key is for. No two uses share a key. */
export const keyUses = ['kek', 'index', 'pairwise', 'audit'] as const;
export type KeyUse = (typeof keyUses)[number];

/** The versions of the key of one use. */
export interface KeyVersions {
  readonly current: number;
  readonly byVersion: ReadonlyMap<number, Buffer>;
}

export type KeyRing = Readonly<Record<KeyUse, KeyVersions>>;

/** A file of keys that cannot be worked with; the message never repeats what stands in it. */
export class KeyRingError extends Error {
  override readonly name = 'KeyRingError';
}

const line = /^([a-z]+)\.([1-9]\d{0,5}) ([0-9a-f]{64})$/i;
/** Different bytes that a key of 32 has at least; one that was drawn by chance has about 30. */
const LEAST_VARIETY = 8;

/**
 * Reads a file of keys.
 * @throws {KeyRingError} a line is none, a use has no key, or a key stands twice
 */
export function readKeyRing(text: string): KeyRing {
  const found = new Map<string, Map<number, Buffer>>(keyUses.map((use) => [use, new Map()]));
  const seen = new Set<string>();
  for (const [at, given] of text.split(/\r?\n/).entries()) {
    if (given.trim() === '') continue;
    const [, use = '', version = '', hex = ''] = line.exec(given.trim()) ?? [];
    const versions = found.get(use);
    if (versions === undefined) {
      throw new KeyRingError(
        `line ${at + 1} is no key: write ${keyUses.join(', ')}, a dot, a version, a space and 64 hexadecimal digits`,
      );
    }
    if (versions.has(Number(version))) throw new KeyRingError(`line ${at + 1} names ${use}.${version} again`);
    if (seen.has(hex.toLowerCase())) throw new KeyRingError(`line ${at + 1} has the key of another line`);
    seen.add(hex.toLowerCase());
    versions.set(Number(version), Buffer.from(hex, 'hex'));
  }
  const versionsOf = (use: KeyUse): KeyVersions => {
    const byVersion = found.get(use) ?? new Map<number, Buffer>();
    if (byVersion.size === 0) throw new KeyRingError(`there is no key for ${use}: add a line ${use}.1`);
    return { current: Math.max(...byVersion.keys()), byVersion };
  };
  return {
    kek: versionsOf('kek'),
    index: versionsOf('index'),
    pairwise: versionsOf('pairwise'),
    audit: versionsOf('audit'),
  };
}

/** The current key of a use. */
export function currentKey({ current, byVersion }: KeyVersions): Buffer {
  const key = byVersion.get(current);
  if (key === undefined) throw new KeyRingError(`version ${current} has no key`);
  return key;
}

/** Whether a ring holds a key that nobody drew by chance, such as one of an example. */
export const isGuessable = (ring: KeyRing): boolean =>
  Object.values(ring).some(({ byVersion }) => [...byVersion.values()].some((key) => new Set(key).size < LEAST_VARIETY));
