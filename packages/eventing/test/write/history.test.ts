import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FactsMissing } from '../../src/consume/failure.ts';
import { databaseOf, openEventing } from '../../src/eventing.ts';
import { createKafka } from '../../src/kafka/client.ts';
import { connectMongo, type MongoConnection } from '../../src/mongo/connection.ts';
import type { AggregateStore } from '../../src/ports/aggregates.ts';
import type { Eventing, EventingLog, EventingOptions } from '../../src/ports/eventing.ts';
import type { FeedClient } from '../../src/ports/journal.ts';
import { dig, type Well, wells } from '../fixtures/aggregates.ts';
import { installationKey, request, silent } from '../fixtures/requests.ts';
import { type Servers, startServers } from '../fixtures/servers.ts';

const nobody: FeedClient = {
  highWatermarks: () => Promise.reject(new Error('nobody is asked')),
  feed: () => Promise.reject(new Error('nobody is asked')),
};
const TOPICS = ['registry.events', 'registry.marks'];
const WELLS = 30;
/** Each test starts servers of its own, and a service on them several times. */
const UNHURRIED = { timeout: 180_000 };

let servers: Servers;
let folder: string;
let database: MongoConnection;
const running = new Set<Eventing>();

beforeEach(async () => {
  servers = await startServers();
  folder = await mkdtemp(join(tmpdir(), 'history-'));
  database = await connectMongo(servers.mongoUrl, databaseOf('registry'));
});
afterEach(async () => {
  await Promise.all([...running].map((eventing) => eventing.close()));
  running.clear();
  await database.close();
  await servers.close();
  await rm(folder, { recursive: true });
});

interface Registry {
  readonly eventing: Eventing;
  readonly store: AggregateStore<Well>;
  end(): Promise<void>;
}

function registry(options: Partial<EventingOptions> = {}): Registry {
  const eventing = openEventing({
    service: 'registry',
    instance: 'registry-0',
    mongoUrl: servers.mongoUrl,
    kafkaBrokers: [servers.kafkaBroker],
    installationKey,
    timeZone: 'UTC',
    role: 'all',
    feeds: nobody,
    log: silent,
    ...options,
  });
  running.add(eventing);
  const end = async () => {
    running.delete(eventing);
    await eventing.close();
  };
  return { eventing, store: eventing.aggregate(wells), end };
}

async function begun(options: Partial<EventingOptions> = {}): Promise<Registry> {
  const one = registry(options);
  await one.eventing.start();
  return one;
}

const markPath = () => join(folder, 'marks', 'registry.json');

/** Until every well is in the topic: then nothing of them is known by the database alone. */
const sent = ({ eventing }: Registry) =>
  vi.waitFor(
    async () => {
      const { relay_leader, outbox_aggregates, relay_unsent_records } = await eventing.gauges();
      expect({ relay_leader, outbox_aggregates, relay_unsent_records }).toEqual({
        relay_leader: 1,
        outbox_aggregates: 0,
        relay_unsent_records: 0,
      });
    },
    { timeout: 60_000, interval: 20 },
  );

async function fill(one: Registry, count = WELLS): Promise<void> {
  for (let n = 0; n < count; n += 1) await one.store.create(request(), () => dig(randomUUID()));
  await sent(one);
}

/** A registry that held wells, ended in good order. */
async function held(options: Partial<EventingOptions> = {}): Promise<void> {
  const one = await begun(options);
  await fill(one);
  await one.end();
}

/** Takes out the newest records of every partition, and what they are about: as a database of a moment before. */
async function cutTail(count: number): Promise<void> {
  const journal = database.collection<{ _id: string; agg: string }>('journal');
  const newest = await journal.find({}).sort({ recordedAt: -1 }).limit(count).toArray();
  await journal.deleteMany({ _id: { $in: newest.map(({ _id }) => _id) } });
  const gone = newest.map(({ agg }) => agg);
  await database.collection<{ _id: string }>('well').deleteMany({ _id: { $in: gone } });
}

