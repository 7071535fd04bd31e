// W3C Trace Context: taken from the request, or made where there is none.
import { randomBytes } from 'node:crypto';

const form = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** What a `traceparent` header says, or undefined where there is none or it is not one. */
export function traceOf(traceparent: string | string[] | undefined) {
  if (typeof traceparent !== 'string') return undefined;
  const [, traceId, spanId, flags] = form.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) };
}

/** The trace id of a `traceparent` header, or undefined where there is none or it is not one. */
export const traceIdOf = (traceparent: string | string[] | undefined): string | undefined =>
  traceOf(traceparent)?.traceId;

/** The `traceparent` to carry on: the request's own where it is well-formed, else a new one that is sampled. */
export const traceparentOf = (given: string | string[] | undefined): string =>
  typeof given === 'string' && form.test(given) ? given : started(1);

/**
 * The `traceparent` of the first span of a new trace.
 * @param ratio from 0 to 1: the part of such traces that is sampled, told from their ids
 */
export function started(ratio: number): string {
  const traceId = hex(32);
  const sampled = Number.parseInt(traceId.slice(24), 16) < ratio * 2 ** 32;
  return `00-${traceId}-${hex(16)}-${sampled ? '01' : '00'}`;
}

/** The `traceparent` of a new span in the trace of another. @param traceparent a well-formed one */
export const continued = (traceparent: string): string =>
  `${traceparent.slice(0, 36)}${hex(16)}${traceparent.slice(52)}`;

// Random digits are drawn for many requests at once.
const DRAWN_BYTES = 6_144;
let drawn = '';

function hex(digits: number): string {
  if (drawn.length < digits) drawn = randomBytes(DRAWN_BYTES).toString('hex');
  const taken = drawn.slice(0, digits);
  drawn = drawn.slice(digits);
  return taken;
}
