// What commands leave behind is taken away by jobs that begin by themselves, a page at a step.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { databaseOf, openEventing } from '../../src/eventing.ts';
import { naturalId, uuidv7 } from '../../src/ids.ts';
import { connectMongo, type MongoConnection } from '../../src/mongo/connection.ts';
import { sweepBeside, sweepReceipts } from '../../src/mongo/moved-rows.ts';
import { mongoTombstones } from '../../src/mongo/tombstones.ts';
import type { AggregateStore } from '../../src/ports/aggregates.ts';
import type { VersionedRows } from '../../src/ports/beside-aggregates.ts';
import type { Eventing } from '../../src/ports/eventing.ts';
import type { FeedClient } from '../../src/ports/journal.ts';
import {
  dig,
  erase,
  type Fund,
  funds,
  type Grant,
  grants,
  makeGrant,
  openFund,
  type Subject,
  see,
  subjects,
  type Visit,
  visit,
  visits,
  wells,
} from '../fixtures/aggregates.ts';
import { installationKey, request, silent } from '../fixtures/requests.ts';
import { freshDatabase, type Servers, startServers } from '../fixtures/servers.ts';
import { openStore } from '../fixtures/stores.ts';

const HOUR_MS = 3_600_000;
const nobody: FeedClient = {
  highWatermarks: () => Promise.reject(new Error('nobody is asked')),
  feed: () => Promise.reject(new Error('nobody is asked')),
};

let servers: Servers;
beforeAll(async () => {
  servers = await startServers();
});
afterAll(() => servers.close());

describe('the jobs of a service', () => {
  let passed = 0;
  let database: MongoConnection;
  let eventing: Eventing;
  let visitStore: AggregateStore<Visit>;
  let subjectStore: AggregateStore<Subject>;
  let fundStore: AggregateStore<Fund>;
  let grantStore: AggregateStore<Grant>;
  let details: VersionedRows<{ readonly birthplace: string }>;
  const began = performance.now();
  const now = () => new Date(request().now.getTime() + passed + performance.now() - began);

  beforeAll(async () => {
    database = await connectMongo(servers.mongoUrl, databaseOf('partnerships'));
    eventing = openEventing({
      service: 'partnerships',
      instance: 'partnerships-0',
      mongoUrl: servers.mongoUrl,
      kafkaBrokers: [servers.kafkaBroker],
      installationKey,
      timeZone: 'UTC',
      role: 'all',
      feeds: nobody,
      log: silent,
      now,
    });
    visitStore = eventing.aggregate(visits);
    subjectStore = eventing.aggregate(subjects);
    grantStore = eventing.aggregate(grants);
    fundStore = eventing.aggregate(funds, () => [
      {
        kind: 'grant',
        reserveId: grantStore.reserveId,
        holds: async (id) => BigInt((await grantStore.load(id))?.state.amount ?? 0),
      },
    ]);
    details = eventing.versionedRows('details', async (id) => (await subjectStore.load(id))?.state.detail);
    await eventing.start();
  });
  afterAll(async () => {
    await eventing.close();
    await database.close();
  });

  const idOf = async (outcome: ReturnType<AggregateStore<Visit>['create']>) => {
    const made = await outcome;
    if (made.kind !== 'acknowledged') throw new Error('not made');
    return made.reply.id;
  };
  const rowsOf = (name: string) => database.collection<{ readonly _id: string }>(name).countDocuments();
  const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 25_000, interval: 50 });

  test('rules 8, 11, 12, 29: sweep what is left, each when its time has come', async () => {
    const id = await idOf(subjectStore.create(request(), () => see(undefined, 'Lisbon')));
    const old = await details.add(id, { birthplace: 'Lisbon' }, request());
    const version = await details.add(id, { birthplace: 'Porto' }, request());
    if (typeof old !== 'string' || typeof version !== 'string') throw new Error('not added');
    await subjectStore.change(id, request(), ({ state }) => see(state, 'Porto', version));

    const fund = await idOf(fundStore.create(request(), () => openFund(100)));
    await fundStore.reserve(fund, { kind: 'grant', id: naturalId('grant:never') }, request(), () => 60n);

    const gone = uuidv7();
    const named = await idOf(visitStore.create(request(), () => visit('Faro', gone)));
    await mongoTombstones(() => database).bury(gone, request());

    const moved = { agg: id, key: 'k', fingerprint: 'f', status: 200, reply: '{}', at: request().now };
    await database.collection('receipts').insertOne({ _id: `${id}|k`, ...moved } as never);
    await database.collection('sources').insertOne({ _id: `${uuidv7()}|x`, seq: 1 } as never);
    await database.collection('holdings').insertOne({ _id: `${uuidv7()}|x`, amount: '1', revision: 1 } as never);

    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([await rowsOf('details'), await rowsOf('receipts')]).toEqual([2, 1]);
    passed = 73 * HOUR_MS;
    await eventually(async () => {
      expect(await Promise.all(['details', 'receipts', 'sources', 'holdings'].map(rowsOf))).toEqual([1, 0, 0, 0]);
      expect((await fundStore.load(fund))?.reserved).toBe(0n);
      expect((await visitStore.load(named))?.state.subjectIds).toEqual([]);
    });
    expect(await details.read(id, version)).toEqual({ birthplace: 'Porto' });
    const late = grantStore.create(request(), () => makeGrant(fund, 60), { naturalKey: 'grant:never' });
    expect((await late).kind).toBe('rejected');
  });
});

