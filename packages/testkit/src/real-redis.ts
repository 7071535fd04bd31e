// The real Redis for suites that want it. It keeps nothing on disk.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startChild } from './child.ts';
import { until } from './until.ts';

export interface RealRedis {
  /** e.g. `redis://127.0.0.1:6379` */
  readonly url: string;
  /** Ends the server. */
  close(): Promise<void>;
}

/** Starts a Redis server on a free port of loopback. @param binary a program or its path, which must be there */
export async function startRealRedis(binary = 'redis-server'): Promise<RealRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const settings = { port, bind: '127.0.0.1', save: '', appendonly: 'no', daemonize: 'no', dir: folder };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const redis = startChild(binary, args, folder);
  const close = async () => {
    await redis.end();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await until('Redis to be ready', () => {
      if (!redis.alive()) throw new Error(`${binary} ended: ${redis.output()}`);
      return redis.output().includes('Ready to accept connections') || undefined;
    });
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `redis://127.0.0.1:${port}`, close };
}
