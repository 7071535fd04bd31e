// One process at a time holds a data folder. On Linux and Windows the lock is a local socket named after the folder,
// which the system takes away with its process: one that was killed leaves nothing to clean up.
// Elsewhere it is a file with a process id and that process's start, believed only while that very process lives.
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { link, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OperatorError } from '../operator-error.ts';
import { realDisk } from '../storage/disk.ts';
import { makeFolder } from './make-folder.ts';

/** Another process works with the folder. */
export class FolderInUseError extends OperatorError {
  constructor(folder: string) {
    super(`The data folder ${folder} is in use by another Tributary process: end that one first.`);
  }
}

/** Gives a held folder free. */
export type Release = () => Promise<void>;

/** What a process takes of a folder: `servers` its data, `platform` its logs, its keys and its `run.json`. */
export type Part = 'servers' | 'platform';

/** Takes a part of the folder, which is made when it is not there. @throws {FolderInUseError} */
export async function lockFolder(folder: string, part: Part = 'servers'): Promise<Release> {
  await makeFolder(folder, realDisk);
  const name = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex');
  if (process.platform === 'linux') return lockBySocket(folder, `\0tributary-${part}-${name}`);
  if (process.platform === 'win32') return lockBySocket(folder, `\\\\.\\pipe\\tributary-${part}-${name}`);
  return lockByFile(folder, part);
}

async function lockBySocket(folder: string, address: string): Promise<Release> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new FolderInUseError(folder) : error),
    );
    server.listen(address, resolve);
  });
  server.unref();
  return () => closeServer(server);
}

const closeServer = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));

/**
 * The lock of systems whose sockets outlive their process: files servers.lock.1, servers.lock.2, … of which the highest counts.
 * Numbers only grow while anybody may look: whoever takes over from N makes N + 1, which only one can.
 * @throws {FolderInUseError}
 */
export async function lockByFile(folder: string, part: Part = 'servers'): Promise<Release> {
  const lockPath = (number: number) => join(folder, `${part}.lock.${number}`);
  const numbers = await lockNumbers(folder, part);
  const last = Math.max(0, ...numbers);
  if (await isHeld(lockPath(last))) throw new FolderInUseError(folder);
  const own = lockPath(last + 1);
  const draft = join(folder, `draft.${randomUUID()}`);
  await writeFile(draft, `${process.pid} ${await startOf(process.pid)}`, { mode: 0o600 });
  const made = await link(draft, own).then(
    () => true,
    () => false,
  );
  await rm(draft);
  // a slow starter may have made a number anew that others have already gone past
  const passed = (await lockNumbers(folder, part)).some((number) => number > last + 1);
  if (made && passed) await rm(own, { force: true });
  if (!made || passed) throw new FolderInUseError(folder);
  for (const number of numbers) await rm(lockPath(number), { force: true });
  return () => writeFile(own, '');
}

const lockNumbers = async (folder: string, part: Part): Promise<number[]> =>
  (await readdir(folder)).flatMap((name) => {
    const [, of, number] = /^(\w+)\.lock\.(\d+)$/.exec(name) ?? [];
    return of === part ? [Number(number)] : [];
  });

/** Whether the very process that made a lock still lives; one that was given back is empty. */
async function isHeld(path: string): Promise<boolean> {
  const [pid = '', ...start] = (await readFile(path, 'utf8').catch(() => '')).split(' ');
  return start.length > 0 && (await startOf(Number(pid))) === start.join(' ');
}

/** When a process began, as the system tells it; empty when there is none. */
async function startOf(pid: number): Promise<string> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout.trim();
}

/** Whether a process with this id runs. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