describe('what lies beside documents', () => {
  let connection: MongoConnection;
  beforeAll(async () => {
    connection = await freshDatabase(servers);
  });
  afterAll(() => connection.close());

  test('rule 8: receipts go after 72 h, some at a step, and none before', async () => {
    const collection = connection.collection<{ _id: string; agg: string; at: Date }>('receipts');
    const at = (hour: number) => new Date(hour * HOUR_MS);
    await collection.insertMany(Array.from({ length: 700 }, (_, n) => ({ _id: `a|${n}`, agg: 'a', at: at(n % 2) })));
    await collection.insertMany(Array.from({ length: 400 }, (_, n) => ({ _id: `b|${n}`, agg: 'b', at: at(0) })));
    expect(await sweepReceipts(connection, at(1))).toEqual({ next: 'more', changed: 500 });
    expect(await sweepReceipts(connection, at(1))).toEqual({ next: undefined, changed: 250 });
    expect(await collection.countDocuments()).toBe(350);
  });

  test('rules 10, 11: sources and holdings go with their document, or its erasure, and no others', async () => {
    const { store } = await openStore(connection, subjects);
    const { store: wellStore } = await openStore(connection, wells);
    const made = [
      await store.create(request(), () => see(undefined, 'Lisbon')),
      await store.create(request(), () => see(undefined, 'Porto')),
      await wellStore.create(request(), () => dig('deep')),
    ].map((outcome) => (outcome.kind === 'acknowledged' ? outcome.reply.id : ''));
    const [kept = '', erased = '', well = ''] = made;
    await store.change(erased, request(), () => erase());
    const owners = [kept, erased, well, uuidv7()];
    for (const name of ['sources', 'holdings'] as const) {
      const rows = owners.flatMap((owner) => ['x', 'y'].map((of) => ({ _id: `${owner}|${of}` })));
      await connection.collection<{ _id: string }>(name).insertMany(rows);
      const kinds = [subjects.name, wells.name];
      expect(await sweepBeside(connection, name, kinds, undefined)).toEqual({ next: undefined, changed: 4 });
      const left = await connection.collection<{ _id: string }>(name).find().toArray();
      expect(left.map(({ _id }) => _id).sort()).toEqual([`${kept}|x`, `${kept}|y`, `${well}|x`, `${well}|y`].sort());
    }
  });

  test('rule 11: documents that hold reservations are found through an index', async () => {
    await openStore(connection, funds);
    const keys = (await connection.collection(funds.name).indexes()).map(({ key }) => Object.keys(key).join());
    expect(keys).toContain('reserving,_id');
  });
});
