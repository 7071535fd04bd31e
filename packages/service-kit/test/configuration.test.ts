import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { services } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doorVariables } from '../src/config/door.ts';
import { variables } from '../src/config/variables.ts';
import {
  ConfigError,
  configurationPage,
  inherited,
  printConfig,
  readConfig,
  readDoor,
  startVariables,
} from '../src/index.ts';

let folder: string;
let environment: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-config-'));
  await writeFile(join(folder, 'installation.key'), Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)));
  await writeFile(join(folder, 'client.secret'), 'a long secret of strategy\n');
  environment = {
    PATH: '/usr/bin',
    TRIBUTARY_MODE: 'pilot',
    MONGO_URL: 'mongodb://tributary:hidden@127.0.0.1:8087',
    KAFKA_BROKERS: 'kafka-0:9092,kafka-1:9092',
    TRIBUTARY_ISSUER: 'http://127.0.0.1:8086',
    TRIBUTARY_JWKS_URL: 'http://127.0.0.1:8086/jwks',
    TRIBUTARY_TOKEN_URL: 'http://127.0.0.1:8086/token',
    TRIBUTARY_CLIENT_SECRET_FILE: join(folder, 'client.secret'),
    TRIBUTARY_INSTALLATION_KEY_FILE: join(folder, 'installation.key'),
    TRIBUTARY_PEERS: 'registry=http://127.0.0.1:8081,initiatives=http://127.0.0.1:8082',
  };
});
afterAll(() => rm(folder, { recursive: true }));

const read = (more: Record<string, string | undefined> = {}) => readConfig('strategy', { ...environment, ...more });

