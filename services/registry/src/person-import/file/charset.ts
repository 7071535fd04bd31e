// Which encoding a text file has, by all of its bytes as they go by, and the file as text.
import { TextDecoder } from 'node:util';

/** What was seen of a file as it went by. */
export interface Probe {
  add(bytes: Uint8Array): void;
  /** @returns its name as the Encoding Standard has it */
  end(): string;
}

const marks: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Bytes at the beginning that are looked at for UTF-16. */
const SAMPLE = 64 * 1024;
/** What 1251 and 1252 both have: quotation marks, dashes, no-break space. */
const shared = new Set([
  0x82, 0x84, 0x85, 0x8b, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9b, 0xa0, 0xa7, 0xa9, 0xab, 0xac, 0xad,
  0xae, 0xb0, 0xb1, 0xb6, 0xb7, 0xbb,
]);

/** In UTF-16 every other byte of separators, digits and Latin letters is NUL. */
function utf16(bytes: Uint8Array): string | undefined {
  let even = 0;
  let odd = 0;
  for (const [at, byte] of bytes.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const many = bytes.length / 20;
  if (odd > many && even < odd / 10) return 'utf-16le';
  return even > many && odd < even / 10 ? 'utf-16be' : undefined;
}

/** Looks at a file: a byte order mark goes first, then UTF-8 where all of it is, then what its high bytes look like. */
export function charsetProbe(): Probe {
  const whole = new TextDecoder('utf-8', { fatal: true });
  let start = Buffer.alloc(0);
  let isUtf8 = true;
  let run = 0;
  let inRuns = 0;
  let alone = 0;
  const endRun = () => {
    // Cyrillic words are high bytes throughout; in Western ones a high byte or two stand among letters A to Z
    if (run >= 3) inRuns += run;
    else alone += run;
    run = 0;
  };
  const decode = (bytes?: Uint8Array) => {
    try {
      if (bytes === undefined) whole.decode();
      else whole.decode(bytes, { stream: true });
    } catch {
      isUtf8 = false;
    }
  };
  return {
    add(bytes) {
      if (start.length < SAMPLE) start = Buffer.concat([start, bytes.subarray(0, SAMPLE - start.length)]);
      if (isUtf8) decode(bytes);
      for (const byte of bytes) {
        if (byte < 0x80 || shared.has(byte)) endRun();
        else run += 1;
      }
    },
    end() {
      endRun();
      if (isUtf8) decode();
      const marked = marks.find(([, mark]) => mark.every((byte, at) => start[at] === byte))?.[0];
      return marked ?? utf16(start) ?? (isUtf8 ? 'utf-8' : inRuns > alone ? 'windows-1251' : 'windows-1252');
    },
  };
}

/** The signs of Windows-1252 at 80 to 9F, which some releases of Node.js leave as the controls of Latin 1. */
const signs = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const withSigns = (text: string) =>
  text.replace(/[\u0080-\u009f]/g, (control) => signs.charAt(control.charCodeAt(0) - 0x80));

/** A file as text, a piece at a time, without its byte order mark. */
export async function* textOf(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const mended = encoding === 'windows-1252' ? withSigns : (text: string) => text;
  for await (const chunk of bytes) yield mended(decoder.decode(chunk, { stream: true }));
  yield mended(decoder.decode());
}
