// The relay against its two raw halves: an insertMany of documents of the same size and a send of as many messages.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partnerRegistered } from '@tributary/contracts';
import { type AggregateDefinition, type CommandContext, openEventing, uuidv7 } from '@tributary/eventing';
import { Kafka, logLevel } from 'kafkajs';
import mongoose from 'mongoose';
import { freeBase, root } from '../platform/tributary.ts';
import type { Figure } from './figure.ts';
import { median } from './load.ts';

const EVENTS = 2_000;
const ROUNDS = 5;
const AT_ONCE = 32;

interface Partner {
  readonly name: string;
}

const partners: AggregateDefinition<Partner> = {
  service: 'partnerships',
  name: 'partner',
  self: (id) => `/v1/partners/${id}`,
  status: () => 'entered',
  fields: { name: { type: String, required: true } },
  indexes: [],
};

/** Median of raw ÷ relay over five rounds, on embedded servers of their own. */
export async function measureRelay(): Promise<Figure> {
  const servers = await startServers();
  try {
    const rounds: { ratio: number; raw: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const raw = await rawRate(servers);
      rounds.push({ raw, ratio: raw / (await relayRate(servers)) });
    }
    const raw = `${Math.round(median(rounds.map((round) => round.raw)))} events/s`;
    return { name: 'relay', value: median(rounds.map(({ ratio }) => ratio)), unit: '×', goal: 2, raw };
  } finally {
    await servers.close();
  }
}

interface Servers {
  readonly mongoUrl: string;
  readonly broker: string;
  close(): Promise<void>;
}

async function startServers(): Promise<Servers> {
  const folder = await mkdtemp(join(tmpdir(), 'relay-'));
  const base = await freeBase();
  const cli = join(root, 'packages/client/bin/tributary.mjs');
  const args = [cli, 'embedded', '--data', folder, '--mongo', String(base), '--kafka', String(base + 1)];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return {
    mongoUrl: `mongodb://127.0.0.1:${base}`,
    broker: `127.0.0.1:${base + 1}`,
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A document of the size of a journal record. */
const rawRecord = (index: number, event: object) => ({
  _id: randomUUID() as unknown as mongoose.mongo.ObjectId,
  partition: index % 12,
  pos: index,
  agg: randomUUID(),
  seq: 1,
  recordedAt: new Date().toISOString(),
  event,
});

/** Events per second of one insertMany and one send, in batches as the relay makes them. */
async function rawRate({ mongoUrl, broker }: Servers): Promise<number> {
  const connection = await mongoose.createConnection(mongoUrl, { dbName: 'raw' }).asPromise();
  const producer = new Kafka({ clientId: 'raw', brokers: [broker], logLevel: logLevel.NOTHING }).producer({
    allowAutoTopicCreation: false,
  });
  const admin = new Kafka({ clientId: 'raw', brokers: [broker], logLevel: logLevel.NOTHING }).admin();
  await Promise.all([producer.connect(), admin.connect()]);
  await admin.createTopics({ topics: [{ topic: 'raw', numPartitions: 12 }] });
  const event = {
    id: uuidv7(),
    type: 'partnerships.partner.registered.v1',
    subject: randomUUID(),
    seq: 1,
    at: new Date().toISOString(),
    ministry: 'MFOR',
    hops: 0,
    data: { name: 'A partner', kind: 'donor', country: 'CH' },
  };
  const began = performance.now();
  for (let sent = 0; sent < EVENTS; sent += 500) {
    const docs = Array.from({ length: 500 }, (_, index) => rawRecord(index, event));
    await connection.collection('journal').insertMany(docs, { writeConcern: { w: 'majority', j: true } });
    const messages = docs.map((doc, index) => ({
      partition: index % 12,
      key: String(doc['_id']),
      value: JSON.stringify(event),
    }));
    await producer.send({ topic: 'raw', acks: -1, messages });
  }
  const seconds = (performance.now() - began) / 1000;
  await Promise.all([producer.disconnect(), admin.disconnect(), connection.close()]);
  return EVENTS / seconds;
}

/** Events per second from the first record in the topic to the last, of a relay that finds a full outbox. */
async function relayRate(servers: Servers): Promise<number> {
  await fillOutbox(servers);
  const admin = new Kafka({ clientId: 'bench', brokers: [servers.broker], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const total = async () => {
    const offsets = await admin.fetchTopicOffsets('partnerships.events').catch(() => []);
    return offsets.reduce((sum, { offset }) => sum + Number(offset), 0);
  };
  const before = await total();
  const eventing = open(servers, 'worker');
  eventing.aggregate(partners);
  await eventing.start();
  let began: number | undefined;
  for (let now = await total(); now < before + EVENTS; now = await total()) {
    if (now > before) began ??= performance.now();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const seconds = (performance.now() - (began ?? performance.now())) / 1000;
  await Promise.all([eventing.close(), admin.disconnect()]);
  return EVENTS / seconds;
}

function open({ mongoUrl, broker }: Servers, role: 'api' | 'worker') {
  const silent = () => undefined;
  return openEventing({
    service: 'partnerships',
    instance: `bench-${role}`,
    mongoUrl,
    kafkaBrokers: [broker],
    installationKey: Buffer.alloc(32, 1),
    timeZone: 'UTC',
    role,
    feeds: {
      highWatermarks: async () => ({ highWatermarks: [], highWatermarksAt: undefined, epoch: 0 }),
      feed: async () => [],
    },
    log: { info: silent, warn: silent, error: silent },
  });
}

async function fillOutbox(servers: Servers): Promise<void> {
  const eventing = open(servers, 'api');
  const store = eventing.aggregate(partners);
  await eventing.start();
  const writer = async () => {
    for (let made = 0; made < EVENTS / AT_ONCE; made += 1) {
      await store.create(command(), () => ({
        state: { name: 'A partner' },
        events: [partnerRegistered({ name: 'A partner', kind: 'donor', country: 'CH' })],
      }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writer));
  await eventing.close();
}

const command = (): CommandContext => ({
  actor: { sub: 'bench', client: 'bench', ministry: 'MFOR', roles: ['partner-officer'] },
  route: 'POST /v1/partners',
  target: '/v1/partners',
  key: randomUUID(),
  keyGiven: true,
  fingerprint: randomUUID(),
  ifMatch: undefined,
  mustCreate: false,
  preconditionMissing: false,
  traceparent: undefined,
  now: new Date(),
  today: new Date().toISOString().slice(0, 10),
  newId: uuidv7,
});