function faults(more: Record<string, string | undefined>): readonly string[] {
  try {
    read(more);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('is read from the environment, with a sensible value for what is not there', () => {
    expect(read()).toEqual({
      service: 'strategy',
      host: '127.0.0.1',
      port: 8084,
      internalPort: 8094,
      role: 'all',
      mode: 'pilot',
      mongoUrl: 'mongodb://tributary:hidden@127.0.0.1:8087',
      kafkaBrokers: ['kafka-0:9092', 'kafka-1:9092'],
      redisUrl: undefined,
      logLevel: 'info',
      instance: expect.stringMatching(/^strategy@/),
      issuer: 'http://127.0.0.1:8086',
      jwksUrl: 'http://127.0.0.1:8086/jwks',
      tokenUrl: 'http://127.0.0.1:8086/token',
      clientId: 'strategy',
      clientSecret: 'a long secret of strategy',
      installationKey: Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)),
      peers: new Map([
        ['registry', 'http://127.0.0.1:8081'],
        ['initiatives', 'http://127.0.0.1:8082'],
      ]),
      baseCurrency: 'EUR',
      timeZone: 'UTC',
      registrarMinistry: 'MFOR',
      evidence: undefined,
      evidenceRegion: 'us-east-1',
      evidenceKeyId: undefined,
      evidenceSecret: undefined,
      publicUrl: 'http://127.0.0.1:8080',
      rateLimit: 120_000,
      trustedProxies: ['loopback'],
      traceRatio: 1,
    });
  });

  it.each(['0', '1', '0.05'])('takes %s as the part of traces that is recorded', (text) => {
    expect(read({ OTEL_TRACES_SAMPLER_ARG: text }).traceRatio).toBe(Number(text));
  });

  it.each(['2', '1.5', '-1', '10%', 'always'])('takes no %s as the part of traces that is recorded', (text) => {
    expect(faults({ OTEL_TRACES_SAMPLER_ARG: text })).toEqual([
      `OTEL_TRACES_SAMPLER_ARG is "${text}": it must be a number from 0 to 1.`,
    ]);
  });

  it('gives the listener for the installation alone a port of its own', () => {
    expect(faults({ PORT: '9000', INTERNAL_PORT: '9000' })).toEqual([
      'INTERNAL_PORT is 9000, and so is PORT: each needs a port of its own.',
    ]);
    expect(read({ PORT: '0', INTERNAL_PORT: '0' })).toMatchObject({ port: 0, internalPort: 0 });
  });

  it.each([
    ['https://data.gov.example/', 'https://data.gov.example'],
    ['https://data.gov.example/tributary/?x#y', 'https://data.gov.example/tributary'],
    ['http://x/"><script>', 'http://x/%22%3E%3Cscript%3E'],
  ])('takes %s as the address %s, which a page can show', (text, publicUrl) => {
    expect(read({ TRIBUTARY_PUBLIC_URL: text })).toMatchObject({ publicUrl });
  });

  it('takes what is set', () => {
    const settings = {
      TRIBUTARY_TRUSTED_PROXIES: 'uniquelocal, 203.0.113.0/24',
      PORT: '0',
      ROLE: 'worker',
      TRIBUTARY_TIME_ZONE: 'Europe/Chisinau',
      TRIBUTARY_BASE_CURRENCY: 'USD',
      TRIBUTARY_REGISTRAR_MINISTRY: 'MFA',
    };
    expect(read({ ...settings, TRIBUTARY_SERVICE: 'strategy' })).toMatchObject({
      trustedProxies: ['uniquelocal', '203.0.113.0/24'],
      port: 0,
      role: 'worker',
      timeZone: 'Europe/Chisinau',
      baseCurrency: 'USD',
      registrarMinistry: 'MFA',
    });
  });

  it.each<[string, string | undefined, string]>([
    ['MONGO_URL', undefined, 'MONGO_URL is not set, and neither is MONGO_URL_FILE: it must be a mongodb:// address.'],
    ['MONGO_URL', 'postgres://user:hidden@x', 'MONGO_URL is not valid: it must be a mongodb:// address.'],
    ['KAFKA_BROKERS', 'kafka', 'KAFKA_BROKERS is "kafka": it must be host:port pairs parted by commas.'],
    ['PORT', '80800', 'PORT is "80800": it must be a port from 0 to 65535.'],
    ['ROLE', 'boss', 'ROLE is "boss": it must be api, worker or all.'],
    ['TRIBUTARY_SERVICE', 'registry', 'TRIBUTARY_SERVICE is registry, but this process is strategy.'],
    ['TRIBUTARY_ISUER', 'x', 'TRIBUTARY_ISUER is not a variable of this service: write TRIBUTARY_ISSUER, or unset it.'],
    ...['0x50', '1e4', ' 80 ', '080', '+80', '65536', '8.0'].map(
      (text) =>
        ['PORT', text, `PORT is "${text}": it must be a port from 0 to 65535.`] satisfies [string, string, string],
    ),
    ['TRIBUTARY_RATE_LIMIT', '1e4', 'TRIBUTARY_RATE_LIMIT is "1e4": it must be a whole number from 1 on.'],
    ['KAFKA_BROKERS', 'a:99999', 'KAFKA_BROKERS is "a:99999": it must be host:port pairs parted by commas.'],
    ['TRIBUTARY_PORT', '1', 'TRIBUTARY_PORT is not a variable of this service: check its spelling, or unset it.'],
    [
      'TRIBUTARY_PEERS',
      'treasury=http://x',
      'TRIBUTARY_PEERS is "treasury=http://x": it must be service=address pairs parted by commas.',
    ],
    [
      'TRIBUTARY_TIME_ZONE',
      'Mars/Olympus',
      'TRIBUTARY_TIME_ZONE is "Mars/Olympus": it must be an IANA time zone such as Europe/Chisinau.',
    ],
    [
      'TRIBUTARY_REGISTRAR_MINISTRY',
      'Foreign affairs',
      'TRIBUTARY_REGISTRAR_MINISTRY is "Foreign affairs": it must be a code of 2 to 12 capital letters and digits, such as MFOR.',
    ],
    ['TRIBUTARY_BASE_CURRENCY', 'XXX', 'TRIBUTARY_BASE_CURRENCY is "XXX": it must be a currency code of ISO 4217.'],
    [
      'TRIBUTARY_CLIENT_SECRET_FILE',
      '/nowhere/secret',
      'TRIBUTARY_CLIENT_SECRET_FILE names /nowhere/secret, which cannot be read (ENOENT).',
    ],
    ...['everybody', '10.0.0.0/0', '10.0.0.0/33', '10.0.0.0/8/8', 'loopback/8'].map(
      (text) =>
        [
          'TRIBUTARY_TRUSTED_PROXIES',
          text,
          `TRIBUTARY_TRUSTED_PROXIES is "${text}": it must be addresses, ranges such as 10.0.0.0/8, or loopback, parted by commas.`,
        ] satisfies [string, string, string],
    ),
    [
      'TRIBUTARY_INSTALLATION_KEY_FILE',
      undefined,
      'TRIBUTARY_INSTALLATION_KEY_FILE is not set: it must be a file of at least 32 bytes.',
    ],
  ])('says of %s=%s in one sentence what it must be', (name, value, sentence) => {
    expect(faults({ [name]: value })).toEqual([sentence]);
  });

  it('takes a secret address from a file, which is read without the end of its line', async () => {
    const file = join(folder, 'mongo.url');
    await writeFile(file, 'mongodb://tributary:in-a-file@mongo:27017\n');
    const { mongoUrl } = read({ MONGO_URL: undefined, MONGO_URL_FILE: file });
    expect(mongoUrl).toBe('mongodb://tributary:in-a-file@mongo:27017');
    expect(faults({ MONGO_URL_FILE: file })).toEqual(['MONGO_URL and MONGO_URL_FILE are both set: unset one of them.']);
    expect(faults({ MONGO_URL: undefined, MONGO_URL_FILE: join(folder, 'none') })).toEqual([
      expect.stringMatching(/^MONGO_URL_FILE names .*none, which cannot be read \(ENOENT\)\.$/),
    ]);
    await writeFile(file, 'mongo:27017');
    expect(faults({ MONGO_URL: undefined, MONGO_URL_FILE: file })).toEqual([
      'MONGO_URL_FILE is not valid: it must be a mongodb:// address.',
    ]);
  });

  it('names every fault at once', () => {
    expect(faults({ PORT: 'x', ROLE: 'y', TRIBUTARY_ISSUER: 'z' })).toHaveLength(3);
  });

  it('refuses a key that is too short', () => {
    expect(faults({ TRIBUTARY_INSTALLATION_KEY_FILE: environment['TRIBUTARY_CLIENT_SECRET_FILE'] })).toEqual([
      'TRIBUTARY_INSTALLATION_KEY_FILE is not valid: it must be a file of at least 32 bytes.',
    ]);
  });

  it('masks its secrets when it is printed', () => {
    const text = printConfig(read({ REDIS_URL: 'redis://:hidden@redis:6379' }));
    expect(JSON.parse(text)).toMatchObject({
      MONGO_URL: 'mongodb://***@127.0.0.1:8087',
      REDIS_URL: 'redis://***@redis:6379',
      TRIBUTARY_CLIENT_SECRET_FILE: '***',
      TRIBUTARY_INSTALLATION_KEY_FILE: '***',
      TRIBUTARY_PEERS: 'registry=http://127.0.0.1:8081,initiatives=http://127.0.0.1:8082',
    });
    expect(text).not.toMatch(/hidden|a long secret/);
  });
});

