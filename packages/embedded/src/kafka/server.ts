// The Kafka-protocol broker: one node, leader of every partition, coordinator of every group.
// Requests of one connection are answered one after another, as Kafka does; bytes that are no request close it.
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { listen } from '../listen.ts';
import { type Disk, realDisk } from '../storage/disk.ts';
import { openBroker } from './broker.ts';
import { answer, RefusedRequestError } from './dispatch.ts';
import type { Broker } from './handlers/handler.ts';
import { frames } from './wire/frames.ts';
import { MalformedFrameError } from './wire/reader.ts';

const HOST = '127.0.0.1';

export interface KafkaOptions {
  /** where logs, groups and offsets are kept; made when it is not there */
  readonly folder: string;
  /** 0 lets the system choose */
  readonly port: number;
  /** Told in a sentence why a connection was closed: a request that is not supported, or bytes that are none. */
  readonly log?: (sentence: string) => void;
  /** A write or sync failed: by default the process ends, because nothing after the last good sync is certain. */
  readonly onFatal?: (error: Error) => void;
  /** fdatasync and fsync where it is left out */
  readonly disk?: Disk;
}

export interface KafkaServer {
  /** e.g. `127.0.0.1:8088` */
  readonly broker: string;
  readonly port: number;
  close(): Promise<void>;
}

const RETAIN_EVERY_MS = 60_000;

/** Starts the broker on 127.0.0.1. @throws {PortInUseError} @throws {CorruptLogError} */
export async function startKafka(options: KafkaOptions): Promise<KafkaServer> {
  const { folder, log = () => undefined, onFatal = endProcess, disk = realDisk } = options;
  const state = await openBroker({ folder, onFatal, disk });
  const sockets = new Set<Socket>();
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(socket, broker).catch((error: unknown) => {
      socket.destroy();
      if (error instanceof RefusedRequestError || error instanceof MalformedFrameError) log(error.message);
    });
  });
  const port = await listen(listener, options.port, 'the Kafka broker').catch(async (error: unknown) => {
    await state.close();
    throw error;
  });
  const broker: Broker = { ...state, host: HOST, port };
  const retain = () =>
    state.topics.retain(Date.now()).catch((error: Error) => log(`old records could not be removed: ${error.message}`));
  const retention = setInterval(() => void retain(), RETAIN_EVERY_MS).unref();
  return {
    broker: `${HOST}:${port}`,
    port,
    close: async () => {
      clearInterval(retention);
      const closed = new Promise((resolve) => listener.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      await state.close();
    },
  };
}

function endProcess(error: Error): void {
  process.stderr.write(`The data could not be written to disk: ${error.message}\n`);
  process.exit(1);
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
