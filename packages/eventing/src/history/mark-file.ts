// The mark of a journal in a file, apart from database and broker: it tells when both are lost. Written whole or not at
// all; one that cannot be read tells nothing.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Mark } from './compare.ts';
import type { MarkKeeper } from './keeper.ts';

const MarkText = z.object({
  history: z.string(),
  epoch: z.number(),
  at: z.string(),
  highWatermarks: z.array(z.number().int().nonnegative()),
});

/** What a mark says as text; undefined where it is none. */
export function readMark(text: string | undefined): Mark | undefined {
  try {
    return MarkText.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

/** The mark in `path`, whose folder is made when it is not there. */
export function markFile(path: string): MarkKeeper & { read(): Promise<Mark | undefined> } {
  return {
    read: async () => readMark(await readFile(path, 'utf8').catch(() => undefined)),
    async write(mark) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const draft = `${path}.new`;
      await writeFile(draft, `${JSON.stringify(mark)}\n`, { mode: 0o600, flush: true });
      await rename(draft, path);
    },
  };
}
