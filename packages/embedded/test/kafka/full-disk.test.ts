// The broker on a full disk: what it cannot keep it refuses with KAFKA_STORAGE_ERROR, reads go on, and writing resumes.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorName } from '../../src/kafka/errors.ts';
import { type FullDisk, fullDisk } from '../storage/full-disk.ts';
import { commit, committed, createTopic, fetch, join, joinOnce, nobody, only, produce } from './rows/steps.ts';
import { batchWith } from './support/batches.ts';
import { type TestBroker, testBroker } from './support/broker.ts';
import type { RawClient } from './support/raw-client.ts';

const TOPIC = 'full.events';

let disk: FullDisk;
let broker: TestBroker;
let client: RawClient;

const unexpected = (error: Error): never => {
  throw error;
};

beforeEach(async () => {
  disk = fullDisk();
  broker = await testBroker({ disk, onFatal: unexpected });
  client = await broker.connect();
  await createTopic(client, TOPIC, 1, {});
  await produce(client, TOPIC, batchWith('kept'));
  await commit(client, { groupId: 'g', ...nobody }, TOPIC, 1);
});
afterEach(async () => {
  disk.empty();
  await broker.end();
});

const highWatermark = async () => only(await fetch(client, TOPIC)).highWatermark;

const REFUSED = 'KAFKA_STORAGE_ERROR';

describe('on a full disk', () => {
  it('records are refused and take no offset; those that are there are read', async () => {
    disk.fill();
    expect(await produce(client, TOPIC, batchWith('lost'))).toEqual([{ error: REFUSED, baseOffset: -1 }]);
    expect(await highWatermark()).toBe(1);
    disk.empty();
    expect(await produce(client, TOPIC, batchWith('next'))).toEqual([{ error: 'NONE', baseOffset: 1 }]);
    await broker.restart();
    client = await broker.connect();
    expect(await highWatermark()).toBe(2);
  });

  it('an offset is refused and the one before stays', async () => {
    disk.fill();
    expect(await commit(client, { groupId: 'g', ...nobody }, TOPIC, 9)).toBe(REFUSED);
    expect((await committed(client, 'g', TOPIC)).offset).toBe(1);
    disk.empty();
    expect(await commit(client, { groupId: 'g', ...nobody }, TOPIC, 9)).toBe('NONE');
  });

  it('a topic is neither made nor removed', async () => {
    disk.fill();
    await expect(createTopic(client, 'new.events', 1, {})).rejects.toThrow('The disk has no room left');
    const { topics } = await client.ask('DeleteTopics', { names: [TOPIC], timeoutMs: 1_000 });
    expect(errorName(only(topics).error)).toBe(REFUSED);
    const known = async () =>
      (await client.ask('Metadata', { topics: null, allowAutoTopicCreation: false })).topics.map(({ name }) => name);
    expect(await known()).toEqual([TOPIC]);
    disk.empty();
    await createTopic(client, 'new.events', 1, {});
    await broker.restart();
    client = await broker.connect();
    expect(await known()).toEqual([TOPIC, 'new.events']);
  });

  it('a group is not forgotten', async () => {
    disk.fill();
    const { groups } = await client.ask('DeleteGroups', { groups: ['g'] });
    expect(errorName(only(groups).error)).toBe(REFUSED);
    expect((await committed(client, 'g', TOPIC)).offset).toBe(1);
  });

  it('a generation that cannot be noted is not handed out; who joins again later gets the next one', async () => {
    const first = await join(client, { groupId: 'members' });
    const again = { groupId: 'members', memberId: first.memberId, protocols: ['roundrobin'] };
    disk.fill();
    const refused = await joinOnce(client, again);
    expect(errorName(refused.error)).toBe(REFUSED);
    disk.empty();
    const next = await joinOnce(client, again);
    expect([errorName(next.error), next.generation]).toEqual(['NONE', first.generation + 1]);
  });
});
