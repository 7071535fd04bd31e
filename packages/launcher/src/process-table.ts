// What `npm start` runs, as data: each child with its entry and its port, counted from TRIBUTARY_PORT.
import { type ServiceName, services } from '@tributary/contracts';
import { passedOn } from '@tributary/service-kit';

/** Offsets from the public port. */
export const portOffsets = {
  frontDoor: 0,
  registry: 1,
  initiatives: 2,
  partnerships: 3,
  strategy: 4,
  reporting: 5,
  issuer: 6,
  mongo: 7,
  kafka: 8,
  registryInternal: 11,
  initiativesInternal: 12,
  partnershipsInternal: 13,
  strategyInternal: 14,
  reportingInternal: 15,
} as const;
export type PortName = keyof typeof portOffsets;

/** The port of each part. */
export type Ports = Readonly<Record<PortName, number>>;

/** All ports of an installation whose public port is `base`. */
export function portsFrom(base: number): Ports {
  return Object.fromEntries(Object.entries(portOffsets).map(([name, offset]) => [name, base + offset])) as Ports;
}

/** Where a part listens. */
export const addressOf = (port: number): string => `http://127.0.0.1:${port}`;

/** What the process of the embedded servers is told. */
export const embeddedArgs = (folder: string, { mongo, kafka, issuer }: Ports): readonly string[] =>
  Object.entries({ data: folder, mongo, kafka, issuer }).map(([option, value]) => `--${option}=${value}`);

/** What a service's process is told of its surroundings. */
export interface Surroundings {
  readonly ports: Ports;
  readonly keys: {
    readonly installationKey: string;
    readonly vaultKeys: string;
    readonly secretOf: (service: ServiceName) => string;
  };
  readonly settings: Readonly<Record<string, string | undefined>>;
  /** where the mark of a service's journal lies; unless told none is kept there */
  readonly markOf?: (service: ServiceName) => string;
  /** where the ledger of erasures lies; unless told none is kept outside of the database */
  readonly erasureLedger?: string;
  /** where files of evidence lie; unless told none are kept */
  readonly evidence?: string;
  /** facts that are missing are given up */
  readonly acceptLoss?: boolean;
}

/** Where each service is asked by callers. */
const addressesOf = (ports: Ports): string =>
  services.map((service) => `${service}=${addressOf(ports[service])}`).join(',');

/** The environment of one service: its own settings and no others, since an unknown one is an error there. */
export function environmentOf(service: ServiceName, surroundings: Surroundings): Record<string, string> {
  const { ports, keys, settings, markOf, erasureLedger, evidence, acceptLoss = false } = surroundings;
  const given = passedOn
    .filter((name) => name !== 'REDIS_URL' || service === 'reporting')
    .flatMap((name) => (settings[name] ? [[name, settings[name]] as const] : []));
  return {
    LOG_LEVEL: 'warn',
    KAFKA_BROKERS: `127.0.0.1:${ports.kafka}`,
    TRIBUTARY_PUBLIC_URL: addressOf(ports.frontDoor),
    ...Object.fromEntries(given),
    HOST: '127.0.0.1',
    PORT: String(ports[service]),
    INTERNAL_PORT: String(ports[`${service}Internal`]),
    ROLE: 'all',
    TRIBUTARY_MODE: 'pilot',
    MONGO_URL: `mongodb://127.0.0.1:${ports.mongo}`,
    TRIBUTARY_SERVICE: service,
    TRIBUTARY_INSTANCE: `${service}-0`,
    TRIBUTARY_ISSUER: addressOf(ports.issuer),
    TRIBUTARY_JWKS_URL: `${addressOf(ports.issuer)}/jwks`,
    TRIBUTARY_TOKEN_URL: `${addressOf(ports.issuer)}/token`,
    TRIBUTARY_CLIENT_ID: service,
    TRIBUTARY_CLIENT_SECRET_FILE: keys.secretOf(service),
    TRIBUTARY_INSTALLATION_KEY_FILE: keys.installationKey,
    ...(service === 'registry' ? { TRIBUTARY_VAULT_KEYS_FILE: keys.vaultKeys } : {}),
    ...(markOf === undefined ? {} : { TRIBUTARY_MARK_FILE: markOf(service) }),
    ...(erasureLedger === undefined || service !== 'registry' ? {} : { TRIBUTARY_ERASURE_LEDGER: erasureLedger }),
    ...(evidence === undefined || service !== 'initiatives' ? {} : { TRIBUTARY_EVIDENCE: evidence }),
    ...(service === 'reporting' ? { TRIBUTARY_PAGE_SAMPLE: 'yes', TRIBUTARY_UPSTREAMS: addressesOf(ports) } : {}),
    ...(acceptLoss ? { TRIBUTARY_ACCEPT_LOSS: 'yes' } : {}),
    TRIBUTARY_PEERS: services.map((peer) => `${peer}=${addressOf(ports[`${peer}Internal`])}`).join(','),
  };
}
