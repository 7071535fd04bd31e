// The whole platform on one machine: embedded servers first, then the five services, then the front door.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServiceName, services } from '@tributary/contracts';
import {
  evidenceIn,
  markOf,
  nodeFlags,
  prepareErasureLedger,
  prepareFolder,
  prepareVaultKeys,
  removeRun,
  writeClientSecrets,
  writeRun,
} from '@tributary/embedded';
import type { FastifyInstance } from 'fastify';
import { readyLine, type Screen } from './console.ts';
import { telling } from './log-file.ts';
import { listenOnLoopbacks } from './loopbacks.ts';
import { allServed } from './losses.ts';
import { CannotStart } from './preflight.ts';
import { addressOf, embeddedArgs, environmentOf, type Ports, type Surroundings } from './process-table.ts';
import { type ChildPlan, type Supervised, type SupervisorEvents, supervise } from './supervisor.ts';

export interface PlatformOptions {
  readonly folder: string;
  readonly ports: Ports;
  readonly settings: NodeJS.ProcessEnv;
  readonly trustedProxies: readonly string[] | undefined;
  /** where the operator wants the ledger of erasures to be */
  readonly erasureLedger: string | undefined;
  /** facts that are missing are given up */
  readonly acceptLoss: boolean;
  readonly screen: Screen;
  /** A child died too often: the platform must end. */
  readonly onGiveUp: (name: string) => void;
}

export interface Platform {
  /** Starts everything. @returns the address @throws {CannotStart} when a part ends before it serves */
  start(): Promise<string>;
  /** Ends everything in good order, also in the middle of a start. */
  close(): Promise<void>;
  /** Ends every child at once. */
  kill(): void;
}

const exitWithParent = new URL('./exit-with-parent.mjs', import.meta.url).href;
const embeddedEntry = fileURLToPath(new URL('./embedded.mjs', import.meta.url));
const entryOf = (service: ServiceName) =>
  fileURLToPath(new URL(`../../../services/${service}/dist/main.mjs`, import.meta.url));

const answers = (url: string) => async (): Promise<boolean> => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

/** The platform of a folder that this process has claimed. Nothing runs, and nothing is written, before `start`. */
export function preparePlatform(options: PlatformOptions): Platform {
  const { folder, ports, settings, trustedProxies, acceptLoss, screen, onGiveUp } = options;
  const logs = join(folder, 'logs');
  const issuer = addressOf(ports.issuer);
  const children: Supervised[] = [];
  let frontDoor: FastifyInstance | undefined;
  let closing = false;
  const events: SupervisorEvents = {
    ...telling(screen),
    onDeath: (name, how, delay) => screen.error(`  ✗ ${name} ended (${how}); it starts again in ${delay / 1000} s.`),
    onBack: (name) => screen.line(`  ✓ ${name} is back.`),
    onGiveUp,
  };

  async function launch({ name, address, url, ...start }: Launch): Promise<void> {
    if (closing) return;
    const began = performance.now();
    const plan = { name, ...start, logFile: join(logs, `${name}.log`), ready: answers(url) };
    const child = await supervise(plan, exitWithParent, events);
    children.push(child);
    if (closing) return child.stop();
    try {
      await child.whenReady();
    } catch (error) {
      throw new CannotStart(error instanceof Error ? error.message : String(error));
    }
    screen.line(readyLine(name, address, performance.now() - began));
  }

  async function stopChildren(): Promise<void> {
    const [servers, ...rest] = children;
    await Promise.all(rest.map((child) => child.stop()));
    await servers?.stop();
  }

  function launchServers(): Promise<void> {
    return launch({
      name: 'embedded',
      address: `mongodb ${ports.mongo}, kafka ${ports.kafka}`,
      entry: embeddedEntry,
      args: embeddedArgs(folder, ports),
      nodeFlags,
      env: {},
      url: `${issuer}/jwks`,
    });
  }

  function launchService(service: ServiceName, keys: Surroundings['keys'], erasureLedger: string): Promise<void> {
    const address = addressOf(ports[service]);
    const env = environmentOf(service, {
      ports,
      settings,
      keys,
      markOf: (of) => markOf(folder, of),
      erasureLedger,
      evidence: evidenceIn(folder),
      acceptLoss,
    });
    return launch({ name: service, address, entry: entryOf(service), args: [], env, url: `${address}/health/ready` });
  }

  async function start(): Promise<string> {
    const { installationKey } = await prepareFolder(folder);
    await mkdir(logs, { recursive: true, mode: 0o700 });
    const secrets = await writeClientSecrets(folder, services);
    const vaultKeys = await prepareVaultKeys(folder);
    const erasureLedger = await prepareErasureLedger(folder, options.erasureLedger);
    await launchServers();
    const keys = { installationKey, vaultKeys, secretOf: (service: ServiceName) => secrets[service] };
    const served = allServed(
      services.map((service) => launchService(service, keys, erasureLedger)),
      folder,
    );
    // Loaded while the services start, so that nothing waits for it.
    const [{ createFrontDoor }] = await Promise.all([import('./front-door.ts'), served]);
    const upstreams = Object.fromEntries(services.map((service) => [service, addressOf(ports[service])])) as Record<
      ServiceName,
      string
    >;
    frontDoor = await createFrontDoor({ upstreams, issuer, trustedProxies });
    const address = await listenOnLoopbacks(frontDoor, ports.frontDoor);
    await writeRun(folder, { pid: process.pid, address, issuerUrl: issuer, ports });
    return address;
  }

  async function close(): Promise<void> {
    closing = true;
    if (frontDoor !== undefined) await (await import('./front-door.ts')).closeFrontDoor(frontDoor);
    await stopChildren();
    await removeRun(folder);
  }

  return {
    start: () =>
      start().catch(async (error: unknown) => {
        if (!closing) await close().catch(() => undefined);
        throw error;
      }),
    close,
    kill: () => {
      for (const child of children) child.kill();
    },
  };
}

/** A child as it is started, and where it answers when it serves. */
interface Launch extends Omit<ChildPlan, 'logFile' | 'ready'> {
  /** as a person is told it */
  readonly address: string;
  readonly url: string;
}
