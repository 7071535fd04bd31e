// A snapshot that is taken while writers write: the servers that start on it have what was acknowledged before it.
import { cp, mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { createConnection } from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readIssuerKey } from '../../src/folder/keys.ts';
import { type Embedded, prepareFolder, type Snapshot, signToken, startEmbedded } from '../../src/index.ts';
import { Databases } from '../../src/mongo/databases.ts';
import { readFilter } from '../../src/mongo/filter.ts';
import { unsorted } from '../../src/mongo/sort.ts';
import { type Doc, decode, encode } from '../../src/mongo/values.ts';
import { takeSnapshot } from '../../src/snapshot/snapshot.ts';

const TOPIC = 'kept.events';
const anyPorts = { mongoPort: 0, kafkaPort: 0, issuerPort: 0 };

let folder: string;
const copies: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-snapshot-'));
});
afterEach(async () => {
  for (const path of [folder, ...copies.splice(0)]) await rm(path, { recursive: true, force: true });
});

/** A folder of the files of a snapshot, each as long as the snapshot says. */
async function copyOf(snapshot: Snapshot): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'tributary-copy-'));
  copies.push(copy);
  for (const { name, bytes } of snapshot.files) {
    await cp(join(snapshot.folder, name), join(copy, name), { recursive: true });
    await truncate(join(copy, name), bytes);
  }
  return copy;
}

/** How many documents and records there are. */
async function counts({ mongoUrl, kafkaBroker }: Embedded): Promise<readonly [number, number]> {
  const connection = await createConnection(mongoUrl).asPromise();
  const documents = await connection.useDb('kept').collection('values').countDocuments({});
  await connection.close();
  const admin = new Kafka({ brokers: [kafkaBroker], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const partitions = await admin.fetchTopicOffsets(TOPIC);
  await admin.disconnect();
  return [documents, partitions.reduce((sum, { high }) => sum + Number(high), 0)];
}

describe('a snapshot of servers that are written to', () => {
  it('has what was acknowledged before it, of both servers, and never a record whose document it has not', async () => {
    const servers = await startEmbedded({ folder, ...anyPorts });
    const connection = await createConnection(servers.mongoUrl).asPromise();
    const values = connection.useDb('kept').collection('values');
    const kafka = new Kafka({ brokers: [servers.kafkaBroker], logLevel: logLevel.NOTHING });
    const [admin, producer] = [kafka.admin(), kafka.producer()];
    await Promise.all([admin.connect(), producer.connect()]);
    await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 3 }] });
    let [documents, records, writing] = [0, 0, true];
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      while (writing) {
        await values.insertOne({ writer, pad: 'x'.repeat(500) });
        documents += 1;
        await producer.send({ topic: TOPIC, messages: [{ key: String(writer), value: 'x' }] });
        records += 1;
      }
    });
    const taken: { readonly before: readonly [number, number]; readonly copy: string }[] = [];
    for (let n = 0; n < 5; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const before = [documents, records] as const;
      taken.push({ before, copy: await copyOf(await servers.snapshot()) });
    }
    writing = false;
    await Promise.all(writers);
    await Promise.all([connection.close(), admin.disconnect(), producer.disconnect()]);
    await servers.close();
    for (const { before, copy } of taken) {
      const restored = await startEmbedded({ folder: copy, ...anyPorts });
      const found = await counts(restored);
      await restored.close();
      expect([found[0] >= before[0], found[1] >= before[1], found[0] >= found[1]]).toEqual([true, true, true]);
    }
    expect(documents).toBeGreaterThan(50);
  });

  it('keeps a topic that holds no record', async () => {
    const servers = await startEmbedded({ folder, ...anyPorts });
    const admin = new Kafka({ brokers: [servers.kafkaBroker], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 2 }] });
    const copy = await copyOf(await servers.snapshot());
    await admin.disconnect();
    await servers.close();
    const restored = await startEmbedded({ folder: copy, ...anyPorts });
    expect(await counts(restored)).toEqual([0, 0]);
    await restored.close();
  });
});

describe('a snapshot while the log is written anew', () => {
  const LARGE = 'x'.repeat(5 * 1024 * 1024);
  const wire = (doc: object): Doc => decode(encode({ ...doc }));
  const fatal = (error: Error) => {
    throw error;
  };

  it('has every document, whichever files are on their way out', async () => {
    const mongo = join(folder, 'mongo');
    await prepareFolder(mongo);
    const databases = await Databases.open({ folder: mongo, garbageBytes: 1_000_000, onFatal: fatal });
    const collection = databases.create('db.c');
    for (const _id of ['a', 'b', 'c']) collection.insert(wire({ _id, n: 0, LARGE }));
    const snapshots: Snapshot[] = [];
    const segments = new Set<string>();
    for (let n = 1; n <= 12; n += 1) {
      for (const kept of [...collection.find(readFilter({}), unsorted)]) {
        collection.change(kept, (doc) => ({ ...doc, n }));
      }
      await databases.durable();
      for (let turn = 0; turn < 3; turn += 1) {
        snapshots.push(takeSnapshot(folder, databases.files()));
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
      for (const name of await readdir(mongo)) segments.add(name);
      const found: unknown[] = [];
      for (const snapshot of snapshots.splice(0)) {
        const copy = await copyOf(snapshot);
        const restored = await Databases.open({ folder: join(copy, 'mongo'), onFatal: fatal });
        const again = restored.obtain('db.c');
        found.push([...again.find(readFilter({}), unsorted)].map((kept) => Number(again.read(kept)['n'])));
        await restored.close();
        await rm(copy, { recursive: true });
      }
      expect(found).toEqual([n, n, n].map(() => [n, n, n]));
    }
    await databases.close();
    expect([...segments].filter((name) => name.endsWith('.segment')).length).toBeGreaterThan(3);
  }, 60_000);
});

describe('who may have a snapshot', () => {
  it.each([
    ['operator', 201],
    ['planner', 403],
    [undefined, 401],
  ] as const)('a caller with the role %s is answered %i', async (role, status) => {
    const servers = await startEmbedded({ folder, ...anyPorts });
    const key = await readIssuerKey((await prepareFolder(folder)).issuerKey);
    const issuer = servers.issuerUrl ?? '';
    const token = role && (await signToken({ key, issuer, role, ministry: 'MPLA', name: 'ada', now: new Date() }));
    const headers = { ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(`${issuer}/snapshots`, { method: 'POST', headers });
    expect(answer.status).toBe(status);
    const left = await readdir(join(folder, 'snapshots')).catch(() => []);
    expect(left).toHaveLength(status === 201 ? 1 : 0);
    await servers.close();
    await (await startEmbedded({ folder, ...anyPorts })).close();
    expect(await readdir(join(folder, 'snapshots')).catch(() => [])).toEqual([]);
  });
});
