// A start compares the journal with what it held: a loss is said before anything is numbered, and none where there is none.
import { readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { createKafka } from '../../src/kafka/client.ts';
import type { EventingLog } from '../../src/ports/eventing.ts';
import { registryOfEachTest, UNHURRIED, WELLS } from '../fixtures/registry-of-each-test.ts';
import { silent } from '../fixtures/requests.ts';

const registry = registryOfEachTest();
const { begun, held, fill, sent, refusal, cutTail, emptyDatabase, withAdmin, dropTopics, markPath, wellsThere } =
  registry;

describe('a journal that lacks what it held', UNHURRIED, () => {
  test('is noticed where the topic holds more, and nothing is numbered over it', async () => {
    await held();
    await dropTopics(['registry.marks']);
    await cutTail(7);
    const before = await registry.database.collection('journal').countDocuments();
    expect(await refusal()).toMatch(
      /^The database of registry lacks at least 7 entries of its journal, recorded after 20\S+Z\. Restore its database from a backup that has them, or start with TRIBUTARY_ACCEPT_LOSS=yes to go on without them\.$/,
    );
    expect(await registry.database.collection('journal').countDocuments()).toBe(before);
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
    const foreign = await registry.database.collection('journal').find({}).toArray();
    await emptyDatabase();
    await dropTopics();
    await held();
    await dropTopics(['registry.marks']);
    await registry.database.collection('journal').deleteMany({});
    await registry.database.collection('journal').insertMany(foreign);
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
  const [host, behind] = registry.kafkaBroker.split(':');
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
    const producer = createKafka([registry.kafkaBroker], 'test', silent).producer();
    await producer.connect();
    const messages = Array.from({ length: 12 }, (_, partition) => ({ partition, value: 'noise' }));
    await producer.send({ topic: 'registry.events', messages });
    await producer.disconnect();
    await begun();
  });
});
