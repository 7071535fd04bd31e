// The alerts in a real Prometheus that reads running processes: quiet while all is well, and each fires once. What a fault of
// the platform raises is raised by that fault; what no fault here would ever raise is told by a stand-in for a process.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type RealPrometheus, startRealPrometheus } from '@tributary/testkit';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fleet, prepareFleet, type ServiceProcess } from '../faults/fleet.ts';
import { poison } from '../faults/poison.ts';
import { initiative } from '../platform/sample.ts';
import { eventually } from '../platform/wait.ts';
import { alerts, infra } from './files.ts';

const processes: readonly ServiceProcess[] = [
  'registry-worker-1',
  'registry-api-1',
  'strategy',
  'initiatives-worker-1',
  'initiatives-api-1',
  'partnerships',
  'reporting-worker-1',
  'reporting-api-1',
];

/** What a process would tell of which no fault of this fleet is the cause, each beyond the threshold of its alert. */
const made = {
  tributary_relay_unsent_records: 1_001,
  tributary_lanes_set_back: 1,
  tributary_dead_records: 1,
  tributary_rebuild_running: 1,
  tributary_rebuild_applied_events: 7,
  tributary_jwks_age_seconds: 1_801,
  nodejs_eventloop_delay_seconds: 0.6,
  tributary_money_untied_awards: 1,
  'tributary_tranches_held{reason="REPORT_MISSING"}': 101,
  tributary_payment_order_age_days: 6,
  tributary_duplicate_age_days: 31,
  tributary_comparison_age_seconds: 7_201,
  tributary_transfer_age_days: 31,
  tributary_envelope_used_ratio: 0.95,
  tributary_emergency_accesses_open: 1,
  tributary_emergency_reviews_overdue: 1,
  tributary_audit_mismatches: 1,
  tributary_audit_unsigned_age_seconds: 301,
};

/** The rules with windows of seconds where they have minutes and hours, and lags that a test can wait for. */
function shortened(): string {
  return readFileSync(infra('prometheus', 'alerts.yaml'), 'utf8')
    .replaceAll(/for: \w+/g, 'for: 1s')
    .replaceAll(/\[\w+\]/g, '[15s]')
    .replaceAll(/(lag_seconds(?:\{[^}]*\})?\)|outbox_age_seconds\)) > \d+/g, '$1 > 5');
}

let fleet: Fleet;
let standIn: Server;
let prometheus: RealPrometheus;
let writing = true;
let paused = false;
let writer: Promise<void>;
/** what was firing while all was well */
let quiet: ReadonlySet<string>;
const fired = new Set<string>();

/** Writes as long as the test runs, but for what must be quiet first: whatever is in the way is what the alerts are about. */
async function write(): Promise<void> {
  while (writing) {
    const officer = await fleet.api('initiatives-api-1', 'officer', 'MLOC');
    if (!paused) await officer.post('/v1/initiatives', initiative).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Waits until alerts have fired from now on. */
async function untilFired(...names: readonly string[]): Promise<void> {
  const since = new Set<string>();
  await eventually(
    names.join(', '),
    async () => {
      for (const name of await prometheus.firing()) since.add(name);
      return names.every((name) => since.has(name)) ? true : undefined;
    },
    { timeoutMs: 120_000, seen: () => [...since] },
  );
  for (const name of since) fired.add(name);
}

/** Waits, and writes nothing meanwhile, until none of some alerts fires. */
async function untilQuiet(...names: readonly string[]): Promise<void> {
  paused = true;
  await eventually(
    `nothing of ${names.join(', ')}`,
    async () => {
      const now = await prometheus.firing();
      return names.every((name) => !now.has(name)) ? true : undefined;
    },
    { timeoutMs: 120_000 },
  );
  paused = false;
}

beforeAll(async () => {
  fleet = await prepareFleet();
  await fleet.start('embedded');
  for (const name of processes) await fleet.start(name);
  const real = await Promise.all(
    processes.map(async (name) => {
      const [service = '', role = 'api'] = name.split('-');
      return { address: await fleet.internalOf(name), labels: { service, role } };
    }),
  );
  let answers = false;
  standIn = createServer((_request, response) => {
    const told = Object.entries(made).map(([name, value]) => `${name} ${value}\n`);
    response.setHeader('content-type', 'text/plain; version=0.0.4').end(answers ? told.join('') : '');
  });
  await new Promise<void>((resolve) => standIn.listen(0, '127.0.0.1', resolve));
  const { port } = Object(standIn.address()) as { readonly port: number };
  const others = { address: `127.0.0.1:${port}`, labels: { service: 'stand-in', role: 'worker' } };
  prometheus = await startRealPrometheus(shortened(), [...real, others]);
  // until everything has been read, and what is watched has been looked at for the first time
  await eventually(
    'all to be well',
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 8_000));
      quiet = await prometheus.firing();
      return quiet.size === 0 ? true : undefined;
    },
    { timeoutMs: 180_000, seen: () => [...quiet] },
  );
  answers = true;
  writer = write();
}, 600_000);

