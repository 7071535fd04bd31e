// Two reporting processes and the real Redis: they share bytes, and lose nothing but time when it goes.
import { randomBytes } from 'node:crypto';
import { type RealRedis, startRealRedis, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redisBytes } from '../../src/serving/cache/redis.ts';
import type { SharedBytes } from '../../src/serving/cache/shared.ts';

const installationKey = randomBytes(32);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let redis: RealRedis;
let one: SharedBytes;
let other: SharedBytes;

beforeAll(async () => {
  redis = await startRealRedis();
  [one, other] = [redis.url, redis.url].map((url) => redisBytes({ url, installationKey, log })) as [
    SharedBytes,
    SharedBytes,
  ];
});
afterAll(async () => {
  one.close();
  other.close();
  await redis.close();
});

describe('bytes in the real Redis', () => {
  test('that one process put are what another gets, up to a mebibyte and any byte', async () => {
    const bytes = randomBytes(1024 * 1024);
    const found = await until('the bytes of the other', async () => {
      one.put('a', bytes);
      return other.get('a');
    });
    expect(found.equals(bytes)).toBe(true);
    expect(await other.get('b')).toBeUndefined();
  });

  test('are gone with it, and nothing fails', async () => {
    await redis.close();
    expect(await one.get('a')).toBeUndefined();
    one.put('a', Buffer.from('x'));
    expect(await other.get('a')).toBeUndefined();
  });
});
