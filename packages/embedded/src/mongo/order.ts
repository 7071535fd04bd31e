// BSON values as strings whose order, by UTF-16 code unit, is MongoDB's order of values
// (MongoDB manual, "Comparison/Sort Order"); equal values of different number types give the same string.
import { BSONRegExp, MaxKey, MinKey } from 'bson';
import { doubleKey, numberKey } from './number-order.ts';
import { Binary, type Doc, isDoc, isNumeric, MISSING, ObjectId, Timestamp } from './values.ts';

const BRACKET = {
  minKey: '\x01',
  emptyArray: '\x03',
  null: '\x05',
  number: '\x10',
  string: '\x20',
  object: '\x30',
  array: '\x40',
  binary: '\x50',
  objectId: '\x60',
  boolean: '\x70',
  date: '\x80',
  timestamp: '\x90',
  regex: '\xa0',
  maxKey: '\xfe',
} as const;

const END = '\x00';

/** The sort key of a value; each is self-delimiting, so that keys of several fields can be joined. */
export function orderKey(value: unknown): string {
  if (typeof value === 'string') return BRACKET.string + textKey(value);
  if (isNumeric(value)) return BRACKET.number + numberKey(value);
  if (value === null || value === undefined || value === MISSING) return BRACKET.null;
  if (typeof value === 'boolean') return BRACKET.boolean + (value ? '1' : '0');
  if (value instanceof Date) return BRACKET.date + doubleKey(value.getTime());
  if (value instanceof ObjectId) return BRACKET.objectId + value.toHexString();
  if (Array.isArray(value)) return BRACKET.array + value.map(orderKey).join('') + END;
  if (value instanceof Binary) return BRACKET.binary + binaryKey(value);
  if (value instanceof Timestamp) return BRACKET.timestamp + value.toBigInt().toString(16).padStart(16, '0');
  if (value instanceof BSONRegExp) return BRACKET.regex + textKey(value.pattern) + textKey(value.options);
  if (value instanceof MinKey) return BRACKET.minKey;
  if (value instanceof MaxKey) return BRACKET.maxKey;
  return BRACKET.object + objectKey(value as Doc);
}

/** The keys that a field's values have in an index and in a sort: of an array those of its elements, of nothing null's. */
export function elementKeys(values: readonly unknown[]): string[] {
  const [only] = values;
  if (values.length < 2 && !Array.isArray(only)) return [orderKey(only)];
  const keys = values.flatMap((value) => {
    if (!Array.isArray(value)) return [orderKey(value)];
    return value.length === 0 ? [BRACKET.emptyArray] : value.map(orderKey);
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

function objectKey(doc: Doc): string {
  const fields = isDoc(doc) ? Object.entries(doc) : Object.entries(doc as object);
  return (
    fields
      .map(([name, value]) => {
        const key = orderKey(value);
        return key.charAt(0) + textKey(name) + key;
      })
      .join('') + END
  );
}

// UTF-8 order differs from UTF-16's for surrogates: they are moved behind U+FFFF.
const nonAscii = /[\ud800-\uffff]/;

function textKey(text: string): string {
  const escaped = text.includes(END) ? text.replaceAll(END, '\x00\x01') : text;
  const ordered = nonAscii.test(escaped)
    ? escaped.replace(/[\ud800-\uffff]/g, (unit) => {
        const code = unit.charCodeAt(0);
        return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800);
      })
    : escaped;
  return `${ordered}${END}${END}`;
}

function binaryKey(value: Binary): string {
  const bytes = Buffer.from(value.value());
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return length.toString('latin1') + String.fromCharCode(value.sub_type) + bytes.toString('latin1');
}
