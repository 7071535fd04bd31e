// One process at a time holds a data folder. The lock is a socket in Linux's abstract namespace, named after the
// folder: it dies with its process, so that a killed one leaves nothing to clean up. Elsewhere a file with a
// process id is the lock, and is believed only while that process lives.
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, realpath, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';

/** Another process works with the folder. */
export class FolderInUseError extends Error {
  constructor(folder: string) {
    super(`The data folder ${folder} is in use by another Tributary process: end that one first.`);
  }
}

/** Gives a held folder free. */
export type Release = () => Promise<void>;

/** Takes the folder, which is made when it is not there. @throws {FolderInUseError} */
export async function lockFolder(folder: string): Promise<Release> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return process.platform === 'linux' ? lockBySocket(folder) : lockByFile(folder);
}

async function lockBySocket(folder: string): Promise<Release> {
  const name = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex');
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new FolderInUseError(folder) : error),
    );
    server.listen(`\0tributary-${name}`, resolve);
  });
  server.unref();
  return () => closeServer(server);
}

const closeServer = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));

async function lockByFile(folder: string): Promise<Release> {
  const path = join(folder, 'lock');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (isAlive(Number(await readFile(path, 'utf8').catch(() => '0')))) throw new FolderInUseError(folder);
      await rm(path, { force: true });
    }
  }
  throw new FolderInUseError(folder);
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
