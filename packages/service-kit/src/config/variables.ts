// The environment of a service, as data: the reader, the masked print and the reference page are made from this list.
import { hostname } from 'node:os';
import { Currency, MinistryCode, type ServiceName, services } from '@tributary/contracts';
import { z } from 'zod';
import { erasureLedger } from './erasure-ledger.ts';
import { evidenceVariables } from './evidence.ts';
import { address, baseUrl, isTimeZone, peers, secretText, web } from './forms.ts';
import { Count, Port } from './numbers.ts';
import { traceVariables } from './traces.ts';
import { TrustedProxies, trustedProxiesForm } from './trusted-proxies.ts';
import type { Variable } from './variable.ts';
import { pageVariables } from './web-page.ts';

const portFrom = (first: number) => ({
  fallback: (service: ServiceName) => String(first + services.indexOf(service)),
  fallbackText: services.map((service, index) => `${first + index} ${service}`).join(', '),
});

const isBroker = (text: string) => {
  const [, port] = /^[^\s,:]+:(\d+)$/.exec(text) ?? [];
  return Port.refine((number) => number > 0).safeParse(port).success;
};

/** Every variable a service reads, in the order of the reference page. */
export const variables: readonly Variable[] = [
  {
    name: 'HOST',
    field: 'host',
    meaning: 'Address to listen on.',
    form: 'an address',
    kind: 'text',
    schema: z.string().min(1),
    fallback: () => '127.0.0.1',
  },
  {
    name: 'PORT',
    field: 'port',
    meaning: 'Port to listen on; 0 takes any free one.',
    form: 'a port from 0 to 65535',
    kind: 'text',
    schema: Port,
    ...portFrom(8081),
  },
  {
    name: 'INTERNAL_PORT',
    field: 'internalPort',
    meaning:
      'Port for the installation alone: `/internal/…`, which other services read, and `/metrics`. No front door may lead to it; 0 takes any free one.',
    form: 'a port from 0 to 65535',
    kind: 'text',
    schema: Port,
    ...portFrom(8091),
  },
  {
    name: 'ROLE',
    field: 'role',
    meaning: 'What the process does: `api` serves requests, `worker` relays and consumes, `all` does both.',
    form: 'api, worker or all',
    kind: 'text',
    schema: z.enum(['api', 'worker', 'all']),
    fallback: () => 'all',
  },
  {
    name: 'TRIBUTARY_MODE',
    field: 'mode',
    meaning:
      'What the installation is for. In `production` a service refuses what only a pilot may have; a `pilot` says so at every start.',
    form: 'production or pilot',
    kind: 'text',
    schema: z.enum(['production', 'pilot']),
    fallback: () => 'production',
  },
  {
    name: 'MONGO_URL',
    field: 'mongoUrl',
    meaning: 'MongoDB of the service.',
    form: 'a mongodb:// address',
    kind: 'text',
    schema: z.string().regex(/^mongodb(\+srv)?:\/\/\S+$/),
    secret: true,
  },
  {
    name: 'KAFKA_BROKERS',
    field: 'kafkaBrokers',
    meaning: 'Kafka brokers, parted by commas.',
    form: 'host:port pairs parted by commas',
    kind: 'text',
    schema: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(z.string().refine(isBroker))),
  },
  {
    name: 'REDIS_URL',
    field: 'redisUrl',
    meaning: 'Redis that reporting processes share as a cache; without it each keeps its own.',
    form: 'a redis:// address',
    kind: 'text',
    schema: address(/^rediss?$/),
    optional: true,
    secret: true,
  },
  {
    name: 'LOG_LEVEL',
    field: 'logLevel',
    meaning: 'Least level that is logged.',
    form: 'trace, debug, info, warn, error, fatal or silent',
    kind: 'text',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    fallback: () => 'info',
  },
  {
    name: 'TRIBUTARY_SERVICE',
    field: 'service',
    meaning: 'The service that the process is; a process of another one refuses to start with it.',
    form: 'the name of this service',
    kind: 'text',
    schema: z.enum(services),
    fallback: (service) => service,
    fallbackText: 'the service itself',
  },
  {
    name: 'TRIBUTARY_INSTANCE',
    field: 'instance',
    meaning: 'This process among its like, such as a pod name.',
    form: 'a name without spaces',
    kind: 'text',
    schema: z.string().regex(/^\S{1,128}$/),
    fallback: (service) => `${service}@${hostname()}`,
    fallbackText: 'service@host',
  },
  {
    name: 'TRIBUTARY_ISSUER',
    field: 'issuer',
    meaning: 'Issuer of access tokens, compared with `iss` as a string. In production it must be https.',
    form: 'an address that starts with https:// (or http:// in a pilot)',
    kind: 'text',
    schema: web,
  },
  {
    name: 'TRIBUTARY_JWKS_URL',
    field: 'jwksUrl',
    meaning: 'Where the keys of the issuer are read.',
    form: 'a web address',
    kind: 'text',
    schema: web,
  },
  {
    name: 'TRIBUTARY_TOKEN_URL',
    field: 'tokenUrl',
    meaning: 'Where a token is had: named in every 401, and asked for the tokens of this service.',
    form: 'a web address',
    kind: 'text',
    schema: web,
  },
  {
    name: 'TRIBUTARY_CLIENT_ID',
    field: 'clientId',
    meaning: 'Client that this service is to the issuer.',
    form: 'a name without spaces',
    kind: 'text',
    schema: z.string().regex(/^\S{1,128}$/),
    fallback: (service) => service,
    fallbackText: 'the service itself',
  },
  {
    name: 'TRIBUTARY_CLIENT_SECRET_FILE',
    field: 'clientSecret',
    meaning: 'File with the secret of that client.',
    form: 'a file with a secret in it',
    kind: 'file',
    schema: secretText,
    secret: true,
  },
  {
    name: 'TRIBUTARY_INSTALLATION_KEY_FILE',
    field: 'installationKey',
    meaning: 'File with the key of the installation, at least 32 random bytes, the same for all its processes.',
    form: 'a file of at least 32 bytes',
    kind: 'file',
    schema: z.instanceof(Buffer).refine((bytes) => bytes.length >= 32),
    secret: true,
  },
  {
    name: 'TRIBUTARY_VAULT_KEYS_FILE',
    field: 'vaultKeys',
    meaning:
      'File with the keys of the vault, for the registry alone: a line each for `kek.1`, `index.1`, `pairwise.1` and `audit.1`, with a space and 64 hexadecimal digits; a rotation adds `kek.2` and takes no line away.',
    form: 'a file of lines such as `kek.1 <64 hexadecimal digits>`',
    kind: 'file',
    schema: z.instanceof(Buffer).transform((bytes) => bytes.toString('utf8')),
    optional: true,
    secret: true,
    only: 'registry',
  },
  {
    name: 'TRIBUTARY_PEERS',
    field: 'peers',
    meaning:
      'Internal ports of the other services, for feeds and highWatermarks: `registry=http://…,strategy=http://…`.',
    form: 'service=address pairs parted by commas',
    kind: 'text',
    schema: peers,
  },
  {
    name: 'TRIBUTARY_PUBLIC_URL',
    field: 'publicUrl',
    meaning: 'Where callers find the installation, as its page shows it.',
    form: 'a web address',
    kind: 'text',
    schema: baseUrl,
    fallback: () => 'http://127.0.0.1:8080',
  },
  {
    name: 'TRIBUTARY_BASE_CURRENCY',
    field: 'baseCurrency',
    meaning: 'Currency that amounts are converted to; it is stored with the first fact and cannot change after that.',
    form: 'a currency code of ISO 4217',
    kind: 'text',
    schema: Currency,
    fallback: () => 'EUR',
  },
  {
    name: 'TRIBUTARY_TIME_ZONE',
    field: 'timeZone',
    meaning: 'Time zone of the calendar: what day it is today.',
    form: 'an IANA time zone such as Europe/Chisinau',
    kind: 'text',
    schema: z.string().refine(isTimeZone),
    fallback: () => 'UTC',
  },
  {
    name: 'TRIBUTARY_REGISTRAR_MINISTRY',
    field: 'registrarMinistry',
    meaning:
      'Ministry that recognises organisations. It owns each organisation that an association enters itself, from then on.',
    form: 'a code of 2 to 12 capital letters and digits, such as MFOR',
    kind: 'text',
    schema: MinistryCode,
    fallback: () => 'MFOR',
  },
  {
    name: 'TRIBUTARY_MARK_FILE',
    field: 'markFile',
    meaning:
      'File in which the service notes what its journal holds, apart from database and broker; where it is kept, a start notices even that both are lost.',
    form: 'a path',
    kind: 'text',
    schema: z.string().min(1),
    optional: true,
  },
  erasureLedger,
  ...evidenceVariables,
  ...pageVariables,
  {
    name: 'TRIBUTARY_ACCEPT_LOSS',
    field: 'acceptLoss',
    meaning:
      'Gives up facts that are missing. Without it a service does not start on a database that lacks what its journal held by its marks and its topic; set it for that one start, on every service, and unset it then.',
    form: 'yes',
    kind: 'text',
    schema: z.literal('yes').transform(() => true),
    optional: true,
  },
  {
    name: 'TRIBUTARY_RATE_LIMIT',
    field: 'rateLimit',
    meaning: 'Requests that one caller may send in a minute: the subject of a token, or an address without one.',
    form: 'a whole number from 1 on',
    kind: 'text',
    schema: Count,
    fallback: () => '120000',
  },
  {
    name: 'TRIBUTARY_TRUSTED_PROXIES',
    field: 'trustedProxies',
    meaning: 'Proxies whose `X-Forwarded-…` headers are believed; private networks are `uniquelocal`.',
    form: trustedProxiesForm,
    kind: 'text',
    schema: TrustedProxies,
    fallback: () => 'loopback',
  },
  ...traceVariables,
];
