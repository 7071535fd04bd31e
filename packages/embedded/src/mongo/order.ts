// BSON values as strings whose order, by UTF-16 code unit, is MongoDB's order of values
// (MongoDB manual, "Comparison/Sort Order"); equal values of different number types give the same string.
import { BSONRegExp, MaxKey, MinKey, Timestamp } from 'bson';
import {
  Binary,
  type Decimal128,
  type Doc,
  Double,
  Int32,
  isDoc,
  isNumeric,
  Long,
  MISSING,
  ObjectId,
} from './values.ts';

const BRACKET = {
  minKey: '\x01',
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

const view = new DataView(new ArrayBuffer(8));

/** Eight characters that order like the double. */
function doubleKey(value: number): string {
  if (Number.isNaN(value)) return '\x00'.repeat(8);
  view.setFloat64(0, value === 0 ? 0 : value);
  let key = '';
  const negative = view.getUint8(0) >= 0x80;
  for (let at = 0; at < 8; at += 1) {
    const byte = view.getUint8(at);
    key += String.fromCharCode(negative ? byte ^ 0xff : at === 0 ? byte ^ 0x80 : byte);
  }
  return key;
}

const MIDDLE = '\x80\x00';

/** The double nearest to the number, then how far the number is from it. */
function numberKey(value: Int32 | Double | Long | Decimal128): string {
  if (value instanceof Int32 || value instanceof Double) return doubleKey(value.valueOf()) + MIDDLE;
  if (value instanceof Long) return integerKey(value.toBigInt());
  return decimalKey(value);
}

function integerKey(value: bigint): string {
  const near = Number(value);
  const rest = Number(value - BigInt(near)) + 0x8000;
  return doubleKey(near) + String.fromCharCode(rest >> 8, rest & 0xff);
}

/** A decimal that no double holds exactly is told from its neighbours by its digits. */
function decimalKey(value: Decimal128): string {
  const text = value.toString();
  const near = Number(text);
  if (!Number.isFinite(near)) return doubleKey(near) + MIDDLE;
  const digits = plainDigits(text);
  if (!digits.includes('.')) {
    const exact = BigInt(digits);
    if (exact >= -(2n ** 63n) && exact < 2n ** 63n) return integerKey(exact);
  }
  if (plainDigits(near.toString()) === digits && isDyadic(digits)) return doubleKey(near) + MIDDLE;
  return `${doubleKey(near)}\x80\x01${digits}${END}`;
}

/** A decimal fraction is a double's exact value only when it ends in 5 often enough: .5, .25, .125 … */
function isDyadic(digits: string): boolean {
  const fraction = digits.split('.')[1] ?? '';
  return BigInt(fraction || '0') % 5n ** BigInt(fraction.length) === 0n;
}

/** Scientific notation written out, without needless zeros. */
function plainDigits(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent);
  const all = (whole + fraction).padEnd(Math.max(point, 0), '0');
  const padded = point < 0 ? '0'.repeat(-point) + all : all;
  const left = padded.slice(0, Math.max(point, 0)).replace(/^0+(?=\d)/, '') || '0';
  const right = padded.slice(Math.max(point, 0)).replace(/0+$/, '');
  const plain = right === '' ? left : `${left}.${right}`;
  return plain === '0' ? '0' : sign + plain;
}

function binaryKey(value: Binary): string {
  const bytes = Buffer.from(value.value());
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return length.toString('latin1') + String.fromCharCode(value.sub_type) + bytes.toString('latin1');
}
