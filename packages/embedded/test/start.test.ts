// All servers together on one folder.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { createConnection } from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Embedded, FolderInUseError, operatorSentence, PortInUseError, startEmbedded } from '../src/index.ts';
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
  expect({ ...again, close: undefined, snapshot: undefined }).toEqual({
    ...first,
    close: undefined,
    snapshot: undefined,
  });
  expect(await writeAndRead(again, 'b')).toEqual([2, 2, 200]);
  await again.close();
});

it('a folder in use is one sentence, and the one who uses it goes on', async () => {
  const first = await startEmbedded({ folder, ...anyPorts });
  await expect(startEmbedded({ folder, ...anyPorts })).rejects.toThrow(FolderInUseError);
  expect(await writeAndRead(first, 'a')).toEqual([1, 1, 200]);
  await first.close();
});

describe('a data folder that is not as it was left', () => {
  beforeEach(async () => {
    const first = await startEmbedded({ folder, ...anyPorts });
    await writeAndRead(first, 'a');
    await first.close();
  });

  const failure = async () => operatorSentence(await startEmbedded({ folder, ...anyPorts }).catch((error) => error));

  it.each(['mongo', 'kafka', 'kafka/journal', 'kafka/topics', 'keys'])(
    'a file where the folder %s belongs is one sentence',
    async (name) => {
      await rm(join(folder, name), { recursive: true });
      await writeFile(join(folder, name), '');
      expect(await failure()).toMatch(/ is a file where a folder belongs \(E\w+\): move it away\.$/);
    },
  );

  it.each(['mongo/0000000001.segment', 'kafka/journal/0000000001.segment', 'keys/issuer.jwk'])(
    'a folder where the file %s belongs is one sentence',
    async (name) => {
      await rm(join(folder, name));
      await mkdir(join(folder, name));
      expect(await failure()).toBe(`${join(folder, name)} is a folder where a file belongs (EISDIR): move it away.`);
    },
  );

  it('a folder of a topic that is gone is one sentence', async () => {
    const topic = join(folder, 'kafka', 'topics', '1');
    await rm(topic, { recursive: true });
    expect(await failure()).toBe(`The folder ${topic}, which holds the topic kept, is missing: bring it back.`);
  });

  it('a disk that can only be read, or that is not for this user, is one sentence', () => {
    const fault = (code: string) => Object.assign(new Error(code), { code, path: '/data' });
    expect(['EROFS', 'EACCES', 'EPERM', 'EIO'].map((code) => operatorSentence(fault(code)))).toEqual([
      '/data is on a disk that can only be read (EROFS): choose a folder that can be written.',
      'This user may not use /data (EACCES): give it the right to read and write there.',
      'This user may not use /data (EPERM): give it the right to read and write there.',
      '/data cannot be used (EIO).',
    ]);
    expect(operatorSentence(new TypeError('a fault of ours'))).toBeUndefined();
  });
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
