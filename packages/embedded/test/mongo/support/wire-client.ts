// A client of a hundred lines that speaks MongoDB's wire protocol itself: it shares no code with the server or the
// driver, and shows every reply as it came, each number in its own type.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Document, deserialize, serialize } from 'bson';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
export const MORE_TO_COME = 2;

/** Documents that travel beside the command, as a section of kind 1. */
export interface Sequence {
  readonly name: string;
  readonly documents: readonly Document[];
}

export interface WireClient {
  /** Sends a command and waits for its reply, whether `ok` is 1 or 0. */
  run(command: Document, sequences?: readonly Sequence[]): Promise<Document>;
  /** Sends a command that asks for no reply. */
  tell(command: Document): void;
  /** Sends a command as OP_QUERY on `admin.$cmd`, as a handshake begins. */
  query(command: Document): Promise<Document>;
  /** Sends bytes as they are. */
  write(bytes: Buffer): void;
  /** The next reply, undefined when the server has closed the connection. */
  reply(): Promise<Document | undefined>;
  close(): void;
}

/** A frame of the protocol. */
export function frame(opCode: number, body: Buffer, requestId = 1): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + body.length, 0);
  header.writeInt32LE(requestId, 4);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}

/** The frame of a command as OP_MSG. */
export function message(command: Document, sequences: readonly Sequence[] = [], flags = 0): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(flags, 0);
  const sections = sequences.map(({ name, documents }) => {
    const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((document) => serialize(document))]);
    const size = Buffer.alloc(5);
    size.writeUInt8(1, 0);
    size.writeInt32LE(4 + content.length, 1);
    return Buffer.concat([size, content]);
  });
  return frame(OP_MSG, Buffer.concat([head, serialize(command, { ignoreUndefined: false }), ...sections]));
}

function readReply(bytes: Buffer): Document {
  const opCode = bytes.readInt32LE(12);
  if (opCode !== OP_MSG && opCode !== OP_REPLY) throw new Error(`a reply of op code ${opCode}`);
  return deserialize(bytes.subarray(16 + (opCode === OP_MSG ? 5 : 20)), { promoteValues: false, bsonRegExp: true });
}

/** Connects to the server at `port` on loopback. */
export async function wireClient(port: number): Promise<WireClient> {
  const socket: Socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let held = Buffer.alloc(0);
  const replies: Document[] = [];
  const waiting: ((reply: Document | undefined) => void)[] = [];
  let closed = false;
  socket.on('data', (bytes) => {
    held = Buffer.concat([held, bytes]);
    while (held.length >= 4 && held.length >= held.readInt32LE(0)) {
      const length = held.readInt32LE(0);
      const reply = readReply(held.subarray(0, length));
      held = held.subarray(length);
      const next = waiting.shift();
      if (next === undefined) replies.push(reply);
      else next(reply);
    }
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    closed = true;
    for (const end of waiting.splice(0)) end(undefined);
  });
  const reply = (): Promise<Document | undefined> => {
    const ready = replies.shift();
    if (ready !== undefined || closed) return Promise.resolve(ready);
    return new Promise((resolve) => waiting.push(resolve));
  };
  const answered = async (): Promise<Document> => {
    const document = await reply();
    if (document === undefined) throw new Error('the server has closed the connection');
    return document;
  };
  return {
    run(command, sequences = []) {
      socket.write(message(command, sequences));
      return answered();
    },
    tell: (command) => void socket.write(message(command, [], MORE_TO_COME)),
    query(command) {
      const head = Buffer.concat([Buffer.alloc(4), Buffer.from('admin.$cmd\0'), Buffer.alloc(8)]);
      head.writeInt32LE(-1, head.length - 4);
      socket.write(frame(OP_QUERY, Buffer.concat([head, serialize(command)])));
      return answered();
    },
    write: (bytes) => void socket.write(bytes),
    reply,
    close: () => void socket.destroy(),
  };
}
