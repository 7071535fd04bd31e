// The Kafka-protocol broker: one node, leader of every partition, coordinator of every group.
// Requests of one connection are answered one after another, as Kafka does; bytes that are no request close it.
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { hostOf, LOOPBACK, listen } from '../listen.ts';
import { type Disk, realDisk } from '../storage/disk.ts';
import type { DurableFile } from '../storage/durable-file.ts';
import { openBroker } from './broker.ts';
import { answer } from './dispatch.ts';
import type { Broker } from './handlers/handler.ts';
import { frames } from './wire/frames.ts';

export interface KafkaOptions {
  /** where logs, groups and offsets are kept; made when it is not there */
  readonly folder: string;
  /** 0 lets the system choose */
  readonly port: number;
  /** under which clients reach it, on every address; left out: 127.0.0.1 alone */
  readonly name?: string | undefined;
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
  /** Its files with what is on disk of each. */
  files(): DurableFile[];
  close(): Promise<void>;
}

const RETAIN_EVERY_MS = 60_000;

/** Starts the broker. @throws {PortInUseError} @throws {CorruptLogError} */
export async function startKafka(options: KafkaOptions): Promise<KafkaServer> {
  const { folder, name, log = () => undefined, onFatal = endProcess, disk = realDisk } = options;
  const state = await openBroker({ folder, onFatal, disk });
  const connections = new Map<Socket, Promise<void>>();
  const listener = createServer({ noDelay: true }, (socket) => {
    const serving = serve(socket, broker, log).finally(() => connections.delete(socket));
    connections.set(socket, serving);
  });
  const port = await listen(listener, options.port, 'the Kafka broker', hostOf(name)).catch(async (error: unknown) => {
    await state.close();
    throw error;
  });
  const host = name ?? LOOPBACK;
  const broker: Broker = { ...state, host, port };
  const retain = () =>
    state.topics.retain(Date.now()).catch((error: Error) => log(`old records could not be removed: ${error.message}`));
  const retention = setInterval(() => void retain(), RETAIN_EVERY_MS).unref();
  return {
    broker: `${host}:${port}`,
    port,
    files: () => state.files(),
    close: async () => {
      clearInterval(retention);
      const closed = new Promise((resolve) => listener.close(resolve));
      for (const socket of connections.keys()) socket.destroy();
      state.groups.close();
      await Promise.all([closed, ...connections.values()]);
      await state.close();
    },
  };
}

function endProcess(error: Error): void {
  process.stderr.write(`The data could not be written to disk: ${error.message}\n`);
  process.exit(1);
}

const LOST = ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'];

async function serve(socket: Socket, broker: Broker, log: (sentence: string) => void): Promise<void> {
  const gone = new AbortController();
  socket.on('error', () => socket.destroy());
  socket.once('close', () => gone.abort());
  const connection = { host: `/${socket.remoteAddress ?? ''}`, gone: gone.signal };
  try {
    for await (const frame of frames(socket)) {
      if (socket.destroyed) return;
      const reply = await answer(frame, broker, connection);
      if (reply === undefined || socket.destroyed) continue;
      if (!socket.write(reply)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
    }
  } catch (error) {
    if (!LOST.includes((error as NodeJS.ErrnoException).code ?? '')) log((error as Error).message);
  } finally {
    socket.destroy();
  }
}
