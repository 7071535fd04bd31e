// What an answer says while an event that no reader can apply holds an aggregate back, and after it was mended.
import { partitionOf } from '@tributary/contracts';
import { databaseOf, openEventing, uuidv7 } from '@tributary/eventing';
import { createFeedClient } from '@tributary/service-kit';
import { until } from '@tributary/testkit';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReports } from '../../src/reports/open-reports.ts';
import { initiative, plan } from '../reports/country.ts';
import { analyst, type Harness, idOf, startHarness } from './harness.ts';

const sick = idOf('a');
const type = 'initiatives.initiative.status-changed.v1';
const cancelled = { status: 5, on: '2025-06-01' };

let harness: Harness;
let owner: mongoose.Connection;

beforeAll(async () => {
  harness = await startHarness();
  await harness.publish(...plan('NDP'), ...initiative(sick, '1000.00'));
  const servers = await mongoose.createConnection(harness.installation.embedded.mongoUrl).asPromise();
  owner = servers.useDb(databaseOf('initiatives'));
});
afterAll(async () => {
  await owner?.close();
  await harness?.installation.close();
});

/** Leaves in the owner's outbox what no release of it would: a fact that breaks its contract. */
async function poison(): Promise<void> {
  const at = new Date();
  const data = { ...cancelled, status: 'cancelled' };
  const event = { id: uuidv7(), type, subject: sick, seq: 2, at: at.toISOString(), ministry: 'MLOC', hops: 0, data };
  const by = { sub: 'initiatives', client: 'initiatives', ministry: 'MLOC', roles: ['service'] };
  const change = { $set: { seq: 2, pendingSince: at }, $push: { outbox: { seq: 2, event, by } } };
  const initiatives = owner.collection<{ _id: string; seq: number; outbox: object[] }>('initiative');
  const { modifiedCount } = await initiatives.updateOne({ _id: sick, seq: 1 }, change);
  expect(modifiedCount).toBe(1);
}

/** The owner mends its record; then a worker beside the running service re-drives what is set aside. */
async function mendAndRedrive(): Promise<void> {
  await owner.collection('journal').updateOne({ agg: sick, seq: 2 }, { $set: { 'event.data': cancelled } });
  const config = harness.installation.configOf('reporting');
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const eventing = openEventing({ ...config, role: 'api', feeds: createFeedClient(config), log });
  openReports(eventing);
  await eventing.start();
  for (const parked of await eventing.parked()) await eventing.redrive(parked);
  await eventing.close();
}

const report = (headers: Record<string, string> = {}) =>
  harness.reporting.get('/v1/reports/plan/alignment', { as: analyst, headers });

/** The report as soon as it counts so many aggregates that are set aside. */
const reportWith = (parked: string) =>
  until(`X-Parked ${parked}`, async () => {
    const answer = await report();
    return answer.headers.get('x-parked') === parked ? answer : undefined;
  });

/** The partitions in which something is set aside, with how much. */
async function parkedPartitions(): Promise<string[]> {
  const { body } = await harness.reporting.get('/v1/freshness', { as: analyst });
  const sources = body['sources'] as { service: string; partition: number; parked: number }[];
  return sources
    .filter(({ parked }) => parked > 0)
    .map(({ service, partition, parked }) => `${service} ${partition}: ${parked}`);
}

describe('rule 35: an aggregate that is set aside', () => {
  it('is counted in the header and in the freshness, and every other fact goes on', async () => {
    await poison();
    expect(await reportWith('1')).toMatchObject({ status: 200 });
    expect(await parkedPartitions()).toEqual([`initiatives ${partitionOf(sick)}: 1`]);
    await harness.publish(...initiative(idOf('b'), '7.00'));
    const { body, headers } = await report();
    expect(headers.get('x-parked')).toBe('1');
    expect(body['footer']).toMatchObject({ portfolioBudget: '1007.00', liveInitiatives: 2 });
  });

  it('rule 39: is said at once to whoever asks for its fact', async () => {
    const answer = await report({ 'consistency-token': `initiatives:${sick}:2` });
    expect(answer).toMatchObject({ status: 503, body: { code: 'PARKED' } });
  });

  it('is counted no more once it was mended and re-driven, and its fact is in the report', async () => {
    await mendAndRedrive();
    await reportWith('0');
    expect(await parkedPartitions()).toEqual([]);
    const { status, body } = await report({ 'consistency-token': `initiatives:${sick}:2` });
    expect(status).toBe(200);
    expect(body['footer']).toMatchObject({ portfolioBudget: '7.00', liveInitiatives: 1 });
  });
});
