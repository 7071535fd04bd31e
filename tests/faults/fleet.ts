// The processes of the platform, each started and killed by the test itself: no launcher brings one back.
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServiceName, services } from '@tributary/contracts';
import { markOf, nodeFlags, prepareFolder, prepareVaultKeys, signToken, writeClientSecrets } from '@tributary/embedded';
import { addressOf, embeddedArgs, environmentOf, type Ports, portsFrom } from '@tributary/launcher/process-table';
import { freePort } from '@tributary/testkit';
import { Api } from '../platform/api.ts';
import { freeBase, root } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';

/** A service's one process, or one of several that serve or work: `reporting-worker`, `initiatives-api-2`. */
export type ServiceProcess = ServiceName | `${ServiceName}-${'api' | 'worker'}${'' | `-${number}`}`;
export type ProcessName = 'embedded' | ServiceProcess;

export interface Fleet {
  readonly folder: string;
  readonly ports: Ports;
  /** Starts a process and waits until it serves, or, where a cut is set, has ended. */
  start(name: ProcessName, env?: Readonly<Record<string, string>>): Promise<void>;
  /** Ends a process by signal 9 and waits until it is gone. */
  kill(name: ProcessName): Promise<void>;
  /** Ends a process in good order. */
  stop(name: ProcessName): Promise<void>;
  /** Holds a process still (SIGSTOP) for a while: it is there, and does nothing. */
  hold(name: ProcessName, ms: number): Promise<void>;
  /** What a process has in memory, in MB. */
  memory(name: ProcessName): Promise<number>;
  /** Resolves with the signal or exit code when the process ends. */
  ended(name: ProcessName): Promise<string>;
  isUp(name: ProcessName): boolean;
  /** Where a process of a service tells its metrics, host and port. */
  internalOf(name: ServiceProcess): Promise<string>;
  api(process: ServiceProcess, role: string, ministry: string, as?: string): Promise<Api>;
  remove(): Promise<void>;
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<string>;
}

/** A folder, its keys and ports; nothing runs yet. */
export async function prepareFleet(settings: Readonly<Record<string, string>> = {}): Promise<Fleet> {
  const folder = await mkdtemp(join(tmpdir(), 'fleet-'));
  const keys = await prepareFolder(folder);
  const ports = portsFrom(await freeBase());
  await mkdir(join(folder, 'logs'), { recursive: true });
  const secrets = await writeClientSecrets(folder, services);
  const running = new Map<ProcessName, Running>();
  const surroundings = {
    ports,
    settings,
    markOf: (service: ServiceName) => markOf(folder, service),
    keys: {
      installationKey: keys.installationKey,
      vaultKeys: await prepareVaultKeys(folder),
      secretOf: (service: ServiceName) => secrets[service],
    },
  };

  const places = new Map<ServiceProcess, { readonly port: number; readonly internalPort: number }>();

  /** Where a process listens: at the usual address, where others ask for the service, or at free ports of its own. */
  async function placeOf(name: ServiceProcess) {
    const [service, role] = partsOf(name);
    const usual = { port: ports[service], internalPort: ports[`${service}Internal`] };
    const isFirst = role === undefined || name.endsWith('-api-1');
    const place = places.get(name) ?? (isFirst ? usual : { port: await freePort(), internalPort: await freePort() });
    places.set(name, place);
    return place;
  }

  async function environmentOfProcess(name: ServiceProcess): Promise<Record<string, string>> {
    const [service, role] = partsOf(name);
    const own = environmentOf(service, surroundings);
    if (role === undefined) return own;
    const { port, internalPort } = await placeOf(name);
    const place = { PORT: String(port), INTERNAL_PORT: String(internalPort) };
    return { ...own, ...place, ROLE: role, TRIBUTARY_INSTANCE: name };
  }

  const start = async (name: ProcessName, env: Readonly<Record<string, string>> = {}) => {
    if (running.has(name)) throw new Error(`${name} runs already`);
    const own = name === 'embedded' ? {} : await environmentOfProcess(name);
    const args =
      name === 'embedded'
        ? [...nodeFlags, bundle('packages/launcher/dist/embedded.mjs'), ...embeddedArgs(folder, ports)]
        : [bundle(`services/${partsOf(name)[0]}/dist/main.mjs`)];
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] ?? '', ...own, ...env },
    });
    const log = createWriteStream(join(folder, 'logs', `${name}.log`), { flags: 'a' });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => {
        running.delete(name);
        resolve(signal ?? String(code));
      });
    });
    running.set(name, { child, ended });
    const probe =
      name === 'embedded' ? `${addressOf(ports.issuer)}/jwks` : `${addressOf((await placeOf(name)).port)}/health/ready`;
    await eventually(
      `${name} to serve`,
      async () => (!running.has(name) || (await answers(probe)) ? true : undefined),
      { timeoutMs: 60_000, seen: () => [...running.keys()] },
    );
    if (!running.has(name) && env['TRIBUTARY_TEST_CUT'] === undefined) {
      const said = await readFile(join(folder, 'logs', `${name}.log`), 'utf8');
      throw new Error(`${name} ended at its start (${await ended}): ${said.slice(-2_000)}`);
    }
  };

  const end = async (name: ProcessName, signal: NodeJS.Signals) => {
    const found = running.get(name);
    found?.child.kill(signal);
    await found?.ended;
  };

  return {
    folder,
    ports,
    start,
    kill: (name) => end(name, 'SIGKILL'),
    stop: (name) => end(name, 'SIGTERM'),
    hold: async (name, ms) => {
      running.get(name)?.child.kill('SIGSTOP');
      await new Promise((resolve) => setTimeout(resolve, ms));
      running.get(name)?.child.kill('SIGCONT');
    },
    memory: async (name) => {
      const status = await readFile(`/proc/${running.get(name)?.child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    },
    ended: async (name) => (await running.get(name)?.ended) ?? 'not running',
    isUp: (name) => running.has(name),
    internalOf: async (name) => `127.0.0.1:${(await placeOf(name)).internalPort}`,
    api: async (process, role, ministry, as = `${role}@${ministry}`) => {
      const key = JSON.parse(await readFile(keys.issuerKey, 'utf8'));
      const issuer = addressOf(ports.issuer);
      const token = await signToken({ key, issuer, role, ministry, name: as, now: new Date() });
      return new Api(addressOf((await placeOf(process)).port), token);
    },
    remove: async () => {
      await Promise.all([...running.keys()].filter((name) => name !== 'embedded').map((name) => end(name, 'SIGKILL')));
      await end('embedded', 'SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A process by its service and, where it is one of several, its role. */
function partsOf(name: ServiceProcess): readonly [ServiceName, string | undefined] {
  const [service, role] = name.split('-');
  return [service as ServiceName, role];
}

const bundle = (path: string) => join(root, path);

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
