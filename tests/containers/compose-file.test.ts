// docker-compose.yml by what it says: its settings are those of the services, and nothing in it is looser than promised.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { roles, SubjectId, selfRoles, services } from '@tributary/contracts';
import { doorVariables, variables } from '@tributary/service-kit/settings';
import { describe, expect, it } from 'vitest';
import { root } from '../platform/tributary.ts';
import { askedFor, composed, defaults, example, ofImages } from './compose-file.ts';

const parts = Object.entries(composed).filter(([, { image }]) => image.startsWith('tributary/'));
const jobs = parts.filter(([name]) => name.endsWith('-prepare') || name === 'keys' || name === 'token');
const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);

describe('.env.example', () => {
  it('has every variable that docker-compose.yml asks for, and no other, each with the value that it has unless told', () => {
    expect([...example.keys()].sort()).toEqual([...askedFor].sort());
    expect(Object.fromEntries(example)).toEqual(Object.fromEntries(defaults));
  });

  it('offers of the services’ settings what an operator chooses, with the default that a service has', () => {
    const fixed = [
      'HOST',
      'PORT',
      'INTERNAL_PORT',
      'TRIBUTARY_TRUSTED_PROXIES',
      'TRIBUTARY_MODE',
      'TRIBUTARY_PUBLIC_URL',
    ];
    for (const { name, fallback } of variables) {
      if (fixed.includes(name) || !example.has(name) || fallback === undefined) continue;
      expect([name, example.get(name)]).toEqual([name, fallback('registry')]);
    }
  });
});

describe('the settings of a process', () => {
  // Right as a service takes them by itself: it is named after its image and its container, and holds no sample.
  const left = ['TRIBUTARY_INSTANCE', 'TRIBUTARY_CLIENT_ID', 'TRIBUTARY_PAGE_SAMPLE'];

  it.each(services)('of %s are those of its reference, all of them and no other', (service) => {
    for (const name of [service, `${service}-worker`]) {
      const given = { ...Object.fromEntries(ofImages), ...composed[name]?.environment };
      const own = variables.filter(({ only = service }) => only === service);
      const known = names(own).filter((variable) => !left.includes(variable));
      expect(
        Object.keys(given)
          .filter((variable) => variable !== 'NODE_ENV')
          .sort(),
      ).toEqual(known.sort());
    }
  });

  it('of a job of a service lack its role alone', () => {
    for (const service of services) {
      const { ROLE: _role, ...others } = composed[service]?.environment ?? {};
      expect(composed[`${service}-prepare`]?.environment).toEqual(others);
    }
  });

  it('of the front door are those of its reference, but for the issuer, which stands beside it', () => {
    const given = { ...Object.fromEntries(ofImages), ...composed['front-door']?.environment };
    const known = names(doorVariables).filter((name) => name !== 'TRIBUTARY_ISSUER');
    expect(
      Object.keys(given)
        .filter((name) => name !== 'NODE_ENV')
        .sort(),
    ).toEqual(known.sort());
  });

  it('run each service twice, to serve and to work', () => {
    for (const service of services) {
      expect(composed[service]?.environment?.['ROLE']).toBe('api');
      expect(composed[`${service}-worker`]?.environment?.['ROLE']).toBe('worker');
    }
  });
});

describe('every container', () => {
  it.each(Object.entries(composed))('%s has an image of one version, and no port beyond loopback', (_, service) => {
    expect(service.image).toMatch(/^[a-z/-]+:(v?\d+\.\d+\.\d+[a-z-]*|\$\{TRIBUTARY_VERSION:-0\.1\.0\})$/);
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\$\{[A-Z_]+:-\d+\}:\d+$/);
  });

  it.each(parts)('%s of ours runs as a user without rights, on a root that nobody writes', (_, service) => {
    expect(service).toMatchObject({
      read_only: true,
      user: '10001:10001',
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: '256m',
    });
  });

  it('is looked at for its health, unless it is a job or its image has a look of its own', () => {
    const own = ['prometheus', 'alertmanager', 'grafana', 'collector', 'tempo'];
    for (const [name, { image, healthcheck }] of Object.entries(composed)) {
      if (own.includes(name)) continue;
      if (jobs.some(([job]) => job === name)) expect([name, healthcheck]).toEqual([name, { disable: true }]);
      else if (image.startsWith('tributary/')) expect([name, healthcheck]).toEqual([name, undefined]);
      else expect([name, healthcheck?.test?.length]).not.toEqual([name, undefined]);
    }
  });

  it('of MongoDB, Kafka and Redis is reached from inside alone', () => {
    for (const name of ['mongo', 'kafka', 'redis']) {
      expect([name, composed[name]?.ports, composed[name]?.networks]).toEqual([name, undefined, ['inside']]);
    }
  });

  it('starts without a profile where the platform needs it', () => {
    const core = Object.entries(composed).filter(([, { profiles }]) => profiles === undefined);
    const needed = ['front-door', 'keys', 'mongo', 'kafka', 'redis', 'keycloak'];
    const ofServices = services.flatMap((service) => [service, `${service}-worker`, `${service}-prepare`]);
    expect(core.map(([name]) => name).sort()).toEqual([...ofServices, ...needed].sort());
  });
});

