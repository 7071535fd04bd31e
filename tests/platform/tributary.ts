// The whole platform as its users run it: the launcher's bundle, in a folder and on ports of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRun, signToken } from '@tributary/embedded';
import { isFree } from '@tributary/launcher/free-port';
import { portOffsets } from '@tributary/launcher/process-table';
import { Api } from './api.ts';

/** The checkout: two folders up from here, and from where this is bundled to. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
export const launcher = join(root, 'packages/launcher/dist/main.mjs');

export interface Tributary {
  readonly address: string;
  /** the data folder */
  readonly folder: string;
  readonly port: number;
  readonly launcherPid: number;
  /** what the launcher has printed so far */
  output(): string;
  /** A client with a token of this role and ministry, or `#` and a subject, issued at `now`; `as` names the person. */
  api(role: string, ministry: string, as?: string, now?: Date): Promise<Api>;
  /** process id of a child by name, undefined while it is down */
  pid(name: string): number | undefined;
  /** process ids of all children that live */
  pids(): number[];
  /** Sends the launcher a signal. */
  signal(signal: NodeJS.Signals): void;
  /** the launcher's exit code, or null where a signal ended it */
  readonly ended: Promise<number | null>;
  /** Ends the launcher in good order and waits; the data stays. */
  stop(): Promise<number | null>;
  /** Stops, and removes the data. */
  remove(): Promise<void>;
}

export interface TributaryOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** of an earlier run, to start again on its data */
  readonly home?: string;
  readonly port?: number;
  /** options of npm start beside the folder */
  readonly args?: readonly string[];
  /** the folder of the sample, which is loaded then */
  readonly sample?: boolean;
}

/** Starts the platform in a folder that is empty or of an earlier run, and waits until it says its address. */
export async function startTributary({
  env = {},
  home,
  port,
  args = [],
  sample = false,
}: TributaryOptions = {}): Promise<Tributary> {
  const cwd = home ?? (await mkdtemp(join(tmpdir(), 'tributary-')));
  const base = port ?? (await freeBase());
  const child = spawn(process.execPath, [launcher, ...(sample ? [] : ['--empty']), ...args], {
    cwd,
    env: { ...surroundings(), TRIBUTARY_PORT: String(base), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(child);
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  try {
    await until(() => output().includes('Tributary is at'), ended, output);
  } catch (error) {
    child.kill('SIGTERM');
    throw error;
  }
  const folder = join(cwd, '.tributary', sample ? 'sample' : 'own');
  const stop = async () => {
    child.kill('SIGTERM');
    return ended;
  };
  return {
    address: `http://127.0.0.1:${base}`,
    folder,
    port: base,
    launcherPid: child.pid ?? -1,
    output,
    api: async (role, ministry, as, now = new Date()) => {
      const run = await readRun(folder);
      const key = JSON.parse(readFileSync(join(folder, 'keys/issuer.jwk'), 'utf8'));
      const name = as ?? `${role}@${ministry}`;
      const whose = ministry.startsWith('#') ? { subject: ministry.slice(1) } : { ministry };
      const token = await signToken({ key, issuer: run.issuerUrl, role, ...whose, name, now });
      return new Api(`http://127.0.0.1:${base}`, token);
    },
    signal: (signal) => void child.kill(signal),
    ended,
    pids: () => childrenOf(child.pid ?? -1).map(({ pid }) => pid),
    pid: (name) => childrenOf(child.pid ?? -1).find(({ command }) => isChild(command, name))?.pid,
    stop,
    remove: async () => {
      await stop();
      await rm(cwd, { recursive: true, force: true });
    },
  };
}

/** The environment of the tests without what says how they run: the platform refuses variables that it does not know. */
export function surroundings(): NodeJS.ProcessEnv {
  const { TRIBUTARY_REAL: _real, INIT_CWD: _calledIn, ...others } = process.env;
  return others;
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes: Buffer) => (text += bytes));
  return () => text;
}

/** Below the time that a hook has, so that the failure says what the platform printed. */
const START_WITHIN_MS = 100_000;

async function until(done: () => boolean, ended: Promise<unknown>, output: () => string): Promise<void> {
  let over = false;
  void ended.then(() => (over = true));
  const deadline = performance.now() + START_WITHIN_MS;
  while (!done()) {
    if (over) throw new Error(`the platform ended before it was ready:\n${output()}`);
    if (performance.now() > deadline) throw new Error(`the platform was not ready in time:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const isChild = (command: string, name: string) =>
  command.includes(name === 'embedded' ? 'launcher/dist/embedded.mjs' : `services/${name}/dist/main.mjs`);

/** The living children of a process (Linux). */
export function childrenOf(parent: number): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && existsSync(`/proc/${entry}/stat`))
    .flatMap((entry) => {
      try {
        const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
        const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return ppid === parent ? [{ pid: Number(entry), command }] : [];
      } catch {
        return [];
      }
    });
}

/** A port with as many free ones after it as the platform takes, below those that outgoing connections are given (32768 and above on Linux). */
export async function freeBase(): Promise<number> {
  for (;;) {
    const base = 10_000 + Math.floor(Math.random() * 22_000);
    const free = await Promise.all(Object.values(portOffsets).map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
}
