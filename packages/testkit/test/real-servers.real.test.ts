// The real servers start empty on free ports and end when they are told to.
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { startFerretDb, startRealKafka, startRealRedis } from '../src/index.ts';

const refuses = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(false)).once('error', () => resolve(true));
    socket.once('connect', () => socket.destroy());
  });

it('Redis answers a command, and is gone after close', async () => {
  const redis = await startRealRedis();
  const port = Number(new URL(redis.url).port);
  const socket = connect(port, '127.0.0.1');
  socket.write('PING\r\n');
  const [reply] = await once(socket, 'data');
  expect(String(reply)).toBe('+PONG\r\n');
  socket.destroy();
  await redis.close();
  expect(await refuses(port)).toBe(true);
});

it('a Redis that cannot be started says so', async () => {
  await expect(startRealRedis('no-such-redis-server')).rejects.toThrow(/no-such-redis-server/);
});

it('Kafka is ready for groups when it is started, and gone after close', async () => {
  const kafka = await startRealKafka();
  const port = Number(kafka.broker.split(':')[1]);
  expect(await refuses(port)).toBe(false);
  await kafka.close();
  expect(await refuses(port)).toBe(true);
});

it('FerretDB listens when it is started, and is gone after close', async () => {
  const ferret = await startFerretDb();
  const port = Number(new URL(ferret.url).port);
  expect(await refuses(port)).toBe(false);
  await ferret.close();
  expect(await refuses(port)).toBe(true);
});
