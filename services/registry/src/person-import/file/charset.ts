// Which encoding a text file has, by all of its bytes as they go by, and the file as text.
import { codePage, decoderOf, markedCharset, SAMPLE, utf16Charset } from '@tributary/service-kit/charset';

/** What was seen of a file as it went by. */
export interface Probe {
  add(bytes: Uint8Array): void;
  /** @returns its name as the Encoding Standard has it */
  end(): string;
}

/** Looks at a file: a byte order mark goes first, then UTF-8 where all of it is, then what its high bytes look like. */
export function charsetProbe(): Probe {
  const whole = new TextDecoder('utf-8', { fatal: true });
  const page = codePage();
  let start = Buffer.alloc(0);
  let isUtf8 = true;
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
      page.add(bytes);
    },
    end() {
      if (isUtf8) decode();
      return markedCharset(start) ?? utf16Charset(start) ?? (isUtf8 ? 'utf-8' : page.end());
    },
  };
}

/** A file as text, a piece at a time, without its byte order mark. */
export async function* textOf(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  for await (const chunk of bytes) yield decoder.write(chunk);
  yield decoder.end();
}
