// FerretDB for suites that want a second opinion on MongoDB's protocol: from Go modules, over SQLite, on loopback.
// It speaks for shapes alone: its guarded updates are not atomic, so it is never asked about concurrency.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { kept } from './build-cache.ts';
import { startChild } from './child.ts';
import { until } from './until.ts';

export interface FerretDb {
  /** e.g. `mongodb://127.0.0.1:27017/` */
  readonly url: string;
  /** Ends the server and removes its data. */
  close(): Promise<void>;
}

const run = promisify(execFile);
/** The Go program around it; its `go.mod` names the version. */
const SOURCE = fileURLToPath(new URL('../ferretdb', import.meta.url));

/** Starts FerretDB with no databases. The first time, Go 1.24 must be there. */
export async function startFerretDb(): Promise<FerretDb> {
  const program = await built();
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

/** The program; another one for each state of its source. */
async function built(): Promise<string> {
  const state = createHash('sha256');
  for (const file of ['main.go', 'go.mod', 'go.sum']) state.update(await readFile(join(SOURCE, file)));
  const folder = await kept(`ferretdb-${state.digest('hex').slice(0, 16)}`, (draft) =>
    run('go', ['build', '-o', join(draft, 'ferretdb'), '.'], {
      cwd: SOURCE,
      env: { ...process.env, CGO_ENABLED: '0' },
    }),
  );
  return join(folder, 'ferretdb');
}
