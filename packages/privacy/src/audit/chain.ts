// The chain of the audit: each entry is hashed with the hash before it, so that none can be changed, taken out or put in
// between without every later hash being another one. Entries hold references, never personal data.
import { createHash } from 'node:crypto';
import { configure } from 'safe-stable-stringify';

/** An entry in its place. */
export interface Link<Entry> {
  /** from 1, without gaps */
  readonly no: number;
  /** of the link before, in hexadecimal digits */
  readonly prev: string;
  readonly entry: Entry;
  readonly hash: string;
}

/** What the first link has before it. */
export const GENESIS = '0'.repeat(64);

const stringify = configure({ strict: true, bigint: false });

/** The one text of an entry, whatever the order of its keys. @throws {TypeError} it is no plain JSON */
export function canonicalText(entry: unknown): string {
  const text = stringify(entry);
  if (text === undefined) throw new TypeError('an entry is plain JSON');
  return text;
}

/** `SHA-256(prev ‖ entry)`: the 32 bytes of the hash before, then the canonical text in UTF-8. */
export const hashOf = (prev: string, entry: unknown): string =>
  createHash('sha256').update(Buffer.from(prev, 'hex')).update(canonicalText(entry), 'utf8').digest('hex');

/** The link of an entry after another one, or the first. */
export const linkAfter = <Entry>(last: Pick<Link<unknown>, 'no' | 'hash'> | undefined, entry: Entry): Link<Entry> => {
  const { no, hash } = last ?? { no: 0, hash: GENESIS };
  return { no: no + 1, prev: hash, entry, hash: hashOf(hash, entry) };
};

/** Where a chain is broken, and how. */
export interface Break {
  readonly no: number;
  readonly why: 'out of order' | 'does not follow the one before' | 'changed after it was written';
}

/**
 * Looks for the first break in links that follow each other.
 * @param before the link before the first of them; undefined where they begin the chain
 */
export function breakIn(
  links: Iterable<Link<unknown>>,
  before?: Pick<Link<unknown>, 'no' | 'hash'>,
): Break | undefined {
  let last = before ?? { no: 0, hash: GENESIS };
  for (const link of links) {
    const { no, prev, entry, hash } = link;
    if (no !== last.no + 1) return { no, why: 'out of order' };
    if (prev !== last.hash) return { no, why: 'does not follow the one before' };
    if (hash !== hashOf(prev, entry)) return { no, why: 'changed after it was written' };
    last = link;
  }
  return undefined;
}