const emptyDatabase = async () => {
  for (const name of ['journal', 'well', 'lease', 'cursors', 'history']) await database.collection(name).deleteMany({});
};

async function withAdmin<T>(work: (admin: ReturnType<ReturnType<typeof createKafka>['admin']>) => Promise<T>) {
  const admin = createKafka([servers.kafkaBroker], 'test', silent).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

const dropTopics = (topics = TOPICS) => withAdmin((admin) => admin.deleteTopics({ topics }));

async function refusal(options: Partial<EventingOptions> = {}): Promise<string> {
  const one = registry(options);
  const error = await one.eventing.start().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  await one.end();
  expect(error).toBeInstanceOf(FactsMissing);
  return (error as Error).message;
}

/** Wells of which the journal knows. */
const wellsThere = () => database.collection('journal').countDocuments({ seq: 1, 'event.ministry': { $ne: 'SYSTEM' } });

describe('a journal that lacks what it held', UNHURRIED, () => {
  test('is noticed where the topic holds more, and nothing is numbered over it', async () => {
    await held();
    await dropTopics(['registry.marks']);
    await cutTail(7);
    const before = await database.collection('journal').countDocuments();
    expect(await refusal()).toMatch(
      /^The database of registry lacks at least 7 entries of its journal, recorded after 20\S+Z\. Restore its database from a backup that has them, or start with TRIBUTARY_ACCEPT_LOSS=yes to go on without them\.$/,
    );
    expect(await database.collection('journal').countDocuments()).toBe(before);
  });

  test('is noticed by its mark at the broker where the topic is gone', async () => {
    await held();
    await dropTopics(['registry.events']);
    await cutTail(7);
    expect(await refusal()).toMatch(/^The database of registry lacks at least 7 entries of its journal/);
  });

  test('is noticed by its mark in a file where the broker is gone', async () => {
    await held({ markFile: markPath() });
    await dropTopics();
    await cutTail(1);
    expect(await refusal({ markFile: markPath() })).toMatch(/^The database of registry lacks at least 1 entry of its/);
  });

  test('is noticed where nothing is left of the database', async () => {
    await held();
    await emptyDatabase();
    expect(await refusal()).toMatch(/^The database of registry is empty, but its journal held at least 42 entries\./);
  });

  test('is noticed where nothing is left of database and broker, by the mark in a file', async () => {
    await held({ markFile: markPath() });
    await emptyDatabase();
    await dropTopics();
    expect(await refusal({ markFile: markPath() })).toMatch(/is empty, but its journal held at least 42 entries/);
  });

  test('is noticed where the topic was filled from another journal of the same length', async () => {
    await held();
    await emptyDatabase();
    await dropTopics();
    const stranger = await begun();
    await fill(stranger);
    await stranger.end();
    const foreign = await database.collection('journal').find({}).toArray();
    await emptyDatabase();
    await dropTopics();
    await held();
    await dropTopics(['registry.marks']);
    await database.collection('journal').deleteMany({});
    await database.collection('journal').insertMany(foreign);
    expect(await refusal()).toMatch(/^The database of registry is of another history than its marks and its topic/);
  });

  test('is noticed before anything is sent where the broker was away at the start', async () => {
    await held();
    await cutTail(7);
    const ends = () => withAdmin((admin) => admin.fetchTopicOffsets('registry.events'));
    const before = await ends();
    const told: string[] = [];
    const log: EventingLog = { ...silent, warn: (fields) => void told.push(JSON.stringify(fields)) };
    const late = await lateBroker();
    await begun({ kafkaBrokers: [late.address], log });
    expect(told.join()).not.toMatch(/FactsMissing/);
    await late.come();
    await vi.waitFor(() => expect(told.join()).toMatch(/FactsMissing: The database of registry/), { timeout: 90_000 });
    late.close();
    expect(await ends()).toEqual(before);
  });
});

/** The broker behind an address where nobody listens until it comes. */
async function lateBroker() {
  const [host, behind] = servers.kafkaBroker.split(':');
  const server = createServer((socket) => {
    const onward = connect(Number(behind), host);
    for (const one of [socket, onward]) one.on('error', () => undefined);
    socket.pipe(onward).pipe(socket);
  });
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const come = () => listen(port);
  return { address: `127.0.0.1:${port}`, come, close: () => server.close() };
}

describe('a loss that is accepted', UNHURRIED, () => {
  test('begins another history: nothing that was lost comes back, and the next start asks nothing', async () => {
    await held({ markFile: markPath() });
    await cutTail(7);
    const one = await begun({ acceptLoss: true, markFile: markPath() });
    await fill(one, 3);
    const left = await wellsThere();
    expect(left).toBe(WELLS - 7 + 3);
    await one.end();
    const again = await begun({ markFile: markPath() });
    expect(await wellsThere()).toBe(left);
    await fill(again, 1);
  });

  test('where nothing is left of the database, too', async () => {
    await held({ markFile: markPath() });
    await emptyDatabase();
    const one = await begun({ acceptLoss: true, markFile: markPath() });
    await fill(one, 3);
    await one.end();
    await begun({ markFile: markPath() });
    expect(await wellsThere()).toBe(3);
  });

  test('is noted with what was missing, and the epochs go on', async () => {
    await held({ markFile: markPath() });
    const { epoch } = JSON.parse(await readFile(markPath(), 'utf8'));
    await emptyDatabase();
    const one = await begun({ acceptLoss: true, markFile: markPath() });
    await sent(one);
    expect((await one.eventing.journal.highWatermarks()).epoch).toBeGreaterThan(epoch);
    expect(await database.collection('history').findOne({})).toMatchObject({ givenUp: [{ missing: 42 }] });
  });

  test('is told apart from the database of before: that one, brought back late, is of another history', async () => {
    await held({ markFile: markPath() });
    const all = await Promise.all(
      ['journal', 'well', 'lease', 'cursors', 'history'].map(
        async (name) => [name, await database.collection(name).find({}).toArray()] as const,
      ),
    );
    await emptyDatabase();
    const one = await begun({ acceptLoss: true, markFile: markPath() });
    await fill(one, 1);
    await one.end();
    await emptyDatabase();
    for (const [name, documents] of all) await database.collection(name).insertMany(documents);
    expect(await refusal({ markFile: markPath() })).toMatch(/is of another history/);
  });
});

describe('no loss is seen', UNHURRIED, () => {
  test('at a first start, and at any start after', async () => {
    for (let n = 0; n < 3; n += 1) {
      const one = await begun({ markFile: markPath() });
      await fill(one, 2);
      await one.end();
    }
    await begun({ markFile: markPath() });
    expect(await wellsThere()).toBe(6);
  });

  test('where the broker alone is lost: the journal is sent again', async () => {
    await held();
    await dropTopics();
    const one = await begun();
    await sent(one);
    const ends = await withAdmin((admin) => admin.fetchTopicOffsets('registry.events'));
    const count = ends.reduce((sum, { high }) => sum + Number(high), 0);
    // thirty wells and the fencing records of two leaders
    expect(count).toBe(WELLS + 24);
  });

  test('where a mark was cut short, or is none', async () => {
    await held({ markFile: markPath() });
    await writeFile(markPath(), (await readFile(markPath(), 'utf8')).slice(0, 40));
    await begun({ markFile: markPath() });
  });

  test('where a topic ends with bytes that are no event', async () => {
    await held();
    const producer = createKafka([servers.kafkaBroker], 'test', silent).producer();
    await producer.connect();
    const messages = Array.from({ length: 12 }, (_, partition) => ({ partition, value: 'noise' }));
    await producer.send({ topic: 'registry.events', messages });
    await producer.disconnect();
    await begun();
  });
});