describe('in production', () => {
  const production = { TRIBUTARY_MODE: 'production', TRIBUTARY_ISSUER: 'https://login.example' };

  it('what is safe is taken', () => {
    expect(faults(production)).toEqual([]);
  });

  it('is what an installation is in unless told, and then an issuer without https, test variables and secrets of examples are refused', async () => {
    const file = join(folder, 'default.secret');
    await writeFile(file, 'change-me');
    const zeros = join(folder, 'zeros.key');
    await writeFile(zeros, Buffer.alloc(32));
    expect(
      faults({
        TRIBUTARY_MODE: undefined,
        TRIBUTARY_TEST_CUT: 'mid-batch',
        TRIBUTARY_CLIENT_SECRET_FILE: file,
        TRIBUTARY_INSTALLATION_KEY_FILE: zeros,
        TRIBUTARY_PAGE_CLIENT_SECRET_FILE: file,
        TRIBUTARY_PAGE_SAMPLE: 'yes',
      }),
    ).toEqual([
      'TRIBUTARY_TEST_CUT breaks the service on purpose and is refused in production: unset it.',
      'TRIBUTARY_ISSUER is http, which production refuses: it must be https. For a pilot set TRIBUTARY_MODE=pilot.',
      'TRIBUTARY_CLIENT_SECRET_FILE holds a default or short secret: it must be 16 characters or more of your own.',
      'TRIBUTARY_PAGE_CLIENT_SECRET_FILE holds a default or short secret: it must be 16 characters or more of your own.',
      'TRIBUTARY_PAGE_SAMPLE signs visitors in without asking, which production refuses: unset it.',
      'TRIBUTARY_INSTALLATION_KEY_FILE holds a key that is not random: make one of 32 random bytes.',
    ]);
  });

  it('what a pilot may do is not refused elsewhere', () => {
    expect(faults({ TRIBUTARY_TEST_CUT: 'mid-batch' })).toEqual([]);
  });
});

describe('the front door’s configuration', () => {
  const upstreams = services.map((service) => `${service}=http://${service}:8080`).join(',');
  const doorFaults = (door: Record<string, string>) => {
    try {
      readDoor(door);
      return [];
    } catch (error) {
      if (error instanceof ConfigError) return error.faults;
      throw error;
    }
  };

  it('is read from the environment, with a sensible value for what is not there', () => {
    expect(readDoor({ TRIBUTARY_UPSTREAMS: upstreams })).toEqual({
      host: '127.0.0.1',
      port: 8080,
      internalPort: 8090,
      upstreams: Object.fromEntries(services.map((service) => [service, `http://${service}:8080`])),
    });
  });

  it('names every service, and knows no variable of a service', () => {
    expect(doorFaults({ TRIBUTARY_UPSTREAMS: 'registry=http://registry:8080', TRIBUTARY_PEERS: 'x' })).toEqual([
      'TRIBUTARY_PEERS is not a variable of the front door: check its spelling, or unset it.',
      'TRIBUTARY_UPSTREAMS is "registry=http://registry:8080": it must be service=address pairs parted by commas, one for each service.',
    ]);
  });
});

describe('the reference page', () => {
  it('names every variable and is up to date', async () => {
    const page = configurationPage();
    for (const { name } of [...variables, ...doorVariables, ...startVariables]) {
      expect(page).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
    }
    for (const name of inherited) expect(page).toContain(`\`${name}\``);
    await expect(page, '`npm run generate` writes it anew').toMatchFileSnapshot('../CONFIGURATION.md');
  });
});
