// Counts and hashes bytes on their way.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileEntry } from './manifest.ts';

/** The same bytes; `entry` holds once they were read to the end. */
export function measured(name: string, content: Readable): { readonly content: Readable; entry(): FileEntry } {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* passing(): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      const part = chunk as Buffer;
      hash.update(part);
      bytes += part.length;
      yield part;
    }
  }
  return {
    content: Readable.from(passing(), { objectMode: false }),
    entry: () => ({ name, bytes, sha256: hash.digest('hex') }),
  };
}
