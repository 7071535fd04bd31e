// A PostgreSQL of its own in a temporary folder, with the settings that it comes with: what it acknowledges is on disk.
import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../platform/wait.ts';

const run = promisify(execFile);

export interface Postgres {
  /** for any client */
  readonly url: string;
  close(): Promise<void>;
}

/** Debian keeps each version in a folder of its own; the newest comes last. */
const DEBIAN = '/usr/lib/postgresql';

function programs(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(a) - Number(b)) : [];
  return versions
    .map((version) => join(DEBIAN, version, 'bin'))
    .findLast((folder) => existsSync(join(folder, 'initdb')));
}

/** PostgreSQL refuses root: it then runs as the user whom its package made, or as nobody. */
async function ownerOf(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all(['-u', '-g'].map((what) => run('id', [what, name]))).catch(() => undefined);
    if (ids !== undefined) return { uid: Number(ids[0]?.stdout), gid: Number(ids[1]?.stdout) };
  }
  return undefined;
}

/** Starts one on a free port. @returns undefined where PostgreSQL is not installed */
export async function startPostgres(port: number): Promise<Postgres | undefined> {
  const bin = programs();
  if (bin === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'bench-postgres-'));
  const owner = await ownerOf();
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const as = { cwd: folder, ...owner };
  await run(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'bench'], as);
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder];
  const server = spawn(join(bin, 'postgres'), args, { ...as, stdio: 'ignore' });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const close = async () => {
    server.kill('SIGINT');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const isReady = () => run(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]);
  await eventually('PostgreSQL to be ready', () =>
    isReady().then(
      () => true,
      () => undefined,
    ),
  ).catch(async (error) => {
    await close();
    throw error;
  });
  return { url: `postgresql://bench@127.0.0.1:${port}/postgres`, close };
}
