// By what one who acts for an organisation is known outside of the registry. Every service comes to the same token by itself,
// for the subject of a caller, so that no event has to name a subject.
import { createHmac } from 'node:crypto';

/** Bytes of a token: two subjects share none. */
const BYTES = 16;

/**
 * The tokens of those who act for organisations: an HMAC of organisation and subject under the key of the installation, 22
 * characters. One subject has another token in each organisation; who lacks the key learns nothing of it.
 */
export const representativesAt =
  (key: Buffer) =>
  (organisationId: string, subjectId: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify(['representative', organisationId, subjectId]), 'utf8')
      .digest()
      .subarray(0, BYTES)
      .toString('base64url');
