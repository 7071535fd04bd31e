// AES-256-GCM, one form for all that is sealed: base64url of nonce (12 bytes), tag (16 bytes) and ciphertext.
import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** Nonces that are drawn at once: a nonce is no secret, and drawing one by itself costs more than sealing a field with it. */
const DRAWN = 512;
const drawn = Buffer.alloc(DRAWN * NONCE);
let used = DRAWN;

/** A nonce that was never given before. */
function newNonce(): Buffer {
  if (used === DRAWN) {
    randomFillSync(drawn);
    used = 0;
  }
  used += 1;
  return Buffer.from(drawn.subarray((used - 1) * NONCE, used * NONCE));
}

/**
 * Seals bytes.
 * @param aad what they are bound to; it is not kept
 * @param nonce drawn for each; a test tells it to compare with a published vector
 */
export function seal(plain: Buffer, key: Buffer, aad: string, nonce: Buffer = newNonce()): string {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(aad, 'utf8'));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Opens what `seal` made. @throws where key, place or bytes are others */
export function open(sealed: string, key: Buffer, aad: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(aad, 'utf8'));
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
}
