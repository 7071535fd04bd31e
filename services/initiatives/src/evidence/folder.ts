// Files of evidence in a folder: each is written under another name, synced, and then named, so that what has its name is whole.
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '@tributary/service-kit';
import type { EvidenceStore } from './store.ts';

const codeOf = (error: unknown): unknown => (Object(error) as { readonly code?: unknown }).code;

/** Makes the names in a folder durable. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Keeps files of evidence in a folder, for the user of the process alone. */
export const evidenceInFolder = (folder: string): EvidenceStore => ({
  async keep({ applicationId, sha256 }, { content }, through) {
    const of = join(folder, applicationId);
    const draft = join(of, `${sha256}.${randomUUID()}.partial`);
    try {
      await mkdir(of, { recursive: true, mode: 0o700 });
      await pipeline(content, through, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }));
      await rename(draft, join(of, sha256));
      await sync(of);
      await sync(dirname(of));
    } catch (error) {
      await rm(draft, { force: true });
      throw codeOf(error) === 'ENOSPC' ? new Refusal('STORAGE_FULL', { values: { seconds: 60 } }) : error;
    }
  },
  async read({ applicationId, sha256 }) {
    try {
      return await readFile(join(folder, applicationId, sha256));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  },
});
