// A new version of the views on journals that are full: no report before its rows are there, and everything else goes on.
import { fakePublisherOf } from '@tributary/service-kit/testing';
import {
  type Client,
  type HeldPeer,
  holdPeer,
  type Installation,
  startInstallation,
  until,
  untilReady,
} from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../src/service.ts';
import { initiative, plan } from '../reports/country.ts';
import { analyst, idOf } from './harness.ts';

const owners = {
  strategy: fakePublisherOf('strategy', ['plan', 'plan-node', 'alignment']),
  initiatives: fakePublisherOf('initiatives', ['initiative'], 'MLOC'),
  partnerships: fakePublisherOf('partnerships', ['partner']),
  registry: fakePublisherOf('registry', ['person']),
};
const held: HeldPeer[] = [];
let installation: Installation;
let reporting: Client;

beforeAll(async () => {
  installation = await startInstallation();
  const peers = new Map<keyof typeof owners, string>();
  for (const service of ['strategy', 'initiatives', 'partnerships', 'registry'] as const) {
    await installation.start(service, owners[service].compose);
    const peer = await holdPeer(installation.configOf('reporting').peers.get(service) ?? '', '/internal/feed');
    held.push(peer);
    peers.set(service, peer.address);
  }
  for (const { id, fact } of [...plan('NDP'), ...initiative(idOf('a'), '1000.00')]) {
    const [service, aggregate = ''] = fact.type.split('.') as ['strategy' | 'initiatives', string?];
    await owners[service].publish(aggregate, id, fact);
  }
  // without Kafka the feed is the only way in, and it is held
  reporting = await installation.start('reporting', (config) =>
    compose({ ...config, kafkaBrokers: ['127.0.0.1:1'], peers }, { checkReplies: true, limits: { drainMs: 0 } }),
  );
});
afterAll(async () => {
  await installation?.close();
  for (const peer of held) await peer.close();
});

describe('rule 35: while the rows of a view version are filled', () => {
  it('a report is 503 with Retry-After, in whatever way it is asked for', async () => {
    const asked = [
      reporting.get('/v1/reports/plan/alignment', { as: analyst }),
      reporting.get('/v1/reports/plan/alignment?asOf=latest&format=csv', { as: analyst }),
      reporting.get('/v1/reports/plan/alignment/initiatives?node=1', { as: analyst }),
      reporting.post('/v1/reports/runs', { as: analyst, body: { key: 'plan/alignment' } }),
    ];
    for (const answer of await Promise.all(asked)) {
      expect(answer).toMatchObject({ status: 503, body: { code: 'NOT_CAUGHT_UP' } });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });

  it('health and freshness tell how far it is, and what leans on no copy is answered', async () => {
    const ready = await until('the owners to have told their high watermarks', async () => {
      const answer = await reporting.get('/health/ready');
      return /initiatives 0\/[1-9]\d*/.test(answer.text) ? answer : undefined;
    });
    expect(ready).toMatchObject({ status: 503, body: { errors: [{ code: 'FILLING' }] } });
    const { status, body } = await reporting.get('/v1/freshness', { as: analyst });
    expect(status).toBe(200);
    expect(body['filling']).toMatchObject([
      { service: 'registry', applied: 0 },
      { service: 'initiatives', applied: 0 },
      { service: 'partnerships', applied: 0 },
      { service: 'strategy', applied: 0 },
    ]);
    const lags = (body['sources'] as { lagEvents: number; lagSeconds: number }[]).filter((one) => one.lagEvents > 0);
    expect(lags.length).toBeGreaterThan(5);
    expect((await reporting.get('/v1/reports', { as: analyst })).status).toBe(200);
    expect((await reporting.get('/health/live')).status).toBe(200);
  });

  it('the first report that is answered is whole', async () => {
    for (const peer of held) peer.release();
    await untilReady(reporting);
    const { status, body } = await reporting.get('/v1/reports/plan/alignment', { as: analyst });
    expect(status).toBe(200);
    expect(body['footer']).toMatchObject({ portfolioBudget: '1000.00', liveInitiatives: 1 });
    expect((await reporting.get('/v1/freshness', { as: analyst })).body['filling']).toEqual([]);
  });
});