interface Realm {
  readonly roles: { readonly realm: readonly { readonly name: string }[] };
  readonly clients: readonly {
    readonly clientId: string;
    readonly secret?: string;
    readonly attributes: Readonly<Record<string, string>>;
  }[];
  readonly clientScopes: readonly {
    readonly protocolMappers: readonly { readonly config: Readonly<Record<string, string>> }[];
  }[];
  readonly users: readonly {
    readonly realmRoles: readonly string[];
    readonly attributes: Readonly<Record<string, readonly string[]>>;
    readonly credentials?: readonly { readonly value: string }[];
  }[];
  readonly components: Readonly<
    Record<string, readonly { readonly config: Readonly<Record<string, readonly string[]>> }[]>
  >;
}

describe('the realm', () => {
  const realm = JSON.parse(readFileSync(join(root, 'infra/keycloak/realm.json'), 'utf8')) as Realm;

  it('has the roles of the contracts, a client for each service, and those of people', () => {
    expect(realm.roles.realm.map(({ name }) => name).sort()).toEqual(roles.filter((role) => role !== 'public').sort());
    expect(realm.clients.map(({ clientId }) => clientId)).toEqual([...services, 'tributary-cli', 'tributary-page']);
  });

  it('names each service as an audience, and types its tokens as access tokens', () => {
    const audiences = realm.clientScopes.flatMap(({ protocolMappers }) =>
      protocolMappers.flatMap(({ config }) => config['included.custom.audience'] ?? []),
    );
    expect(audiences).toEqual([...services]);
    for (const { attributes } of realm.clients) {
      expect(attributes).toMatchObject({ 'access.token.header.type.rfc9068': 'true' });
    }
  });

  it('makes claims of the attributes that say whose somebody is, which only its administrators can set', () => {
    const mapped = realm.clientScopes.flatMap(({ protocolMappers }) =>
      protocolMappers.flatMap(({ config }) =>
        ['ministry', 'subject_id'].includes(config['user.attribute'] ?? '')
          ? [[config['user.attribute'], config['claim.name'], config['access.token.claim']]]
          : [],
      ),
    );
    expect(mapped).toEqual([
      ['ministry', 'ministry', 'true'],
      ['subject_id', 'subject_id', 'true'],
    ]);
    const [profile] = realm.components['org.keycloak.userprofile.UserProfileProvider'] ?? [];
    const { attributes } = JSON.parse(profile?.config['kc.user.profile.config']?.[0] ?? '') as {
      attributes: readonly {
        name: string;
        permissions: { edit: string[] };
        validations?: { pattern: { pattern: string } };
      }[];
    };
    const subject = attributes.find(({ name }) => name === 'subject_id');
    expect(subject).toMatchObject({ permissions: { view: ['admin'], edit: ['admin'] } });
    const taken = new RegExp(subject?.validations?.pattern.pattern ?? '$^');
    for (const text of ['a-1', 'A.b_c:d-9', 'x'.repeat(128), 'x'.repeat(129), '', '-a', 'Ana Torres', 'a/b', 'é']) {
      expect([text, taken.test(text)]).toEqual([text, SubjectId.safeParse(text).success]);
    }
  });

  it('gives persons and associations a subject of their own and no ministry, all others a ministry', () => {
    const subjects: string[] = [];
    for (const { realmRoles, attributes } of realm.users) {
      const isOwn = realmRoles.some((role) => selfRoles.some((one) => one === role));
      expect([realmRoles, Object.keys(attributes)]).toEqual([realmRoles, [isOwn ? 'subject_id' : 'ministry']]);
      if (isOwn) subjects.push(...(attributes['subject_id'] ?? []));
    }
    for (const subject of subjects) expect(SubjectId.parse(subject)).toBe(subject);
    expect([subjects.length, new Set(subjects).size]).toEqual([selfRoles.length, selfRoles.length]);
  });

  it('holds no secret: each is made for the installation', () => {
    for (const { clientId, secret } of realm.clients) {
      expect(secret).toBe(clientId === 'tributary-cli' ? undefined : `\${${clientId}.secret}`);
    }
    for (const { credentials = [] } of realm.users) {
      for (const { value } of credentials) expect(value).toMatch(/^\$\{people\.secret\}$/);
    }
  });
});
