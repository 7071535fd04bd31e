// An installation for one test file: embedded servers on a folder of their own, and services composed on them.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServiceName, services } from '@tributary/contracts';
import type { Embedded } from '@tributary/embedded';
import { type Caller, type Client, clientOf } from './client.ts';

/** The configuration of a service on an installation; its ports are any that are free. */
export interface InstalledConfig {
  readonly service: ServiceName;
  readonly host: string;
  readonly port: number;
  readonly internalPort: number;
  readonly role: 'all';
  readonly mongoUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly logLevel: string;
  readonly instance: string;
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly installationKey: Buffer;
  readonly vaultKeys: string;
  readonly peers: ReadonlyMap<ServiceName, string>;
  readonly baseCurrency: string;
  readonly timeZone: string;
  readonly registrarMinistry: string;
  readonly publicUrl: string;
}

const NOWHERE = '127.0.0.1:1';

/** The configuration of a service that is composed but never started. */
export const offlineConfig = (service: ServiceName): InstalledConfig => ({
  service,
  host: '127.0.0.1',
  port: 0,
  internalPort: 0,
  role: 'all',
  mongoUrl: `mongodb://${NOWHERE}`,
  kafkaBrokers: [NOWHERE],
  logLevel: 'fatal',
  instance: `${service}-0`,
  issuer: `http://${NOWHERE}`,
  jwksUrl: `http://${NOWHERE}/jwks`,
  tokenUrl: `http://${NOWHERE}/token`,
  clientId: service,
  clientSecret: '',
  installationKey: Buffer.alloc(32),
  vaultKeys: ['kek', 'index', 'pairwise', 'audit'].map((use, at) => `${use}.1 ${String(at).repeat(64)}`).join('\n'),
  peers: new Map(),
  baseCurrency: 'EUR',
  timeZone: 'UTC',
  registrarMinistry: 'MFOR',
  publicUrl: 'http://127.0.0.1:8080',
});

/** What a composed service can do. */
export interface Startable {
  start(): Promise<{ readonly address: string; readonly internalAddress: string }>;
  close(): Promise<void>;
}

export interface Installation {
  readonly embedded: Embedded;
  /** where the embedded servers keep what they hold */
  readonly folder: string;
  configOf(service: ServiceName): InstalledConfig;
  /** Composes and starts a service; the others find it from then on. It is closed with the installation. */
  start(service: ServiceName, compose: (config: InstalledConfig) => Promise<Startable>): Promise<Client>;
  /** An access token that holds for an hour. */
  token(caller: Caller): Promise<string>;
  /** Closes the services, the last started first, then the servers, and removes the folder. */
  close(): Promise<void>;
}

/** Starts embedded servers on free ports and a new folder. */
export async function startInstallation(): Promise<Installation> {
  // Only here: tests of pure decisions never load the servers.
  const { clientSecret, prepareFolder, signToken, startEmbedded } = await import('@tributary/embedded');
  const folder = await mkdtemp(join(tmpdir(), 'installation-'));
  const embedded = await startEmbedded({ folder, mongoPort: 0, kafkaPort: 0, issuerPort: 0 });
  const files = await prepareFolder(folder);
  const issuer = embedded.issuerUrl ?? '';
  const key = JSON.parse(await readFile(files.issuerKey, 'utf8'));
  const installationKey = Buffer.from((await readFile(files.installationKey, 'utf8')).trim(), 'hex');
  const secrets = new Map<ServiceName, string>();
  for (const service of services) secrets.set(service, await clientSecret(files.installationKey, service));
  const peers = new Map<ServiceName, string>();
  const started: Startable[] = [];
  const tokens = new Map<Caller, Promise<string>>();

  const configOf = (service: ServiceName): InstalledConfig => ({
    ...offlineConfig(service),
    mongoUrl: embedded.mongoUrl,
    kafkaBrokers: [embedded.kafkaBroker],
    issuer,
    jwksUrl: `${issuer}/jwks`,
    tokenUrl: `${issuer}/token`,
    clientSecret: secrets.get(service) ?? '',
    installationKey,
    peers,
  });

  function token(caller: Caller): Promise<string> {
    const known = tokens.get(caller);
    if (known !== undefined) return known;
    const [role = '', rest = ''] = caller.split('@');
    const [who = '', client] = rest.split('/');
    const [of = '', name = caller] = who.split(':');
    const whose = of.startsWith('#') ? { subject: of.slice(1) } : { ministry: of };
    const signed = signToken({ key, issuer, role, ...whose, name, ...(client && { client }), now: new Date() });
    tokens.set(caller, signed);
    return signed;
  }

  return {
    embedded,
    folder,
    configOf,
    token,
    async start(service, compose) {
      const composed = await compose(configOf(service));
      started.unshift(composed);
      const { address, internalAddress } = await composed.start();
      peers.set(service, internalAddress);
      return clientOf(address, token);
    },
    async close() {
      for (const service of started) await service.close();
      await embedded.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
