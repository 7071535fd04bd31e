// From the embedded servers to others: what was acknowledged is there, figures are the same bytes, and work goes on.
// The servers that take it are a second pair of embedded ones; a real MongoDB was not to be had.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { services } from '@tributary/contracts';
import { type Embedded, startEmbedded } from '@tributary/embedded';
import { addressOf } from '@tributary/launcher/process-table';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Fleet, prepareFleet } from '../faults/fleet.ts';
import { untilStill } from '../faults/still.ts';
import { startWriters } from '../faults/writers.ts';
import { expectStatus } from '../journeys/steps.ts';
import type { Api } from '../platform/api.ts';
import { root } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';

let fleet: Fleet;
let folder: string;
let servers: Embedded;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taken-'));
  servers = await startEmbedded({ folder, mongoPort: 0, kafkaPort: 0 });
  fleet = await prepareFleet();
}, 60_000);
afterAll(async () => {
  await fleet?.remove();
  await servers?.close();
  await rm(folder, { recursive: true, force: true });
});

const startAll = (env: Readonly<Record<string, string>>) => Promise.all(services.map((name) => fleet.start(name, env)));
const operatorOf = () => fleet.api('reporting', 'operator', 'OPERATOR');
const officerOf = () => fleet.api('initiatives', 'officer', 'MLOC');

/** What an integrator sees of all initiatives, and an analyst of their funding. */
async function seen(officer: Api): Promise<readonly string[]> {
  const analyst = await fleet.api('reporting', 'analyst', 'MLOC');
  const asked = [officer.get('/v1/initiatives?limit=200'), analyst.get('/v1/reports/funds/matching?to=2026-06-30')];
  return (await Promise.all(asked)).map((answer) => expectStatus(answer, 200).text.replace(/"asOf":"[^"]*"/, ''));
}

it('a pilot moves to other servers with all that it has', async () => {
  await fleet.start('embedded');
  await startAll({});
  const officer = await officerOf();
  const writers = startWriters(officer, 3);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await writers.stop();
  await untilStill(await operatorOf());
  const before = await seen(officer);
  const { acknowledged } = writers.tally;
  expect(acknowledged.length).toBeGreaterThan(5);
  await Promise.all(services.map((name) => fleet.stop(name)));
  await fleet.stop('embedded');

  const cli = join(root, 'packages/client/bin/tributary.mjs');
  const tributary = (...args: string[]) => promisify(execFile)(process.execPath, [cli, ...args]);
  const { stdout } = await tributary('transfer', '--data', fleet.folder, '--to', servers.mongoUrl);
  expect(stdout).toMatch(/^5 databases, \d+ collections and \d{2,} documents are there as they are in /);
  await expect(tributary('transfer', '--data', fleet.folder, '--to', servers.mongoUrl)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('holds data already'),
  });

  // the servers of before give keys and tokens alone from here on
  await fleet.start('embedded');
  await startAll({ MONGO_URL: servers.mongoUrl, KAFKA_BROKERS: servers.kafkaBroker });
  const there = await officerOf();
  await untilStill(await operatorOf());
  expect(await seen(there)).toEqual(before);
  for (const { path, key, body, reply } of acknowledged) {
    expect((await there.post(path, JSON.parse(body), { key })).text).toBe(reply);
  }
  const { id } = expectStatus(await there.post('/v1/initiatives', JSON.parse(acknowledged[0]?.body ?? '')), 201).json<{
    id: string;
  }>();
  await untilStill(await operatorOf());
  // what is sent may have been read from the journal before the broker said that it has it
  await eventually('the broker to have every record', async () => {
    const metrics = await (await fetch(`${addressOf(fleet.ports.initiativesInternal)}/metrics`)).text();
    return /^tributary_relay_unsent_records 0$/m.test(metrics) || undefined;
  });
  expectStatus(await there.get(`/v1/initiatives/${id}`), 200);
}, 240_000);
