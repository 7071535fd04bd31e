// While the copies of organisations and rates are filled, nothing is decided that leans on them.
import { organisationApplied, organisationSuspended, type ServiceName } from '@tributary/contracts';
import { fakePublisherOf, type Told } from '@tributary/service-kit/testing';
import {
  type Client,
  type HeldPeer,
  holdPeer,
  type Installation,
  startInstallation,
  testLimits,
  untilReady,
} from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../src/service.ts';
import { described } from '../sample.ts';
import { officer } from './harness.ts';

const registry = fakePublisherOf('registry', ['organisation']);
const strategy = fakePublisherOf('strategy', ['exchange-rate']);
let installation: Installation;
let held: HeldPeer;
let initiatives: Client;
let suspended: Told;

const applied = organisationApplied({
  name: 'Harbour (sample)',
  kind: 'association',
  country: 'TO',
  identifiers: [],
  sectors: [],
});

beforeAll(async () => {
  installation = await startInstallation();
  await installation.start('registry', registry.compose);
  await installation.start('strategy', strategy.compose);
  const owners = installation.configOf('initiatives').peers;
  suspended = await registry.publish(
    'organisation',
    'harbour',
    applied,
    organisationSuspended({ reasonCode: 'LATE', from: '2026-02-10' }),
  );
  held = await holdPeer(owners.get('registry') ?? '', '/internal/feed');
  const peers = new Map<ServiceName, string>([...owners, ['registry', held.address]]);
  initiatives = await installation.start('initiatives', (config) =>
    compose({ ...config, kafkaBrokers: ['127.0.0.1:1'], peers }, { checkReplies: true, limits: testLimits }),
  );
});
afterAll(async () => {
  await installation?.close();
  await held?.close();
});

const register = (changed: object = {}) =>
  initiatives.post('/v1/initiatives', {
    as: officer,
    body: { ...described, ...changed },
    headers: { 'idempotency-key': 'the-same' },
  });

describe('rule 35: while the copy of organisations is filled', () => {
  it('an initiative of one of them is neither refused for good nor taken: 503 with Retry-After', async () => {
    const answer = await register({ organisationId: suspended.id });
    expect(answer).toMatchObject({ status: 503, body: { code: 'NOT_CAUGHT_UP' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await initiatives.get('/v1/initiatives', { as: 'analyst@MFIN' })).toMatchObject({
      status: 200,
      body: { items: [] },
    });
  });

  it('is refused by the same request once the copy is whole: the organisation is suspended', async () => {
    held.release();
    await untilReady(initiatives);
    expect(await register({ organisationId: suspended.id })).toMatchObject({
      status: 422,
      body: { code: 'ORGANISATION_SUSPENDED' },
    });
  });
});
