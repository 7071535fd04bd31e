import { services } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { environmentOf, portsFrom } from '../src/process-table.ts';

const surroundings = {
  ports: portsFrom(8080),
  keys: {
    installationKey: '/data/keys/installation.key',
    secretOf: (service: string) => `/data/keys/${service}.secret`,
  },
  settings: {
    TRIBUTARY_BASE_CURRENCY: 'USD',
    REDIS_URL: 'redis://127.0.0.1:6379',
    TRIBUTARY_PORT: '8080',
    HOME: '/root',
  },
};

describe('the environment of a service', () => {
  it('holds its own settings and none that only the launcher knows', () => {
    const environment = environmentOf('strategy', surroundings);
    expect(environment).toMatchObject({
      PORT: '8084',
      MONGO_URL: 'mongodb://127.0.0.1:8087',
      KAFKA_BROKERS: '127.0.0.1:8088',
      TRIBUTARY_BASE_CURRENCY: 'USD',
      TRIBUTARY_CLIENT_SECRET_FILE: '/data/keys/strategy.secret',
    });
    expect(environment).not.toHaveProperty('TRIBUTARY_PORT');
    expect(environment).not.toHaveProperty('HOME');
  });

  it('gives Redis to reporting alone, which caches answers there', () => {
    const told = services.filter((service) => 'REDIS_URL' in environmentOf(service, surroundings));
    expect(told).toEqual(['reporting']);
  });

  it('names every peer', () => {
    expect(environmentOf('registry', surroundings)['TRIBUTARY_PEERS']?.split(',')).toHaveLength(services.length);
  });
});
