// BSON values as strings whose order is MongoDB's order of values (MongoDB manual, "Comparison/Sort Order"); equal values
// of different number types have the same key. Keys of several fields can be joined: each tells where it ends.
import { BSONRegExp, MaxKey, MinKey } from 'bson';
import { KeyWriter } from './key-writer.ts';
import { writeNumber } from './number-order.ts';
import { Binary, type Doc, isNumeric, MISSING, ObjectId, Timestamp } from './values.ts';

/** The first byte of a value's key, in the order of the types. */
const BRACKET = {
  minKey: 0x01,
  emptyArray: 0x03,
  null: 0x05,
  number: 0x10,
  string: 0x20,
  object: 0x30,
  array: 0x40,
  binary: 0x50,
  objectId: 0x60,
  boolean: 0x70,
  date: 0x80,
  timestamp: 0x90,
  regex: 0xa0,
  maxKey: 0xfe,
} as const;

/** Behind the last element of an array or document: less than any bracket. */
const END = 0;

const writer = new KeyWriter();

/** The sort key of a value, or of several side by side. */
export function orderKey(...values: readonly unknown[]): string {
  writer.start();
  for (const value of values) write(value);
  return writer.end();
}

function bracketFor(value: unknown): number {
  if (typeof value === 'string') return BRACKET.string;
  if (isNumeric(value)) return BRACKET.number;
  if (value === null || value === undefined || value === MISSING) return BRACKET.null;
  if (typeof value === 'boolean') return BRACKET.boolean;
  if (value instanceof Date) return BRACKET.date;
  if (value instanceof ObjectId) return BRACKET.objectId;
  if (Array.isArray(value)) return BRACKET.array;
  if (value instanceof Binary) return BRACKET.binary;
  if (value instanceof Timestamp) return BRACKET.timestamp;
  if (value instanceof BSONRegExp) return BRACKET.regex;
  if (value instanceof MinKey) return BRACKET.minKey;
  if (value instanceof MaxKey) return BRACKET.maxKey;
  return BRACKET.object;
}

function write(value: unknown): void {
  const bracket = bracketFor(value);
  writer.byte(bracket);
  if (typeof value === 'string') writer.text(value);
  else if (isNumeric(value)) writeNumber(writer, value);
  else if (typeof value === 'boolean') writer.byte(value ? 1 : 0);
  else if (value instanceof Date) writer.double(value.getTime());
  else if (value instanceof ObjectId) writer.raw(value.id);
  else if (Array.isArray(value)) {
    for (const element of value) write(element);
    writer.byte(END);
  } else if (value instanceof Binary) {
    const bytes = value.value();
    writer.uint32(bytes.length);
    writer.byte(value.sub_type);
    writer.raw(bytes);
  } else if (value instanceof Timestamp) {
    writer.uint32(value.t);
    writer.uint32(value.i);
  } else if (value instanceof BSONRegExp) {
    writer.text(value.pattern);
    writer.text(value.options);
  } else if (bracket === BRACKET.object) writeFields(value as Doc);
}

/** A field's type goes before its name, and its name before its value. */
function writeFields(doc: Doc): void {
  for (const [name, value] of Object.entries(doc)) {
    writer.byte(bracketFor(value));
    writer.text(name);
    write(value);
  }
  writer.byte(END);
}

const EMPTY_ARRAY = String.fromCharCode(BRACKET.emptyArray);

/** The keys that a field's values have in an index and in a sort: of an array those of its elements, of nothing null's. */
export function elementKeys(values: readonly unknown[]): string[] {
  const [only] = values;
  if (values.length < 2 && !Array.isArray(only)) return [orderKey(only)];
  const keys = values.flatMap((value) => {
    if (!Array.isArray(value)) return [orderKey(value)];
    return value.length === 0 ? [EMPTY_ARRAY] : value.map((element) => orderKey(element));
  });
  return [...new Set(keys)];
}

/** The first character of a value's key: comparisons by `$gt` and its like stay within one. */
export const bracketOf = (key: string): string => key.slice(0, 1);

/** Whether two values are the same for a filter. */
export const equal = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' ? a === b : orderKey(a) === orderKey(b);

/** −1, 0 or 1 by MongoDB's order. */
export function compare(a: unknown, b: unknown): number {
  const left = orderKey(a);
  const right = orderKey(b);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
