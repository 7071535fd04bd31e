// Schemathesis in a folder outside of the checkout, and one run of it against the description that a service serves.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../platform/tributary.ts';

const VERSION = '4.32.5';
const folder = join(root, 'tests/descriptions');
const run = promisify(execFile);

/** Installs schemathesis unless it is there. @returns its command */
export async function installedSchemathesis(): Promise<string> {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const environment = join(cache, 'tributary', `schemathesis-${VERSION}`);
  const command = join(environment, 'bin', 'schemathesis');
  if (existsSync(command)) return command;
  await run('python3', ['-m', 'venv', '--clear', environment]);
  await run(join(environment, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${VERSION}`]);
  return command;
}

export interface RunOptions {
  /** where the service serves its description */
  readonly url: string;
  readonly tokens: Readonly<Record<string, string>>;
  /** after which no phase begins another round */
  readonly seconds: number;
}

export interface Report {
  /** what it printed, for whoever has to mend a finding */
  readonly output: string;
  readonly exitCode: number;
  /** labels of the operations that were called, such as `POST /v1/plans` */
  readonly operations: ReadonlySet<string>;
  /** requests that were sent and held against the description */
  readonly requests: number;
}

/** Runs all checks in all phases. */
export async function schemathesis(command: string, { url, tokens, seconds }: RunOptions): Promise<Report> {
  const reports = await mkdtemp(join(tmpdir(), 'schemathesis-'));
  const events = join(reports, 'events.ndjson');
  try {
    const { output, exitCode } = await ended(
      command,
      [
        ...['--config-file', 'schemathesis.toml', 'run', url, '--checks', 'all', '--no-color'],
        ...['--max-time', String(seconds), '--report', 'ndjson', '--report-ndjson-path', events],
      ],
      {
        TRIBUTARY_TOKENS: JSON.stringify(tokens),
        TRIBUTARY_HOOKS: 'hooks.py',
        HYPOTHESIS_STORAGE_DIRECTORY: reports,
        PYTHONDONTWRITEBYTECODE: '1',
      },
    );
    return { output, exitCode, ...called(await readFile(events, 'utf8')) };
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}

async function ended(command: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const options = { cwd: folder, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
  try {
    const { stdout } = await run(command, args, options);
    return { output: stdout, exitCode: 0 };
  } catch (error) {
    // It ends with 1 where it found something; anything else is a run that did not happen.
    const { stdout, stderr, code } = error as { stdout?: string; stderr?: string; code?: number };
    return { output: `${stdout ?? ''}${stderr ?? String(error)}`, exitCode: code ?? -1 };
  }
}

interface Event {
  readonly ScenarioFinished?: {
    readonly recorder: {
      readonly cases?: Readonly<Record<string, { readonly value: { readonly method: string; readonly path: string } }>>;
      readonly checks?: Readonly<Record<string, readonly unknown[]>>;
    };
  };
}

/** What was called, by the events of a run: a case counts that was held against at least one check. */
function called(events: string): Pick<Report, 'operations' | 'requests'> {
  const operations = new Set<string>();
  let requests = 0;
  for (const line of events.split('\n').filter(Boolean)) {
    const { recorder } = (JSON.parse(line) as Event).ScenarioFinished ?? {};
    for (const [id, { value }] of Object.entries(recorder?.cases ?? {})) {
      if ((recorder?.checks?.[id] ?? []).length === 0) continue;
      operations.add(`${value.method} ${value.path}`);
      requests += 1;
    }
  }
  return { operations, requests };
}