afterAll(async () => {
  writing = false;
  await writer;
  await prometheus?.close();
  standIn?.close();
  await fleet?.remove();
});

describe('a real Prometheus', () => {
  it('calls nobody while all is well', () => {
    expect([...quiet]).toEqual([]);
  });

  it('tells that nobody relays, that events wait and reports are stale, and that nobody watches money, without a worker', async () => {
    await fleet.stop('initiatives-worker-1');
    await untilFired(
      ...['TributaryWorkerGone', 'TributaryNoRelay', 'TributaryOutboxStuck', 'TributaryMoneyNotWatched'],
      ...['TributaryReportsStale', 'TributaryReadModelBehind'],
    );
    await fleet.start('initiatives-worker-1');
  }, 200_000);

  it('tells of a worker that is gone where its service relays nothing, and whose lag nobody tells then', async () => {
    await untilQuiet('TributaryWorkerGone', 'TributaryReportsStale', 'TributaryReadModelBehind');
    await fleet.stop('reporting-worker-1');
    await untilFired('TributaryWorkerGone');
    await fleet.start('reporting-worker-1');
  }, 200_000);

  it('tells that nobody verifies the audit, without the worker that does', async () => {
    await fleet.stop('registry-worker-1');
    await untilFired('TributaryAuditNotVerified');
    await fleet.start('registry-worker-1');
  }, 200_000);

  it('tells of an event that cannot be applied', async () => {
    const officer = await fleet.api('initiatives-api-1', 'officer', 'MLOC');
    const { id } = (await officer.post('/v1/initiatives', initiative)).json<{ id: string }>();
    const mongo = await mongoose.createConnection(`mongodb://127.0.0.1:${fleet.ports.mongo}`).asPromise();
    try {
      await untilQuiet('TributaryParked');
      await eventually('a poison event', async () => ((await poison(mongo, id)) ? true : undefined));
      await untilFired('TributaryParked');
    } finally {
      await mongo.close();
    }
  }, 200_000);

  it('tells of a service that is gone, and of requests that fail while the database is away', async () => {
    const away = ['TributaryServiceGone', 'TributaryDatabaseAway'] as const;
    const failing = ['TributaryErrorsBurnFast', 'TributaryErrorsBurnSlowly'] as const;
    await untilQuiet(...away, ...failing);
    await fleet.kill('partnerships');
    await fleet.kill('embedded');
    await untilFired(...away, ...failing);
  }, 200_000);

  it('has told of each alert there is', async () => {
    for (const name of await prometheus.firing()) fired.add(name);
    expect([...fired].sort()).toEqual(
      alerts()
        .map(({ alert }) => alert)
        .sort(),
    );
  }, 200_000);
});
