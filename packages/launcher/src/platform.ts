// The whole platform on one machine: embedded servers first, then the five services, then the front door.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServiceName, services } from '@tributary/contracts';
import { clientSecret, prepareFolder, removeRun, writeRun } from '@tributary/embedded';
import { readyLine, type Screen } from './console.ts';
import { listenOnLoopbacks } from './loopbacks.ts';
import { CannotStart } from './preflight.ts';
import { addressOf, environmentOf, type Ports } from './process-table.ts';
import { type Supervised, type SupervisorEvents, supervise } from './supervisor.ts';

export interface PlatformOptions {
  readonly folder: string;
  readonly ports: Ports;
  readonly settings: NodeJS.ProcessEnv;
  readonly trustedProxies: readonly string[] | undefined;
  readonly screen: Screen;
  /** A child died too often: the platform must end. */
  readonly onGiveUp: (name: string) => void;
}

export interface Platform {
  readonly address: string;
  /** process ids by name, for whoever wants to end one */
  pids(): Readonly<Record<string, number | undefined>>;
  close(): Promise<void>;
}

const leash = new URL('./leash.mjs', import.meta.url).href;
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

/** Starts everything. @throws {CannotStart} when a part ends before it serves */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { folder, ports, settings, trustedProxies, screen, onGiveUp } = options;
  const keys = await prepareFolder(folder);
  const logs = join(folder, 'logs');
  await mkdir(logs, { recursive: true, mode: 0o700 });
  const secrets = await writeSecrets(folder, keys.installationKey);
  const children: Supervised[] = [];
  const events: SupervisorEvents = {
    onDeath: (name, how, delay) => screen.error(`  ✗ ${name} ended (${how}); it starts again in ${delay / 1000} s.`),
    onBack: (name) => screen.line(`  ✓ ${name} is back.`),
    onGiveUp,
  };

  const launch = async (
    name: string,
    address: string,
    entry: string,
    args: string[],
    env: Record<string, string>,
    url: string,
  ) => {
    const began = performance.now();
    const plan = { name, entry, args, env, logFile: join(logs, `${name}.log`), ready: answers(url) };
    const child = await supervise(plan, leash, events);
    children.push(child);
    try {
      await child.whenReady();
    } catch (error) {
      throw new CannotStart(error instanceof Error ? error.message : String(error));
    }
    screen.line(readyLine(name, address, performance.now() - began));
  };

  const stopChildren = async () => {
    const [servers, ...rest] = children;
    await Promise.all(rest.map((child) => child.stop()));
    await servers?.stop();
  };

  try {
    const issuer = addressOf(ports.issuer);
    const serverArgs = [folder, String(ports.mongo), String(ports.kafka), String(ports.issuer)];
    await launch(
      'embedded',
      `mongodb ${ports.mongo}, kafka ${ports.kafka}`,
      embeddedEntry,
      serverArgs,
      {},
      `${issuer}/jwks`,
    );
    const surroundings = {
      ports,
      settings,
      keys: { installationKey: keys.installationKey, secretOf: (service: ServiceName) => secrets[service] },
    };
    const served = Promise.all(
      services.map((service) =>
        launch(
          service,
          addressOf(ports[service]),
          entryOf(service),
          [],
          environmentOf(service, surroundings),
          `${addressOf(ports[service])}/health/ready`,
        ),
      ),
    );
    // Loaded while the services start, so that nothing waits for it.
    const [{ createFrontDoor }] = await Promise.all([import('./front-door.ts'), served]);
    const upstreams = Object.fromEntries(services.map((service) => [service, addressOf(ports[service])])) as Record<
      ServiceName,
      string
    >;
    const frontDoor = await createFrontDoor({ upstreams, issuer, trustedProxies });
    const address = await listenOnLoopbacks(frontDoor, ports.frontDoor);
    await writeRun(folder, { pid: process.pid, address, issuerUrl: issuer, ports });
    return {
      address,
      pids: () => Object.fromEntries(children.map((child) => [child.name, child.pid()])),
      close: async () => {
        await frontDoor.close();
        await stopChildren();
        await removeRun(folder);
      },
    };
  } catch (error) {
    await stopChildren();
    throw error;
  }
}

/** The client secrets of the services, in files of their own that only this user reads. */
async function writeSecrets(folder: string, installationKeyFile: string): Promise<Record<ServiceName, string>> {
  const entries = services.map(async (service) => {
    const file = join(folder, 'keys', `${service}.secret`);
    await writeFile(file, await clientSecret(installationKeyFile, service), { mode: 0o600 });
    return [service, file] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<ServiceName, string>;
}
