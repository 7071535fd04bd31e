// What is sealed for the page, with keys that come of the installation's: another installation opens none of it.
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { open, seal } from '@tributary/privacy/cipher';

export interface Seals {
  /** A new id that nobody can guess. */
  newId(): string;
  /** An id or a person as it is stored: it cannot be turned back. */
  hashOf(use: 'session' | 'owner', text: string): string;
  /** What a session's page says with whatever it changes. */
  csrfOf(id: string): string;
  seal(content: unknown, boundTo: string): string;
  /** undefined for what was not sealed here, for this place */
  open(sealed: string, boundTo: string): unknown;
}

const BYTES = 32;

/** @param installationKey of all processes of the installation */
export function sealsOf(installationKey: Buffer): Seals {
  const keyFor = (use: string) =>
    Buffer.from(hkdfSync('sha256', installationKey, Buffer.alloc(0), `tributary page ${use}`, BYTES));
  const [sealing, hashing] = [keyFor('sealing'), keyFor('hashing')];
  const mac = (use: string, text: string) =>
    createHmac('sha256', hashing).update(`${use}\0${text}`).digest('base64url');
  return {
    newId: () => randomBytes(BYTES).toString('base64url'),
    hashOf: mac,
    csrfOf: (id) => mac('csrf', id),
    seal: (content, boundTo) => seal(Buffer.from(JSON.stringify(content)), sealing, boundTo),
    open(sealed, boundTo) {
      try {
        return JSON.parse(open(sealed, sealing, boundTo).toString('utf8'));
      } catch {
        return undefined;
      }
    },
  };
}

/** Compares without telling by its time how much is the same. */
export function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
