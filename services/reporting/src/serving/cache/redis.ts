// Report bytes in Redis, under names and seals that only this installation can make. Every failure is a miss.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { EventingLog } from '@tributary/eventing';
import { Redis } from 'ioredis';
import type { SharedBytes } from './shared.ts';

export interface RedisBytesOptions {
  readonly url: string;
  readonly installationKey: Buffer;
  readonly log: EventingLog;
}

/** How long an answer waits for Redis. */
const COMMAND_MS = 100;
/** After a failure Redis is left alone this long, so that a slow one costs one answer its wait, not every answer. */
const RESPITE_MS = 1_000;
/** A revision is asked for while it is the newest; what is older only takes room. */
const KEPT_SECONDS = 600;
const SEAL_BYTES = 32;

/** Connects in the background, and again for ever. */
export function redisBytes({ url, installationKey, log }: RedisBytesOptions): SharedBytes {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_MS,
    connectTimeout: 1_000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 5_000),
  });
  let restUntil = Number.NEGATIVE_INFINITY;
  let away = false;

  function failed(error: unknown): undefined {
    restUntil = performance.now() + RESPITE_MS;
    if (!away) log.warn({ error: error instanceof Error ? error.message : 'unknown' }, 'the shared cache is away');
    away = true;
  }

  function worked<T>(value: T): T {
    if (away) log.info({}, 'the shared cache is back');
    away = false;
    return value;
  }

  redis.on('error', failed);
  const usable = () => redis.status === 'ready' && performance.now() >= restUntil;
  const digest = (part: string, ...values: readonly (string | Buffer)[]) => {
    const hmac = createHmac('sha256', installationKey).update(`report bytes\n${part}\n`);
    for (const value of values) hmac.update(value);
    return hmac.digest();
  };
  const keyOf = (name: string) => `tributary:report:${digest('name', name).toString('base64url')}`;

  return {
    async get(name) {
      if (!usable()) return undefined;
      const sealed = await redis.getBuffer(keyOf(name)).then(worked, failed);
      if (sealed === null || sealed === undefined || sealed.length < SEAL_BYTES) return undefined;
      const bytes = sealed.subarray(SEAL_BYTES);
      const genuine = timingSafeEqual(sealed.subarray(0, SEAL_BYTES), digest('seal', `${name}\n`, bytes));
      return genuine ? bytes : undefined;
    },
    put(name, bytes) {
      if (!usable()) return;
      const sealed = Buffer.concat([digest('seal', `${name}\n`, bytes), bytes]);
      redis.set(keyOf(name), sealed, 'EX', KEPT_SECONDS).then(worked, failed);
    },
    close: () => redis.disconnect(),
  };
}
