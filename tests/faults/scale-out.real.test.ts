// Several of each beside three brokers: a broker dies and comes back, workers come and go, all of it under writers.
// Nothing acknowledged is lost, nothing happens twice, and what lags is caught up with.
import type { ServiceName } from '@tributary/contracts';
import { type KafkaCluster, startKafkaCluster } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus } from '../journeys/steps.ts';
import { type Fleet, type ProcessName, prepareFleet } from './fleet.ts';
import { untilStill, verified } from './still.ts';
import { type Acknowledged, startWriters, type Tally, type Writers } from './writers.ts';

/** Writers at each of two APIs. */
const WRITERS = 4;
const PHASE_MS = 4_000;
const phase = () => new Promise((resolve) => setTimeout(resolve, PHASE_MS));

/** The service that is written to and the one that reads gain workers and lose them; the others stay two and two. */
const growing: readonly ServiceName[] = ['initiatives', 'reporting'];
const apis = (service: ServiceName) => [`${service}-api-1`, `${service}-api-2`] as const;
const workers = (service: ServiceName, ...numbers: readonly number[]) =>
  numbers.map((number) => `${service}-worker-${number}` as const);
const both = (service: ServiceName) => [...workers(service, 1, 2), ...apis(service)];

describe('two APIs and two workers beside three brokers', () => {
  let kafka: KafkaCluster;
  let fleet: Fleet;
  const tallies: Tally[] = [];

  const startAll = async (names: readonly ProcessName[]) => {
    for (const name of names) await fleet.start(name);
  };
  const acknowledged = (): readonly Acknowledged[] => tallies.flatMap((tally) => tally.acknowledged);

  beforeAll(async () => {
    kafka = await startKafkaCluster(3);
    fleet = await prepareFleet({ KAFKA_BROKERS: kafka.broker });
    // In an order in which each is ready: who leans on a copy waits until the owner has told how much there is.
    const inOrder = ['registry', 'strategy', 'initiatives', 'partnerships', 'reporting'] as const;
    await startAll(['embedded', ...inOrder.flatMap(both)]);
    const writers: Writers[] = [];
    for (const api of apis('initiatives')) writers.push(startWriters(await fleet.api(api, 'officer', 'MLOC'), WRITERS));
    tallies.push(...writers.map(({ tally }) => tally));

    for (const broker of [0, 1]) {
      const before = acknowledged().length;
      await kafka.kill(broker);
      await phase();
      // Commands do not wait for the broker: what they changed is in the journal.
      expect(acknowledged().length).toBeGreaterThan(before);
      await kafka.startAgain(broker);
      await phase();
    }
    await startAll(growing.flatMap((service) => workers(service, 3, 4)));
    await phase();
    for (const name of growing.flatMap((service) => workers(service, 1, 2))) await fleet.stop(name);
    await phase();
    await Promise.all(writers.map((one) => one.stop()));
    process.stdout.write(`  ${acknowledged().length} acknowledged beside three brokers\n`);
  }, 600_000);

  afterAll(async () => {
    await fleet?.remove();
    await kafka?.close();
  });

  it('I1: every acknowledged command is there at both APIs, I9: and the same key gives the same bytes', async () => {
    expect(acknowledged().length).toBeGreaterThan(100);
    expect(tallies.flatMap((tally) => tally.refused)).toEqual([]);
    for (const api of apis('initiatives')) {
      const officer = await fleet.api(api, 'officer', 'MLOC');
      for (const { id, seq, path, key, body, reply } of acknowledged()) {
        const read = expectStatus(await officer.get(`/v1/initiatives/${id}`), 200).json<{ seq: number }>();
        expect(read.seq).toBeGreaterThanOrEqual(seq);
        expect((await officer.post(path, JSON.parse(body), { key })).text).toBe(reply);
      }
    }
  }, 300_000);

  it('I8: the lag is back at zero, with the workers that came last alone', async () => {
    for (const api of apis('reporting')) await untilStill(await fleet.api(api, 'operator', 'MPLA'));
  }, 120_000);

  it('I3, I4: read models equal the journals, fact by fact, and both APIs show the same', async () => {
    expect(await verified(fleet)).toMatch(/^[1-9]\d* facts compared, 0 different\.$/m);
    const shown = [];
    for (const api of apis('reporting')) {
      const analyst = await fleet.api(api, 'analyst', 'MFIN');
      shown.push(expectStatus(await analyst.get('/v1/dashboard?to=2026-12-31'), 200).text);
    }
    expect(shown[0]).toBe(shown[1]);
  }, 120_000);
});
