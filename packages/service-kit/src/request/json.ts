// JSON bodies: bytes in, a value out. What cannot be read says where it breaks; refused are keys that could reach a
// prototype, and a key that stands twice.
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Language } from '@tributary/contracts';
import { stringify } from 'safe-stable-stringify';
import type { FieldCode } from '../problem/field-codes.ts';
import { pointerTo } from '../problem/field-errors.ts';
import { type FieldFault, fieldError } from '../problem/field-texts.ts';
import { Refusal } from '../problem/refusal.ts';
import { keysIn, repeatedKeyIn } from './json-keys.ts';

/** No body of this house nests deeper; what walks a value may recurse without a care. */
const DEPTH_LIMIT = 32;

/** Longer texts are not searched for the place where they break. */
const SEARCH_LIMIT = 64 * 1024;

/** Where none of these is in the text, no key can reach a prototype. */
const suspects = ['__proto__', 'constructor', '\\u'];

/** @throws {Refusal} 400 where the bytes are not UTF-8 */
function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new Refusal('MALFORMED_BODY', { values: { mediaType: 'JSON' } });
  const text = bytes.toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/**
 * Reads a JSON body.
 * @throws {Refusal} 400 where it is not JSON, with line and column; or where a key is `__proto__`, or `constructor` with a
 *   `prototype`, or stands more than once in its object
 */
export function jsonOf(bytes: Buffer, language: Language): unknown {
  const text = textOf(bytes);
  const { deepest, colons } = shapeOf(bytes);
  if (deepest > DEPTH_LIMIT) throw refused('TOO_DEEP', [], { limit: DEPTH_LIMIT }, language);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw malformed(text, error, language);
  }
  const path = suspects.some((word) => text.includes(word)) ? poisonIn(value) : undefined;
  if (path !== undefined) throw refused('FORBIDDEN_KEY', path, {}, language);
  const repeated = keysIn(value) < colons ? repeatedKeyIn(text) : undefined;
  if (repeated !== undefined) throw refused('DUPLICATE_KEY', repeated, {}, language);
  return value;
}

const refused = (code: FieldCode, path: readonly string[], values: FieldFault['values'], language: Language) =>
  new Refusal('VALIDATION', { errors: [fieldError({ pointer: pointerTo('', path), code, values }, language)] });

/** How deep arrays and objects nest, by their brackets outside of strings, and how many keys there are, by their colons. */
function shapeOf(bytes: Buffer): { readonly deepest: number; readonly colons: number } {
  let colons = 0;
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inText) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) inText = false;
    } else if (byte === 0x22) inText = true;
    else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth -= 1;
    else if (byte === 0x3a) colons += 1;
  }
  return { deepest, colons };
}

function malformed(text: string, error: unknown, language: Language): Refusal {
  const place = breakOf(text, error);
  const before = text.slice(0, place).split('\n');
  const values = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return new Refusal('MALFORMED_BODY', {
    values: { mediaType: 'JSON' },
    errors: place === undefined ? [] : [fieldError({ pointer: '', code: 'SYNTAX', values }, language)],
  });
}

const positionIn = (error: unknown): number | undefined => {
  const digits = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** Where text stops being the beginning of some JSON. The engine tells it in some cases; in others, halving finds it. */
function breakOf(text: string, error: unknown): number | undefined {
  const told = positionIn(error);
  if (told !== undefined || text.length > SEARCH_LIMIT) return told;
  let good = 0;
  let broken = text.length + 1;
  while (broken - good > 1) {
    const middle = Math.floor((good + broken) / 2);
    if (mayGoOn(text.slice(0, middle))) good = middle;
    else broken = middle;
  }
  return good;
}

/** Whether the only thing wrong with a text is that it ends. */
function mayGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const ends = error instanceof Error && error.message.startsWith('Unexpected end');
    return ends || (positionIn(error) ?? -1) >= beginning.length;
  }
}

function poisonIn(value: unknown, path: readonly string[] = []): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, child] of Object.entries(value)) {
    const here = [...path, key];
    if (key === '__proto__') return here;
    if (key === 'constructor' && typeof child === 'object' && child !== null && Object.hasOwn(child, 'prototype')) {
      return here;
    }
    const deeper = poisonIn(child, here);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

/** The same text for the same JSON value, whatever the order of its keys was; bytes go by their hash. */
export const canonical = (value: unknown): string =>
  Buffer.isBuffer(value) ? createHash('sha256').update(value).digest('base64url') : (stringify(value) ?? 'null');
