// Blind tokens stand for values in an index: equal values of one ministry have equal tokens, and a token tells nothing of
// its value to whoever lacks the key. Two ministries' tokens of one value have nothing in common.
import { createHmac } from 'node:crypto';

/** Bytes of a token: 2⁻⁶⁴ is the chance that among four thousand million values two share one. */
const BYTES = 16;

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8').digest();

/**
 * The token of a value: `<kind>:<22 signs>`.
 * @param kind what the value is, such as `email`; equal values of two kinds have different tokens
 * @param value in its normal form, in which all ways to write it are one text
 */
export const blindToken = (key: Buffer, tenant: string, kind: string, value: string): string =>
  `${kind}:${hmac(hmac(key, `tenant|${tenant}`), `${kind}|${value}`)
    .subarray(0, BYTES)
    .toString('base64url')}`;
