// W3C Trace Context: taken from the request, or made where there is none.
import { randomBytes } from 'node:crypto';

const form = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The trace id of a `traceparent` header, or undefined where there is none or it is not one. */
export const traceIdOf = (traceparent: string | string[] | undefined): string | undefined =>
  typeof traceparent === 'string' ? form.exec(traceparent)?.[1] : undefined;

/** The `traceparent` to carry on: the request's own where it is well-formed, else a new one that is sampled. */
export function traceparentOf(given: string | string[] | undefined): string {
  if (typeof given === 'string' && form.test(given)) return given;
  return `00-${hex(32)}-${hex(16)}-01`;
}

// Random digits are drawn for many requests at once.
const DRAWN_BYTES = 6_144;
let drawn = '';

function hex(digits: number): string {
  if (drawn.length < digits) drawn = randomBytes(DRAWN_BYTES).toString('hex');
  const taken = drawn.slice(0, digits);
  drawn = drawn.slice(digits);
  return taken;
}
