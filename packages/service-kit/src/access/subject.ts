// Whom the token of a natural person stands for where the issuer gives no pseudonym of its own. Every service comes to the
// same one by itself, so that nothing is written back to the issuer when a person is bound to a record.
import { createHmac } from 'node:crypto';

/** Bytes of a subject: two persons of one issuer share none. */
const BYTES = 16;

/**
 * The subjects of an issuer's identities: an HMAC of issuer and name under the key of the installation, in the form of
 * `subject_id`. Who lacks the key learns from a subject nothing of the name.
 */
export const subjectsAt =
  (issuer: string, key: Buffer) =>
  (sub: string): string =>
    `p.${createHmac('sha256', key)
      .update(JSON.stringify(['subject', issuer, sub]), 'utf8')
      .digest()
      .subarray(0, BYTES)
      .toString('base64url')}`;
