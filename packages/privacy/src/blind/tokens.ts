// Blind tokens stand for values in an index: equal values of one ministry have equal tokens, and a token tells nothing of
// its value to whoever lacks the key. Two ministries' tokens of one value have nothing in common.
import { createHmac } from 'node:crypto';

/** Bytes of a token: 2⁻⁶⁴ is the chance that among four thousand million values two share one. */
const BYTES = 16;

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8').digest();

/** The keys of tenants that were made of a key: a record has dozens of tokens, all under one of them. */
const ofTenants = new WeakMap<Buffer, Map<string, Buffer>>();

function tenantKey(key: Buffer, tenant: string): Buffer {
  const known = ofTenants.get(key) ?? new Map<string, Buffer>();
  ofTenants.set(key, known);
  const own = known.get(tenant) ?? hmac(key, `tenant|${tenant}`);
  known.set(tenant, own);
  return own;
}

/**
 * The token of a value: `<kind>:<22 signs>`.
 * @param kind what the value is, such as `email`; equal values of two kinds have different tokens
 * @param value in its normal form, in which all ways to write it are one text
 */
export const blindToken = (key: Buffer, tenant: string, kind: string, value: string): string =>
  `${kind}:${hmac(tenantKey(key, tenant), `${kind}|${value}`).subarray(0, BYTES).toString('base64url')}`;
