import { services } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { environmentOf, portsFrom } from '../src/process-table.ts';

const surroundings = {
  ports: portsFrom(8080),
  keys: {
    installationKey: '/data/keys/installation.key',
    vaultKeys: '/data/keys/vault.keys',
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
      INTERNAL_PORT: '8094',
      TRIBUTARY_PUBLIC_URL: 'http://127.0.0.1:8080',
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

  it('says where files of evidence lie to initiatives alone', () => {
    const told = services.filter(
      (service) => 'TRIBUTARY_EVIDENCE' in environmentOf(service, { ...surroundings, evidence: '/data/evidence' }),
    );
    expect(told).toEqual(['initiatives']);
  });

  it('says where the ledger of erasures lies to the registry alone', () => {
    const erasureLedger = '/data.erasures';
    const told = services.filter(
      (service) => 'TRIBUTARY_ERASURE_LEDGER' in environmentOf(service, { ...surroundings, erasureLedger }),
    );
    expect(told).toEqual(['registry']);
  });

  it('gives the keys of the vault to the registry alone', () => {
    const told = services.filter((service) => 'TRIBUTARY_VAULT_KEYS_FILE' in environmentOf(service, surroundings));
    expect(told).toEqual(['registry']);
  });

  it('names the internal listener of every peer', () => {
    const peers = environmentOf('registry', surroundings)['TRIBUTARY_PEERS']?.split(',');
    expect(peers).toEqual(services.map((service, index) => `${service}=http://127.0.0.1:${8091 + index}`));
  });

  it('says where callers find the installation, unless the launcher was told of another address', () => {
    const settings = { TRIBUTARY_PUBLIC_URL: 'https://data.gov.example' };
    expect(environmentOf('reporting', { ...surroundings, settings })).toMatchObject(settings);
  });

  it('keep their marks where they are told, and give up what is missing only where that is asked', () => {
    const marked = { ...surroundings, markOf: (service: string) => `/data/marks/${service}.json` };
    const environment = environmentOf('registry', marked);
    expect([environment['TRIBUTARY_MARK_FILE'], environment['TRIBUTARY_ACCEPT_LOSS']]).toEqual([
      '/data/marks/registry.json',
      undefined,
    ]);
    expect(environmentOf('registry', { ...marked, acceptLoss: true })['TRIBUTARY_ACCEPT_LOSS']).toBe('yes');
  });
});
