// The Kafka-protocol broker: one node, leader of every partition, coordinator of every group.
// Requests of one connection are answered one after another, as Kafka does; bytes that are no request close it.
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { listen } from '../listen.ts';
import { answer, RefusedRequestError } from './dispatch.ts';
import { Groups } from './group/groups.ts';
import type { Broker } from './handlers/handler.ts';
import { Topics } from './topics.ts';
import { frames } from './wire/frames.ts';
import { MalformedFrameError } from './wire/reader.ts';

const HOST = '127.0.0.1';

export interface KafkaOptions {
  /** where logs, groups and offsets are kept; made when it is not there */
  readonly folder: string;
  /** 0 lets the system choose */
  readonly port: number;
  /** Told why a connection was closed: a request that is not supported, or bytes that are none. */
  readonly onRefused?: (reason: string) => void;
}

export interface KafkaServer {
  /** e.g. `127.0.0.1:8088` */
  readonly broker: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Starts the broker on 127.0.0.1. @throws {PortInUseError} */
export async function startKafka({ port, onRefused = () => undefined }: KafkaOptions): Promise<KafkaServer> {
  const topics = new Topics();
  const groups = new Groups({ group: () => undefined, groupGone: () => undefined, offset: () => undefined });
  const sockets = new Set<Socket>();
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(socket, broker).catch((error: unknown) => {
      socket.destroy();
      if (error instanceof RefusedRequestError || error instanceof MalformedFrameError) onRefused(error.message);
    });
  });
  const bound = await listen(listener, port, 'the Kafka broker');
  const broker: Broker = { host: HOST, port: bound, topics, groups, durable: async () => undefined };
  return {
    broker: `${HOST}:${bound}`,
    port: bound,
    close: async () => {
      const closed = new Promise((resolve) => listener.close(resolve));
      groups.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function serve(socket: Socket, broker: Broker): Promise<void> {
  const gone = new AbortController();
  socket.on('error', () => socket.destroy());
  socket.once('close', () => gone.abort());
  const connection = { host: `/${socket.remoteAddress ?? ''}`, gone: gone.signal };
  for await (const frame of frames(socket)) {
    const reply = await answer(frame, broker, connection);
    if (reply === undefined || socket.destroyed) continue;
    if (!socket.write(reply)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
  }
}
