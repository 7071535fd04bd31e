// Runs of the launcher that end by themselves, or that a test ends.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { freeBase, launcher, surroundings } from '../platform/tributary.ts';

export interface Ended {
  readonly status: number | null;
  readonly text: string;
}

/** Runs the launcher on a folder to its end. */
export async function launchToEnd(folder: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, '--empty', '--data', folder], {
    env: { ...surroundings(), TRIBUTARY_PORT: String(await freeBase()), ...env },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, text: (stdout + stderr).trim() };
}

export interface Begun {
  readonly child: ChildProcess;
  output(): string;
  /** exit code, or the signal that ended it */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Begins to start the platform on a folder and does not wait. */
export async function beginLaunch(folder: string, env: NodeJS.ProcessEnv = {}): Promise<Begun> {
  const child = spawn(process.execPath, [launcher, '--empty', '--data', folder], {
    env: { ...surroundings(), TRIBUTARY_PORT: String(await freeBase()), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (text += bytes));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
  return { child, output: () => text, ended };
}

/** Whether a process lives; one that has ended and is not yet collected does not. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}
