// A code that one person reads to another, or copies from a slip: short, of signs that nobody takes for one another.
import { randomInt } from 'node:crypto';

/** Digits and letters of Crockford's base 32: without I, L, O and U. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 5;
const GROUPS = 2;

/** A new code that nobody can foresee, such as `7K3QX-M9TBD`: 50 bits. */
export const newSpokenCode = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => signs[randomInt(signs.length)]).join(''),
  ).join('-');

/** A code as it is compared: without spaces and hyphens, in capitals, and with the sign that was meant by a similar one. */
export const normalSpokenCode = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[\s\p{Dash}]+/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
