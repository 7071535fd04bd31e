import { randomBytes } from 'node:crypto';
import { until } from '@tributary/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { redisBytes } from '../../src/serving/cache/redis.ts';
import type { SharedBytes } from '../../src/serving/cache/shared.ts';
import { type FakeRedis, startFakeRedis } from './fake-redis.ts';

const key = randomBytes(32);
const bytes = Buffer.from('{"key":"plan/alignment"}');
const opened: SharedBytes[] = [];
const said: string[] = [];
const say = (_fields: object, message: string) => void said.push(message);
const log = { info: say, warn: say, error: say };

function open(url: string, installationKey = key): SharedBytes {
  const shared = redisBytes({ url, installationKey, log });
  opened.push(shared);
  return shared;
}

/** Puts until it is there: the connection comes up in the background. */
const kept = (shared: SharedBytes, name: string) =>
  until(`${name} in Redis`, async () => {
    const found = await shared.get(name);
    if (found === undefined) shared.put(name, bytes);
    return found;
  });

let redis: FakeRedis;
beforeEach(async () => {
  redis = await startFakeRedis();
  said.length = 0;
});
afterEach(async () => {
  for (const shared of opened.splice(0)) shared.close();
  await redis.close();
});

describe('bytes in Redis', () => {
  test('are found by another process of the installation', async () => {
    expect(await kept(open(redis.url), 'a')).toEqual(bytes);
    const other = open(redis.url);
    expect(await until('the other connection', () => other.get('a'))).toEqual(bytes);
    expect(await other.get('b')).toBeUndefined();
  });

  test('of another installation are not there, under whatever name', async () => {
    await kept(open(redis.url), 'a');
    const stranger = open(redis.url, randomBytes(32));
    await kept(stranger, 'b');
    expect(await stranger.get('a')).toBeUndefined();
  });

  test('that somebody else changed, cut or moved to another name are not believed', async () => {
    const shared = open(redis.url);
    await kept(shared, 'a');
    const [name, sealed = Buffer.alloc(0)] = [...redis.stored][0] ?? [''];
    const changed = Buffer.from(sealed.map((byte, at) => (at === sealed.length - 2 ? byte ^ 1 : byte)));
    for (const wrong of [changed, sealed.subarray(0, 40), Buffer.from('short')]) {
      redis.stored.set(name, wrong);
      expect(await shared.get('a')).toBeUndefined();
    }
    await kept(shared, 'b');
    for (const one of redis.stored.keys()) redis.stored.set(one, sealed);
    expect(await shared.get('a')).toEqual(bytes);
    expect(await shared.get('b')).toBeUndefined();
  });

  test('that were flushed are folded again', async () => {
    const shared = open(redis.url);
    await kept(shared, 'a');
    redis.stored.clear();
    expect(await shared.get('a')).toBeUndefined();
  });
});

describe('Redis that fails', () => {
  test('where nobody listens is no cache, and says so once', async () => {
    const { url } = redis;
    await redis.close();
    const shared = open(url);
    await until('the failure to be noted', () => (said.length > 0 ? said : undefined));
    expect(await shared.get('a')).toBeUndefined();
    shared.put('a', bytes);
    expect(said).toEqual(['the shared cache is away']);
  });

  test('that does not answer costs one wait, and then none', async () => {
    const shared = open(redis.url);
    await kept(shared, 'a');
    redis.mood('silent');
    expect(await shared.get('a')).toBeUndefined();
    const asked = redis.asked.length;
    expect(await shared.get('a')).toBeUndefined();
    shared.put('a', bytes);
    expect(redis.asked).toHaveLength(asked);
  });

  test.each(['silent', 'refuses'] as const)('that %s is asked again later, and used again', async (mood) => {
    const shared = open(redis.url);
    await kept(shared, 'a');
    redis.mood(mood);
    expect(await shared.get('a')).toBeUndefined();
    redis.mood('answers');
    expect(await until('it to be used again', () => shared.get('a'))).toEqual(bytes);
    expect(said).toEqual(['the shared cache is away', 'the shared cache is back']);
  });
});
