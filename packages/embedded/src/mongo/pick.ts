// Reads a few fields out of a document's bytes without decoding the others: most filters ask for two of twenty.
import { type Doc, decode } from './values.ts';

/** Where the value of a BSON type that starts at `at` ends (BSON specification, version 1.1). */
function valueEnd(bytes: Buffer, type: number, at: number): number {
  switch (type) {
    case 0x01: // double
    case 0x09: // date
    case 0x11: // timestamp
    case 0x12: // 64-bit integer
      return at + 8;
    case 0x10: // 32-bit integer
      return at + 4;
    case 0x13: // decimal
      return at + 16;
    case 0x08: // boolean
      return at + 1;
    case 0x07: // object id
      return at + 12;
    case 0x02: // text
    case 0x0d: // code
    case 0x0e: // symbol
      return at + 4 + bytes.readInt32LE(at);
    case 0x03: // document
    case 0x04: // array
    case 0x0f: // code with scope
      return at + bytes.readInt32LE(at);
    case 0x05: // binary
      return at + 5 + bytes.readInt32LE(at);
    case 0x0b: // regular expression
      return bytes.indexOf(0, bytes.indexOf(0, at) + 1) + 1;
    case 0x0c: // database pointer
      return at + 4 + bytes.readInt32LE(at) + 12;
    default: // null, undefined, least key, greatest key
      return at;
  }
}

/**
 * The document with those of its top-level fields that `names` holds, in their order.
 * @param bytes a whole BSON document, as the server wrote it
 */
export function pick(bytes: Buffer, names: ReadonlySet<string>): Doc {
  const parts: Buffer[] = [];
  let length = 5;
  for (let at = 4; parts.length < names.size && at < bytes.length - 1; ) {
    const nameEnd = bytes.indexOf(0, at + 1);
    const end = valueEnd(bytes, bytes.readUInt8(at), nameEnd + 1);
    if (names.has(bytes.toString('utf8', at + 1, nameEnd))) {
      parts.push(bytes.subarray(at, end));
      length += end - at;
    }
    at = end;
  }
  if (parts.length === 0) return {};
  const picked = Buffer.alloc(length);
  picked.writeInt32LE(length, 0);
  let to = 4;
  for (const part of parts) to += part.copy(picked, to);
  return decode(picked);
}

/** The first step of a dotted path. */
export const rootOf = (path: string): string => {
  const dot = path.indexOf('.');
  return dot < 0 ? path : path.slice(0, dot);
};
