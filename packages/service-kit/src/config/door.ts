// The environment of the front door where it runs as a process of its own.
import { type ServiceName, services } from '@tributary/contracts';
import { peers, web } from './forms.ts';
import { type Environment, readAll } from './read.ts';
import { TrustedProxies, trustedProxiesForm } from './trusted-proxies.ts';
import type { Variable } from './variable.ts';
import { variables } from './variables.ts';

const ofService = (name: string, fallback: string): readonly Variable[] =>
  variables
    .filter((variable) => variable.name === name)
    .map((variable) => ({ ...variable, fallback: () => fallback, fallbackText: `\`${fallback}\`` }));

/** Every variable that the front door reads, in the order of the reference page. */
export const doorVariables: readonly Variable[] = [
  ...ofService('HOST', '127.0.0.1'),
  ...ofService('PORT', '8080'),
  {
    ...(ofService('INTERNAL_PORT', '8090')[0] as Variable),
    meaning: 'Port for the installation alone: `/health/live` and `/health/ready`; 0 takes any free one.',
  },
  {
    name: 'TRIBUTARY_UPSTREAMS',
    field: 'upstreams',
    meaning: 'Public ports of the five services: `registry=http://…,initiatives=http://…`.',
    form: 'service=address pairs parted by commas, one for each service',
    kind: 'text',
    schema: peers
      .refine((named) => services.every((service) => named.has(service)))
      .transform((named) => Object.fromEntries(named)),
  },
  {
    name: 'TRIBUTARY_ISSUER',
    field: 'issuer',
    meaning: 'Embedded issuer that `/issuer` leads to; without it there is nothing at that address.',
    form: 'a web address',
    kind: 'text',
    schema: web,
    optional: true,
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
];

export interface DoorSettings {
  readonly host: string;
  readonly port: number;
  readonly internalPort: number;
  readonly upstreams: Readonly<Record<ServiceName, string>>;
  /** undefined: nothing is at `/issuer` */
  readonly issuer: string | undefined;
  /** undefined: none is believed */
  readonly trustedProxies: readonly string[] | undefined;
}

/**
 * Reads the environment of the front door.
 * @throws {ConfigError} a variable is missing, unknown or malformed
 */
export const readDoor = (environment: Environment): DoorSettings =>
  readAll<DoorSettings>(doorVariables, environment, 'the front door');
