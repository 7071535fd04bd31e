// The environment of `npm start`, as data: what it reads itself, and what it passes on to the services.

import { erasureLedger } from './erasure-ledger.ts';
import { Port } from './numbers.ts';
import { type Environment, readAll } from './read.ts';
import { TrustedProxies, trustedProxiesForm } from './trusted-proxies.ts';
import type { Variable } from './variable.ts';
import { variables } from './variables.ts';

/** Leaves room for the ports of all parts, which are counted from the public one. */
export const HIGHEST_PUBLIC_PORT = 65_500;

/** Settings that every service gets as they are; KAFKA_BROKERS replaces the embedded broker. */
export const passedOn = [
  'TRIBUTARY_BASE_CURRENCY',
  'TRIBUTARY_TIME_ZONE',
  'TRIBUTARY_REGISTRAR_MINISTRY',
  'TRIBUTARY_RATE_LIMIT',
  'TRIBUTARY_PUBLIC_URL',
  'REDIS_URL',
  'KAFKA_BROKERS',
  'LOG_LEVEL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_TRACES_SAMPLER_ARG',
] as const;

/** Variables of the system and of Node that every process of the platform inherits. */
export const inherited = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TZ',
  'LANG',
  'NODE_ENV',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
] as const;

const own: readonly Variable[] = [
  {
    name: 'TRIBUTARY_PORT',
    field: 'port',
    meaning: 'Public port of the platform; its parts listen on the ports that follow.',
    form: `a port from 1 to ${HIGHEST_PUBLIC_PORT}`,
    kind: 'text',
    schema: Port.refine((port) => port >= 1 && port <= HIGHEST_PUBLIC_PORT),
    fallback: () => '8080',
  },
  {
    name: 'TRIBUTARY_TRUSTED_PROXIES',
    field: 'trustedProxies',
    meaning: 'Proxies before the front door whose `X-Forwarded-…` headers are believed.',
    form: trustedProxiesForm,
    kind: 'text',
    schema: TrustedProxies,
    optional: true,
  },
  {
    ...erasureLedger,
    meaning:
      'Folder with the ledger of erasures: on another disk than the data, best on another machine. To move it, copy its folder there before the start.',
    fallbackText: 'beside the data folder, as `DATA.erasures`',
  },
];

/** What a service falls back to when `npm start` passes nothing on; the launcher says only of the log another thing. */
const forServices = (variable: Variable): Variable =>
  variable.name === 'LOG_LEVEL'
    ? { ...variable, fallback: () => 'warn' }
    : variable.name === 'KAFKA_BROKERS'
      ? { ...variable, optional: true, fallbackText: 'the embedded broker' }
      : variable;

/** Every variable that `npm start` reads, in the order of the reference page. */
export const startVariables: readonly Variable[] = [
  ...own,
  ...variables.filter(({ name }) => passedOn.some((passed) => passed === name)).map(forServices),
];

export interface StartSettings {
  readonly port: number;
  /** undefined: none is believed */
  readonly trustedProxies: readonly string[] | undefined;
  /** the folder with the ledger of erasures; undefined: the one that the data folder names, or one beside it */
  readonly erasureLedger: string | undefined;
}

/**
 * Reads the environment of `npm start`, that of its services included.
 * @throws {ConfigError} a variable is unknown or malformed
 */
export function readStart(environment: Environment): StartSettings {
  const {
    port,
    trustedProxies,
    erasureLedger: ledger,
  } = readAll<StartSettings>(startVariables, environment, 'npm start');
  return { port, trustedProxies, erasureLedger: ledger };
}
