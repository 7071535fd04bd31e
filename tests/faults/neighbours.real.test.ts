// Bad neighbours: more callers than a service can take, callers who hold connections, a slow database, and servers that
// do nothing for a while. What was acknowledged is there, and what comes after is answered.
import { connect, type Socket } from 'node:net';
import { services } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus } from '../journeys/steps.ts';
import type { Api } from '../platform/api.ts';
import { initiative } from '../platform/sample.ts';
import { eventually } from '../platform/wait.ts';
import { type Fleet, prepareFleet } from './fleet.ts';
import { capacityOf, flood } from './flood.ts';
import { openSlowWire, type SlowWire } from './slow-wire.ts';
import { untilStill, verified } from './still.ts';
import { startWriters } from './writers.ts';

/** As many times of what it can take are sent. */
const TIMES = 3;
const SLOW_MS = 150;
/** Longer than a lease of the relay holds. */
const HELD_MS = 8_000;

describe('bad neighbours', () => {
  let fleet: Fleet;
  let wire: SlowWire;
  let officer: Api;
  let operator: Api;

  beforeAll(async () => {
    fleet = await prepareFleet();
    wire = await openSlowWire(fleet.ports.mongo);
    await fleet.start('embedded');
    const throughWire = { MONGO_URL: `mongodb://127.0.0.1:${wire.port}` };
    // those that read each other's events are ready once all are there
    await Promise.all(services.map((name) => fleet.start(name, name === 'initiatives' ? throughWire : {})));
    officer = await fleet.api('initiatives', 'officer', 'MLOC');
    operator = await fleet.api('reporting', 'operator', 'OPERATOR');
  }, 120_000);
  afterAll(async () => {
    await fleet?.remove();
    await wire?.close();
  });

  const inFeed = async (): Promise<ReadonlySet<string>> => {
    const subjects = new Set<string>();
    for (let after = ''; ; ) {
      const path = `/v1/changes?type=initiatives.initiative.registered.v1&limit=200${after && `&after=${encodeURIComponent(after)}`}`;
      const page = expectStatus(await officer.get(path), 200).json<{ items: { subject: string }[]; next: string }>();
      if (page.items.length === 0 && page.next === after) return subjects;
      for (const { subject } of page.items) subjects.add(subject);
      after = page.next;
    }
  };

  it('of three times what a service can take, it acknowledges or puts off each, and keeps what it acknowledged', async () => {
    const capacity = await capacityOf(officer, 256, 4_000);
    const { sent, acknowledged, shed, others } = await flood(officer, Math.ceil(capacity * TIMES), 10_000);
    process.stdout.write(
      `  ${Math.round(capacity)} a second were taken; of ${sent} at ${TIMES} times that, ${acknowledged.length} were acknowledged and ${shed} put off\n`,
    );
    expect(Object.fromEntries(others)).toEqual({});
    expect(acknowledged.length + shed).toBe(sent);
    expectStatus(await officer.post('/v1/initiatives', initiative), 201);
    await untilStill(operator);
    const there = await inFeed();
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
  }, 180_000);

  it('a thousand connections that ask for nothing cost little, and are closed in time', async () => {
    const before = await fleet.memory('initiatives');
    const port = fleet.ports.initiatives;
    const idle = await Promise.all(Array.from({ length: 1_000 }, () => connected(port)));
    try {
      for (let n = 0; n < 20; n += 1) expectStatus(await officer.get('/v1/initiatives?limit=1'), 200);
      const grown = (await fleet.memory('initiatives')) - before;
      process.stdout.write(`  a thousand idle connections took ${Math.round(grown)} MB\n`);
      expect(grown).toBeLessThan(100);
      await eventually('all to be closed', async () => idle.every(({ closed }) => closed) || undefined, {
        timeoutMs: 60_000,
        seen: () => idle.filter(({ closed }) => !closed).length,
      });
    } finally {
      for (const socket of idle) socket.destroy();
    }
  }, 120_000);

  it('callers who send a byte now and then are given up, while others are answered', async () => {
    const slow = await Promise.all(Array.from({ length: 200 }, () => connected(fleet.ports.initiatives)));
    const said = slow.map((socket) => {
      let text = '';
      socket.on('data', (bytes) => (text += bytes));
      return () => text;
    });
    for (const socket of slow) socket.write('POST /v1/initiatives HTTP/1.1\r\nhost: here\r\n');
    const drip = setInterval(() => {
      for (const socket of slow) if (!socket.closed) socket.write('x');
    }, 1_000);
    try {
      for (let n = 0; n < 20; n += 1) expectStatus(await officer.post('/v1/initiatives', initiative), 201);
      await eventually('all to be given up', async () => slow.every(({ closed }) => closed) || undefined, {
        timeoutMs: 60_000,
        seen: () => slow.filter(({ closed }) => !closed).length,
      });
      expect(new Set(said.map((text) => text().split('\r\n', 1)[0]))).toEqual(
        new Set(['HTTP/1.1 408 Request Timeout']),
      );
    } finally {
      clearInterval(drip);
      for (const socket of slow) socket.destroy();
    }
  }, 120_000);

  it('a slow database makes a service slow, and nothing is lost', async () => {
    wire.slowTo(SLOW_MS);
    const writers = startWriters(officer, 4);
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    wire.slowTo(0);
    await writers.stop();
    const { acknowledged, refused } = writers.tally;
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(refused).toEqual([]);
    await untilStill(operator);
    const there = await inFeed();
    expect(acknowledged.filter(({ id }) => !there.has(id))).toEqual([]);
  }, 120_000);

  it('a database and a broker that stand still for longer than a lease are waited for, and all goes on', async () => {
    const writers = startWriters(officer, 4);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await fleet.hold('embedded', HELD_MS);
    const before = writers.tally.acknowledged.length;
    await eventually('commands to be taken again', async () => writers.tally.acknowledged.length > before || undefined);
    await writers.stop();
    expect(writers.tally.refused).toEqual([]);
    for (const name of services) expect([name, fleet.isUp(name)]).toEqual([name, true]);
    await untilStill(operator);
    const there = await inFeed();
    expect(writers.tally.acknowledged.filter(({ id }) => !there.has(id))).toEqual([]);
    expect(await verified(fleet)).toMatch(/^[1-9]\d* facts compared, 0 different\.$/m);
  }, 180_000);
});

const connected = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
    socket.resume();
  });
