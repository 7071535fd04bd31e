// A server of somebody else as a child process: ended by signal, never left behind.
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** A running server. */
export interface Child {
  /** what it has printed so far */
  output(): string;
  /** whether it still runs */
  alive(): boolean;
  /** Asks it to end, insists after 10 s, and waits. */
  end(): Promise<void>;
  /** Ends it by signal 9 and waits. */
  kill(): Promise<void>;
}

const PATIENCE_MS = 10_000;

/** Starts a program; it ends with this process at the latest. */
export function startChild(program: string, args: readonly string[], cwd: string): Child {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (output += bytes));
  const insist = () => child.kill('SIGKILL');
  process.once('exit', insist);
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve();
    });
    child.once('exit', () => resolve());
  });
  const alive = () => isAlive(child);
  const gone = async () => {
    await ended;
    process.removeListener('exit', insist);
  };
  return {
    output: () => output,
    alive,
    end: async () => {
      if (alive()) child.kill('SIGTERM');
      const insistence = setTimeout(insist, PATIENCE_MS);
      await gone();
      clearTimeout(insistence);
    },
    kill: () => {
      insist();
      return gone();
    },
  };
}

const isAlive = ({ pid, exitCode, signalCode }: ChildProcess) =>
  pid !== undefined && exitCode === null && signalCode === null;

/** A loopback port that is free at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
