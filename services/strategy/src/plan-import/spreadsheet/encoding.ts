// The bytes of a text file become text, whatever encoding a spreadsheet wrote them in.
import { isUtf8 } from 'node:buffer';
import { codePage, decoderOf, markedCharset, SAMPLE, utf16Charset } from '@tributary/service-kit/charset';

export interface DecodedText {
  readonly text: string;
  /** its name in lower case, as the Encoding Standard has it: `utf-8`, `utf-16le`, `windows-1252` */
  readonly encoding: string;
}

/**
 * Reads a text by its byte order mark, else by the charset that the request names where the bytes can be that, else by
 * what the bytes show.
 * @param charset as in Content-Type
 */
export function decodeText(bytes: Uint8Array, charset: string | undefined): DecodedText {
  const encoding = markedCharset(bytes) ?? named(bytes, charset) ?? shown(bytes);
  const decoder = decoderOf(encoding);
  return { text: decoder.write(bytes) + decoder.end(), encoding };
}

function named(bytes: Uint8Array, charset: string | undefined): string | undefined {
  if (charset === undefined) return undefined;
  const { encoding } = new TextDecoder(charset);
  return encoding === 'utf-8' && !isUtf8(bytes) ? undefined : encoding;
}

function shown(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE);
  const utf16 = utf16Charset(sample);
  if (utf16 !== undefined) return utf16;
  if (isUtf8(bytes)) return 'utf-8';
  const page = codePage();
  page.add(sample);
  return page.end();
}
