// Keeps the children running: a dead one is started again, after 0.2 s at first and 5 s at most;
// five deaths within a minute are a fault that a restart does not mend.
import { type ChildProcess, spawn } from 'node:child_process';
import { rename } from 'node:fs/promises';
import { inherited } from '@tributary/service-kit';
import { type LogEvents, type LogFile, openLogFile } from './log-file.ts';

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5_000;
const DEATHS = 5;
const WITHIN_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
/** Each question costs a process that is just starting more than it saves those who wait. */
const ASK_EVERY_MS = 100;

/** One child as it is started. */
export interface ChildPlan {
  readonly name: string;
  readonly entry: string;
  readonly args?: readonly string[];
  /** what Node itself is told */
  readonly nodeFlags?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Resolves when the child serves; asked again until then. */
  readonly ready: () => Promise<boolean>;
}

/** What the supervisor tells of its children. */
export interface SupervisorEvents extends LogEvents {
  /** it is started again after `delayMs` */
  onDeath(name: string, how: string, delayMs: number): void;
  onBack(name: string): void;
  /** it died too often */
  onGiveUp(name: string): void;
}

/** The wait before the next start, from the times of earlier deaths by a clock that nobody sets; undefined: it died too often. */
export function nextDelay(deaths: readonly number[], now: number): number | undefined {
  const recent = deaths.filter((at) => now - at < WITHIN_MS).length;
  if (recent >= DEATHS) return undefined;
  return Math.min(FIRST_DELAY_MS * 2 ** Math.max(0, recent - 1), LONGEST_DELAY_MS);
}

/** A child under supervision. */
export interface Supervised {
  readonly name: string;
  pid(): number | undefined;
  /** Resolves when it serves. @throws {Error} with the child's last words when it ends before that */
  whenReady(): Promise<void>;
  /** Ends it in good order: SIGTERM, and SIGKILL where that takes too long. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/** Starts a child and keeps it running until `stop`. */
export async function supervise(
  plan: ChildPlan,
  exitWithParent: string,
  events: SupervisorEvents,
): Promise<Supervised> {
  await rename(plan.logFile, `${plan.logFile}.1`).catch(() => undefined);
  const log = openLogFile(plan.logFile, events);
  const deaths: number[] = [];
  let child: ChildProcess | undefined;
  let stopping = false;
  let everReady = false;
  let lastWords = '';
  let restart: NodeJS.Timeout | undefined;

  const start = () => {
    child = spawnChild(plan, exitWithParent, log, (words) => {
      lastWords = words;
    });
    child.once('exit', (code, signal) => onEnd(signal === null ? `exit code ${code}` : `signal ${signal}`));
    child.once('error', ({ message }) => {
      lastWords = `${plan.name} could not be started: ${message}`;
      if (child?.pid === undefined) onEnd(message);
    });
  };

  const onEnd = (how: string) => {
    child = undefined;
    if (stopping || !everReady) return;
    const now = performance.now();
    deaths.push(now);
    const delay = nextDelay(deaths, now);
    if (delay === undefined) return events.onGiveUp(plan.name);
    events.onDeath(plan.name, how, delay);
    restart = setTimeout(() => {
      start();
      untilReady().then(() => events.onBack(plan.name), ignoreDeath);
    }, delay);
  };

  const untilReady = async () => {
    const started = child;
    while (!(await plan.ready())) {
      if (child !== started || stopping) throw new Error(lastWords || `${plan.name} ended before it was ready.`);
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
    everReady = true;
  };

  start();
  return {
    name: plan.name,
    pid: () => child?.pid,
    whenReady: untilReady,
    stop: async () => {
      stopping = true;
      clearTimeout(restart);
      if (child !== undefined) await endChild(child);
      await log.close();
    },
    kill: () => {
      stopping = true;
      clearTimeout(restart);
      child?.kill('SIGKILL');
    },
  };
}

// Its exit is handled where the child is watched.
const ignoreDeath = () => undefined;

function spawnChild(
  plan: ChildPlan,
  exitWithParent: string,
  log: LogFile,
  onError: (words: string) => void,
): ChildProcess {
  const { nodeFlags = [], entry, args = [] } = plan;
  const child = spawn(process.execPath, [...nodeFlags, '--import', exitWithParent, entry, ...args], {
    // A group of its own: Ctrl-C in the terminal reaches the launcher alone, which ends the children in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...surroundings(), ...plan.env },
  });
  child.stdout?.on('data', (bytes: Buffer) => log.write(bytes));
  child.stderr?.on('data', (bytes: Buffer) => {
    log.write(bytes);
    const words = bytes.toString('utf8').trim();
    if (words !== '') onError(words);
  });
  return child;
}

/** What any process needs of the environment; settings of the platform go to each child by name. */
const surroundings = (): Record<string, string> =>
  Object.fromEntries(
    inherited
      .map((name) => [name, process.env[name]])
      .filter((pair): pair is [string, string] => pair[1] !== undefined),
  );

async function endChild(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await gone;
  clearTimeout(late);
}
