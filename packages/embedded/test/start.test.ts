// All servers together on one folder.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { createConnection } from 'mongoose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Embedded, FolderInUseError, PortInUseError, startEmbedded } from '../src/index.ts';
import { listen } from '../src/listen.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const anyPorts = { mongoPort: 0, kafkaPort: 0, issuerPort: 0 };

async function writeAndRead({ mongoUrl, kafkaBroker, issuerUrl }: Embedded, value: string): Promise<number[]> {
  const connection = await createConnection(mongoUrl).asPromise();
  const collection = connection.useDb('kept').collection('values');
  await collection.insertOne({ value });
  const documents = await collection.countDocuments({});
  await connection.close();
  const kafka = new Kafka({ brokers: [kafkaBroker], logLevel: logLevel.NOTHING });
  const [admin, producer] = [kafka.admin(), kafka.producer()];
  await Promise.all([admin.connect(), producer.connect()]);
  if (!(await admin.listTopics()).includes('kept')) await admin.createTopics({ topics: [{ topic: 'kept' }] });
  await producer.send({ topic: 'kept', messages: [{ value }] });
  const [partition] = await admin.fetchTopicOffsets('kept');
  await Promise.all([admin.disconnect(), producer.disconnect()]);
  const keys = await fetch(`${issuerUrl}/jwks`);
  return [documents, Number(partition?.high), keys.status];
}

it('what mongoose and kafkajs wrote is there after the servers were started again on the same ports', async () => {
  const first = await startEmbedded({ folder, ...anyPorts });
  expect(await writeAndRead(first, 'a')).toEqual([1, 1, 200]);
  await first.close();
  const portOf = (address: string | undefined) => Number(address?.split(':').at(-1));
  const again = await startEmbedded({
    folder,
    mongoPort: portOf(first.mongoUrl),
    kafkaPort: portOf(first.kafkaBroker),
    issuerPort: portOf(first.issuerUrl),
  });
  expect({ ...again, close: undefined }).toEqual({ ...first, close: undefined });
  expect(await writeAndRead(again, 'b')).toEqual([2, 2, 200]);
  await again.close();
});

it('a folder in use is one sentence, and the one who uses it goes on', async () => {
  const first = await startEmbedded({ folder, ...anyPorts });
  await expect(startEmbedded({ folder, ...anyPorts })).rejects.toThrow(FolderInUseError);
  expect(await writeAndRead(first, 'a')).toEqual([1, 1, 200]);
  await first.close();
});

it.each([
  ['mongoPort', 'the MongoDB server'],
  ['kafkaPort', 'the Kafka broker'],
  ['issuerPort', 'the token issuer'],
] as const)('a taken %s is one sentence that names it, and nothing stays behind', async (name, what) => {
  const other = createServer();
  const port = await listen(other, 0, 'the test');
  const failure = await startEmbedded({ folder, ...anyPorts, [name]: port }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PortInUseError);
  expect(failure).toMatchObject({ message: `Port ${port}, which ${what} needs, is taken by another program.` });
  await new Promise((resolve) => other.close(resolve));
  const servers = await startEmbedded({ folder, ...anyPorts, [name]: port });
  await servers.close();
});

it('without a port for it there is no issuer', async () => {
  const servers = await startEmbedded({ folder, mongoPort: 0, kafkaPort: 0 });
  expect(servers.issuerUrl).toBeUndefined();
  await servers.close();
});

it('what a client asked that is not supported is told by name', async () => {
  const said: string[] = [];
  const servers = await startEmbedded({ folder, ...anyPorts, log: (sentence) => said.push(sentence) });
  const kafka = new Kafka({ brokers: [servers.kafkaBroker], logLevel: logLevel.NOTHING });
  const { connectRaw } = await import('./kafka/support/raw-client.ts');
  await expect(kafka.producer({ idempotent: true }).connect()).rejects.toThrow(/API/);
  const client = await connectRaw(servers.kafkaBroker);
  client.send(Buffer.from([0, 0, 0, 10, 0, 22, 0, 0, 0, 0, 0, 1, 0xff, 0xff]));
  expect(await client.reply()).toBeUndefined();
  expect(said).toEqual(['InitProducerId is not supported']);
  await servers.close();
});
