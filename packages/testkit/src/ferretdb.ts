// FerretDB for suites that want a second opinion on MongoDB's protocol: from Go modules, over SQLite, on loopback.
// It speaks for shapes alone: its guarded updates are not atomic, so it is never asked about concurrency.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from './child.ts';
import { goProgram } from './go-program.ts';
import { until } from './until.ts';

export interface FerretDb {
  /** e.g. `mongodb://127.0.0.1:27017/` */
  readonly url: string;
  /** Ends the server and removes its data. */
  close(): Promise<void>;
}

/** Starts FerretDB with no databases. The first time, Go 1.24 must be there. */
export async function startFerretDb(): Promise<FerretDb> {
  const program = await goProgram('ferretdb');
  const folder = await mkdtemp(join(tmpdir(), 'ferretdb-'));
  const ferret = startChild(program, [folder], folder);
  const close = async () => {
    await ferret.end();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = await until('FerretDB to be ready', () => {
      if (!ferret.alive()) throw new Error(`FerretDB ended: ${ferret.output()}`);
      return /^mongodb:\S+$/m.exec(ferret.output())?.[0];
    });
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
