// Which encoding a spreadsheet wrote a text file in, and its bytes as text.

/** Bytes at the beginning that are looked at for a pattern. */
export const SAMPLE = 64 * 1024;

const marks: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The encoding that the byte order mark of a file tells, as the Encoding Standard has it; undefined where it has none. */
export const markedCharset = (bytes: Uint8Array): string | undefined =>
  marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0];

/** UTF-16 without a mark: every other byte of separators, digits and Latin letters is NUL. */
export function utf16Charset(bytes: Uint8Array): string | undefined {
  let [even, odd] = [0, 0];
  for (const [at, byte] of bytes.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const many = bytes.length / 20;
  if (odd > many && even < odd / 10) return 'utf-16le';
  return even > many && odd < even / 10 ? 'utf-16be' : undefined;
}

/** What Windows-1251 and 1252 both have: quotation marks, dashes, no-break space. */
const shared = new Set([
  0x82, 0x84, 0x85, 0x8b, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9b, 0xa0, 0xa7, 0xa9, 0xab, 0xac, 0xad,
  0xae, 0xb0, 0xb1, 0xb6, 0xb7, 0xbb,
]);

/** High bytes, as they go by. */
export interface CodePage {
  add(bytes: Uint8Array): void;
  end(): 'windows-1251' | 'windows-1252';
}

/** Cyrillic words are high bytes throughout; in Western ones a high byte or two stand among letters A to Z. */
export function codePage(): CodePage {
  let [run, inRuns, alone] = [0, 0, 0];
  const endRun = () => {
    if (run >= 3) inRuns += run;
    else alone += run;
    run = 0;
  };
  return {
    add(bytes) {
      for (const byte of bytes) {
        if (byte < 0x80 || shared.has(byte)) endRun();
        else run += 1;
      }
    },
    end() {
      endRun();
      return inRuns > alone ? 'windows-1251' : 'windows-1252';
    },
  };
}

/** The signs of Windows-1252 at 80 to 9F, which some releases of Node.js leave as the controls of Latin 1. */
const signs = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const withSigns = (text: string) =>
  text.replace(/[\u0080-\u009f]/g, (control) => signs.charAt(control.charCodeAt(0) - 0x80));

/** Makes text of bytes, a piece at a time and without a byte order mark. @param encoding as the Encoding Standard has it */
export function decoderOf(encoding: string): { write(bytes: Uint8Array): string; end(): string } {
  const decoder = new TextDecoder(encoding);
  const mended = encoding === 'windows-1252' ? withSigns : (text: string) => text;
  return {
    write: (bytes) => mended(decoder.decode(bytes, { stream: true })),
    end: () => mended(decoder.decode()),
  };
}
