// Cursors of pages: opaque to callers and signed, so that what comes back is a place that this installation gave out.
import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE_BYTES = 12;

export interface Cursors {
  /** Wraps a place. */
  sign(place: string): string;
  /** The place of a cursor; undefined where this installation did not sign it for this list. */
  open(cursor: string): string | undefined;
}

/** Cursors of one list, e.g. `strategy GET /v1/alignments`: a cursor of another list opens nothing. */
export function cursorsOf(installationKey: Buffer, list: string): Cursors {
  const signature = (place: string) =>
    createHmac('sha256', installationKey).update(`cursor\n${list}\n${place}`).digest().subarray(0, SIGNATURE_BYTES);
  return {
    sign: (place) => `${Buffer.from(place).toString('base64url')}.${signature(place).toString('base64url')}`,
    open: (cursor) => {
      const [encoded = '', signed = '', ...more] = cursor.split('.');
      const place = Buffer.from(encoded, 'base64url').toString('utf8');
      const given = Buffer.from(signed, 'base64url');
      const genuine = given.length === SIGNATURE_BYTES && timingSafeEqual(given, signature(place));
      return genuine && more.length === 0 ? place : undefined;
    },
  };
}
