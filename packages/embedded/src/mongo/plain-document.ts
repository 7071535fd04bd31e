// A document that can be kept byte for byte as it came: decoding it and encoding it again would give the same bytes. Whatever
// is not plainly so is decoded, and what cannot be decoded is refused there.
import { isUtf8 } from 'node:buffer';

/** A document that came in bytes, looked through and kept as it is. */
export class PlainDocument {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

/** Documents within documents, at most; what goes deeper is decoded. */
const MOST_DEPTH = 100;
/** No end: the value is not plain. */
const NONE = -1;

/** The upper half of milliseconds beyond which JavaScript has no date. */
const LATEST_DATE = Math.trunc(8.64e15 / 2 ** 32);

const DOCUMENT = 0x03;
const ARRAY = 0x04;
const DOLLAR = 0x24;
const ZERO = 0x30;
const UNDERSCORE = 0x5f;

/**
 * Whether a document can be kept as it came: whole, of common types, with an `_id` in front that is neither document nor
 * array, and no field twice at its top.
 */
export function isPlain(bytes: Buffer): boolean {
  const names = new Set<string>();
  let fields = 0;
  const end = documentEnd(bytes, 0, bytes.length, 0, (type, name) => {
    fields += 1;
    names.add(name);
    return fields > 1 || (name === '_id' && type !== DOCUMENT && type !== ARRAY);
  });
  return end === bytes.length && fields > 0 && names.size === fields;
}

type Allows = (type: number, name: string) => boolean;

/** Where a document or an array ends that starts at `at`; NONE where it is not plain. */
function documentEnd(bytes: Buffer, at: number, limit: number, depth: number, allows?: Allows | 'positions'): number {
  if (depth > MOST_DEPTH || at + 5 > limit) return NONE;
  const end = at + bytes.readInt32LE(at);
  if (end < at + 5 || end > limit || bytes[end - 1] !== 0) return NONE;
  let next = at + 4;
  for (let position = 0; next < end - 1; position += 1) {
    const type = bytes[next] ?? 0;
    const nameAt = next + 1;
    const nameEnd = allows === 'positions' ? positionEnd(bytes, nameAt, position) : fieldNameEnd(bytes, nameAt, end);
    if (nameEnd === NONE) return NONE;
    if (typeof allows === 'function' && !allows(type, bytes.toString('latin1', nameAt, nameEnd))) return NONE;
    next = valueEnd(bytes, type, nameEnd + 1, end - 1, depth);
    if (next === NONE) return NONE;
  }
  return next === end - 1 ? end : NONE;
}

/** Where a name ends of ASCII that means nothing to JavaScript (`__proto__`) or to BSON (`$ref`); NONE otherwise. */
function fieldNameEnd(bytes: Buffer, at: number, limit: number): number {
  if (bytes[at] === DOLLAR || (bytes[at] === UNDERSCORE && bytes[at + 1] === UNDERSCORE)) return NONE;
  for (let next = at; next < limit; next += 1) {
    const byte = bytes[next] ?? 0;
    if (byte === 0) return next;
    if (byte > 0x7f) return NONE;
  }
  return NONE;
}

/** Where the name of an array's element ends, which is its position in decimal digits; NONE where it is another. */
function positionEnd(bytes: Buffer, at: number, position: number): number {
  let digits = 1;
  for (let left = position; left > 9; left = Math.trunc(left / 10)) digits += 1;
  let left = position;
  for (let digit = at + digits - 1; digit >= at; digit -= 1, left = Math.trunc(left / 10)) {
    if (bytes[digit] !== ZERO + (left % 10)) return NONE;
  }
  return bytes[at + digits] === 0 ? at + digits : NONE;
}

/** Where a value ends that starts at `at` (BSON specification, version 1.1); NONE where it is not plain. */
function valueEnd(bytes: Buffer, type: number, at: number, limit: number, depth: number): number {
  const within = (end: number) => (end <= limit ? end : NONE);
  switch (type) {
    case 0x01: // double
    case 0x12: // 64-bit integer
      return within(at + 8);
    case 0x09: // date
      return at + 8 <= limit && Math.abs(bytes.readInt32LE(at + 4)) < LATEST_DATE ? at + 8 : NONE;
    case 0x10: // 32-bit integer
      return within(at + 4);
    case 0x13: // decimal
      return within(at + 16);
    case 0x07: // object id
      return within(at + 12);
    case 0x0a: // null
      return at;
    case 0x08: // boolean
      return (bytes[at] ?? 2) < 2 ? within(at + 1) : NONE;
    case 0x02:
      return textEnd(bytes, at, limit);
    case DOCUMENT:
      return documentEnd(bytes, at, limit, depth + 1);
    case ARRAY:
      return documentEnd(bytes, at, limit, depth + 1, 'positions');
    case 0x05:
      return binaryEnd(bytes, at, limit);
    default:
      return NONE;
  }
}

function textEnd(bytes: Buffer, at: number, limit: number): number {
  if (at + 5 > limit) return NONE;
  const length = bytes.readInt32LE(at);
  const start = at + 4;
  const end = start + length;
  if (length < 1 || end > limit || bytes[end - 1] !== 0) return NONE;
  for (let next = start; next < end; next += 1) {
    if ((bytes[next] ?? 0) > 0x7f) return isUtf8(bytes.subarray(start, end)) ? end : NONE;
  }
  return end;
}

/** Bytes of no kind; those of another kind have forms of their own. */
function binaryEnd(bytes: Buffer, at: number, limit: number): number {
  if (at + 5 > limit) return NONE;
  const length = bytes.readInt32LE(at);
  const end = at + 5 + length;
  return length >= 0 && end <= limit && bytes[at + 4] === 0 ? end : NONE;
}
