// The ledger of erasures in a folder: a file for each person, and one that says which ledger it is. A file is written under
// another name, synced, and then named, so that what has its name is whole; of two writers one names it.
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ErasureReceipt } from '@tributary/contracts';
import { ConfigError } from '@tributary/service-kit';
import type { LedgerOutside } from './ledger-outside.ts';

const IDENTITY = 'ledger.json';
const ENTRY = /^[0-9a-f-]{36}\.json$/;

const codeOf = (error: unknown): unknown => (Object(error) as { readonly code?: unknown }).code;

/** Keeps the ledger in a folder, for the user of the process alone. */
export function ledgerInFolder(folder: string): LedgerOutside {
  /** Gives a file its content unless it has one. @returns the content that it has */
  async function keepOnce(name: string, content: object): Promise<unknown> {
    const draft = join(folder, `${name}.${randomUUID()}.partial`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const file = await open(draft, 'wx', 0o600);
      await file
        .writeFile(`${JSON.stringify(content)}\n`)
        .then(() => file.sync())
        .finally(() => file.close());
      await link(draft, join(folder, name)).catch((error: unknown) => {
        if (codeOf(error) !== 'EEXIST') throw error;
      });
    } finally {
      await rm(draft, { force: true });
    }
    const names = await open(folder, 'r');
    await names.sync().finally(() => names.close());
    return read(name);
  }

  async function read(name: string): Promise<unknown> {
    const text = await readFile(join(folder, name), 'utf8').catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text);
    } catch {
      throw damaged(name);
    }
  }

  const damaged = (name: string) =>
    new ConfigError([
      `TRIBUTARY_ERASURE_LEDGER: ${join(folder, name)} is damaged: put back the file of before. Who was erased is not known for sure without it.`,
    ]);

  function receiptIn(name: string, content: unknown): ErasureReceipt {
    const { success, data } = ErasureReceipt.safeParse(content);
    if (!success || name !== `${data.personId}.json`) throw damaged(name);
    return data;
  }

  const idIn = (content: unknown): string | undefined => {
    if (content === undefined) return undefined;
    const { id } = Object(content) as { readonly id?: unknown };
    if (typeof id !== 'string') throw damaged(IDENTITY);
    return id;
  };

  return {
    place: folder,
    id: async () => idIn(await read(IDENTITY)),
    begin: async (id) => idIn(await keepOnce(IDENTITY, { id })) ?? id,
    async note(receipt) {
      const name = `${receipt.personId}.json`;
      return receiptIn(name, (await read(name)) ?? (await keepOnce(name, receipt)));
    },
    async *all() {
      for (const name of await readdir(folder)) if (ENTRY.test(name)) yield receiptIn(name, await read(name));
    },
  };
}
