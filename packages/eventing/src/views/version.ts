// The version of a service's views: a name made of what their rows keep, so that no release can forget to raise it.
import { createHash } from 'node:crypto';
import { type Declared, keepingOf } from './append.ts';

/** Raised where rows hold the same facts in another form. */
const FORM = 1;

/** Enough that two of the few versions of one service never share it. */
const DIGITS = 8;

/**
 * Names what the rows of these views keep: the types of events that they fold, the business date of each, and the types
 * that erase. How they are folded is no part of it: rows hold facts, and another fold reads the same ones.
 * @returns eight hexadecimal digits, the same for the same views in any order
 */
export function versionOf(declared: readonly Declared[]): string {
  const { folded, terminal } = keepingOf(declared);
  const kept = [...folded].map(([type, { businessDate = '' }]) => `${type} ${businessDate}`);
  return createHash('sha256')
    .update(JSON.stringify([FORM, kept.sort(), [...terminal].sort()]))
    .digest('hex')
    .slice(0, DIGITS);
}
