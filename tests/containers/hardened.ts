// Parts of the platform as containers that have nothing but what they need, on a network and a volume of their own.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServiceName, services } from '@tributary/contracts';
import { signToken } from '@tributary/embedded';
import { eventually } from '../platform/wait.ts';
import { docker, imageOf, type Part } from './engine.ts';

const ISSUER = 'http://embedded:8086';

/** Read-only, without rights, and with little memory. */
const tight = [
  ...['--read-only', '--user', '10001:10001', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
  ...['--memory', '256m', '--pids-limit', '128', '--pull', 'never'],
];

const everywhere = (port: number) => services.map((service) => `${service}=http://${service}:${port}`).join(',');

/** What a service of a pilot on the embedded servers is told. */
const environmentOf = (service: ServiceName) => ({
  TRIBUTARY_MODE: 'pilot',
  MONGO_URL: 'mongodb://embedded:27017',
  KAFKA_BROKERS: 'embedded:9092',
  TRIBUTARY_ISSUER: ISSUER,
  TRIBUTARY_JWKS_URL: `${ISSUER}/jwks`,
  TRIBUTARY_TOKEN_URL: `${ISSUER}/token`,
  TRIBUTARY_CLIENT_SECRET_FILE: `/run/tributary/keys/${service}.secret`,
  TRIBUTARY_INSTALLATION_KEY_FILE: '/run/tributary/keys/installation.key',
  ...(service === 'registry' && { TRIBUTARY_VAULT_KEYS_FILE: '/run/tributary/keys/vault.keys' }),
  TRIBUTARY_PEERS: everywhere(8090),
  TRIBUTARY_TRUSTED_PROXIES: 'uniquelocal',
});

type Environment = Readonly<Record<string, string>>;
const told = (env: Environment) => Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);

export interface Containers {
  /** the container of a part */
  nameOf(part: Part): string;
  /** Runs the embedded servers, which the others need, on keys of their own. */
  startServers(): Promise<void>;
  startService(service: ServiceName): Promise<void>;
  /** Runs a service to its end. @returns its exit code, and what it said */
  runService(service: ServiceName, env: Environment, ...args: readonly string[]): Promise<readonly [number, string]>;
  /** Runs the front door. @returns its address on the network of the containers, which an engine on Linux reaches */
  startDoor(): Promise<string>;
  untilHealthy(part: Part): Promise<void>;
  token(role: string, ministry: string): Promise<string>;
  /** Ends all of it, and removes its data. */
  remove(): Promise<void>;
}

/** @param name as no other test has it */
export async function prepareContainers(name: string): Promise<Containers> {
  const started: string[] = [];
  const nameOf = (part: Part) => `${name}-${part}`;
  const data = ['--volume', `${name}:/data`];
  const ofService = ['--network', name, '--volume', `${name}:/run/tributary:ro`];
  const gone = (...args: readonly string[]) => docker(args).catch(() => undefined);

  async function remove(): Promise<void> {
    for (const container of started.splice(0)) await gone('rm', '--force', container);
    await gone('volume', 'rm', name);
    await gone('network', 'rm', name);
  }

  async function start(part: Part, options: readonly string[], args: readonly string[] = []): Promise<void> {
    await gone('rm', '--force', nameOf(part));
    started.push(nameOf(part));
    const called = ['--detach', '--name', nameOf(part), '--network-alias', part];
    await docker(['run', ...called, ...tight, ...options, imageOf(part), ...args]);
  }

  async function untilHealthy(part: Part): Promise<void> {
    const state = () => docker(['inspect', '-f', '{{.State.Status}} {{.State.Health.Status}}', nameOf(part)]);
    let seen = '';
    await eventually(
      `${part} to be healthy`,
      async () => {
        seen = await state();
        return seen === 'running healthy' || undefined;
      },
      { timeoutMs: 180_000, seen: () => seen },
    );
  }

  await gone('volume', 'rm', name);
  await gone('network', 'rm', name);
  await docker(['network', 'create', name]);
  return {
    nameOf,
    startServers: async () => {
      await docker(['run', '--rm', ...tight, ...data, imageOf('client'), 'keys', '--data', '/data']);
      const ports = ['--mongo=27017', '--kafka=9092', '--issuer=8086'];
      await start('embedded', ['--network', name, ...data], ['--data=/data', ...ports, '--name=embedded']);
      await untilHealthy('embedded');
    },
    startService: (service) => start(service, [...ofService, ...told(environmentOf(service))]),
    runService: async (service, env, ...args) => {
      const all = told({ ...environmentOf(service), ...env });
      return docker(['run', '--rm', ...tight, ...ofService, ...all, imageOf(service), ...args]).then(
        (said) => [0, said] as const,
        ({ code, stderr }: { code: number; stderr: string }) => [code, stderr] as const,
      );
    },
    startDoor: async () => {
      const env = { TRIBUTARY_UPSTREAMS: everywhere(8080), TRIBUTARY_ISSUER: ISSUER };
      await start('front-door', ['--network', name, ...told(env)]);
      await untilHealthy('front-door');
      // At the container itself: a published port takes connections while nobody is behind it, and drops them.
      const address = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
      return `http://${await docker(['inspect', '-f', address, nameOf('front-door')])}:8080`;
    },
    untilHealthy,
    token: async (role, ministry) => {
      const folder = await mkdtemp(join(tmpdir(), 'keys-'));
      const file = join(folder, 'issuer.jwk');
      await docker(['cp', `${nameOf('embedded')}:/data/keys/issuer.jwk`, file]);
      const key = JSON.parse(await readFile(file, 'utf8'));
      await rm(folder, { recursive: true });
      return signToken({ key, issuer: ISSUER, role, ministry, name: `${role}@${ministry}`, now: new Date() });
    },
    remove,
  };
}
