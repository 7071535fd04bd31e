// The bytes of a text file become text, whatever encoding a spreadsheet wrote them in.
import { isUtf8 } from 'node:buffer';

export interface DecodedText {
  readonly text: string;
  /** its name in lower case, as the Encoding Standard has it: `utf-8`, `utf-16le`, `windows-1252` */
  readonly encoding: string;
}

const marks: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Bytes that are looked at for a pattern. */
const SAMPLE = 64 * 1024;

/**
 * Reads a text by its byte order mark, else by the charset that the request names where the bytes can be that, else by
 * what the bytes show.
 * @param charset as in Content-Type
 */
export function decodeText(bytes: Uint8Array, charset: string | undefined): DecodedText {
  const encoding = marked(bytes) ?? named(bytes, charset) ?? shown(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  return { text: encoding === 'windows-1252' ? withSigns(text) : text, encoding };
}

/** The signs of Windows-1252 at 80 to 9F, which some releases of Node.js leave as the controls of Latin 1. */
const signs = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const withSigns = (text: string) =>
  text.replace(/[\u0080-\u009f]/g, (control) => signs.charAt(control.charCodeAt(0) - 0x80));

const marked = (bytes: Uint8Array): string | undefined =>
  marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];

function named(bytes: Uint8Array, charset: string | undefined): string | undefined {
  if (charset === undefined) return undefined;
  const { encoding } = new TextDecoder(charset);
  return encoding === 'utf-8' && !isUtf8(bytes) ? undefined : encoding;
}

function shown(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE);
  return utf16(sample) ?? (isUtf8(bytes) ? 'utf-8' : isCyrillic(sample) ? 'windows-1251' : 'windows-1252');
}

/** In UTF-16 every other byte of separators, digits and names of columns is NUL. */
function utf16(bytes: Uint8Array): string | undefined {
  const nuls = [0, 0];
  for (const [index, byte] of bytes.entries()) if (byte === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  const many = bytes.length / 20;
  if (odd > many && even < odd / 10) return 'utf-16le';
  return even > many && odd < even / 10 ? 'utf-16be' : undefined;
}

/** Signs that both code pages have: quotation marks, dashes, no-break space, … */
const shared = new Set([
  0x82, 0x84, 0x85, 0x8b, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9b, 0xa0, 0xa7, 0xa9,
]);
for (const byte of [0xab, 0xac, 0xad, 0xae, 0xb0, 0xb1, 0xb6, 0xb7, 0xbb]) shared.add(byte);

/** Cyrillic words are high bytes throughout; in Western ones a high byte or two stand among letters A to Z. */
function isCyrillic(bytes: Uint8Array): boolean {
  let [run, inRuns, alone] = [0, 0, 0];
  for (let at = 0; at <= bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80 && !shared.has(byte)) run += 1;
    else {
      if (run >= 3) inRuns += run;
      else alone += run;
      run = 0;
    }
  }
  return inRuns > alone;
}
