// The MongoDB-protocol server: one process, one log, replies that leave only when what they show is on disk.
import { createServer, type Socket } from 'node:net';
import { hostOf, LOOPBACK } from '../listen.ts';
import { makeFolder } from '../storage/disk.ts';
import type { DurableFile } from '../storage/durable-file.ts';
import type { Server } from './commands/command.ts';
import { Cursors } from './cursors.ts';
import { Databases, type DatabasesOptions } from './databases.ts';
import { dispatch } from './dispatch.ts';
import { FrameReader, readRequest, writeReply } from './wire.ts';

/** The folder is made when it is not there. When a sync fails the process ends, unless `onFatal` says otherwise. */
export interface MongoOptions extends Partial<DatabasesOptions> {
  readonly folder: string;
  /** 0 lets the system choose */
  readonly port: number;
  /** under which clients reach it, on every address; left out: 127.0.0.1 alone */
  readonly name?: string | undefined;
}

export interface MongoServer {
  readonly url: string;
  readonly port: number;
  /** Its files with what is on disk of each. */
  files(): DurableFile[];
  /** Ends all connections, after everything that was acknowledged is on disk. */
  close(): Promise<void>;
}

/** Starts the server. @throws {CorruptLogError} damage in the log; or the address is taken */
export async function startMongo({ port, name, ...options }: MongoOptions): Promise<MongoServer> {
  await makeFolder(options.folder, options.disk);
  const databases = await Databases.open({ onFatal: endProcess, ...options });
  const server = { databases, cursors: new Cursors() };
  const sockets = new Set<Socket>();
  let connections = 0;
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    connections += 1;
    serve(socket, server, connections);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(port, hostOf(name), resolve);
    });
  } catch (error) {
    await databases.close();
    throw error;
  }
  const address = listener.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `mongodb://${name ?? LOOPBACK}:${bound}`,
    port: bound,
    files: () => databases.files(),
    close: async () => {
      const closed = new Promise((resolve) => listener.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      await databases.close();
    },
  };
}

function endProcess(error: Error): void {
  process.stderr.write(`The data could not be written to disk: ${error.message}\n`);
  process.exit(1);
}

/** Answers one connection, in the order of its requests; bytes that are not of the protocol close it. */
function serve(socket: Socket, server: Server, connection: number): void {
  const reader = new FrameReader();
  let turn: Promise<void> = Promise.resolve();
  socket.on('error', () => socket.destroy());
  socket.on('drain', () => socket.resume());
  socket.on('data', (bytes: Buffer) => {
    try {
      for (const frame of reader.push(bytes)) {
        const request = readRequest(frame);
        const reply = writeReply(request, dispatch(request, server, connection));
        const durable = server.databases.durable();
        turn = turn.then(() => durable).then(() => (request.silent ? undefined : send(socket, reply)));
        turn.catch(() => socket.destroy());
      }
    } catch {
      socket.destroy();
    }
  });
}

/** A client that does not take its replies is not asked for more requests. */
function send(socket: Socket, reply: Buffer): void {
  if (!socket.destroyed && !socket.write(reply)) socket.pause();
}
