// MongoDB's wire protocol: frames, OP_MSG with its sections, and the OP_QUERY that a handshake may begin with.
import { isPlain, PlainDocument } from './plain-document.ts';
import { type Doc, decode, setField } from './values.ts';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER = 16;
/** Longest message in bytes, as the handshake tells it. */
export const LARGEST_MESSAGE = 48_000_000;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
/** Flags that a reader must know (MongoDB driver specifications, OP_MSG). */
const REQUIRED_FLAGS = 0xffff;

/** A frame that is not of the protocol: its connection is closed. */
export class ProtocolError extends Error {}

/** A command as it came. */
export interface Request {
  readonly id: number;
  readonly legacy: boolean;
  readonly command: Doc;
  /** the sender wants no reply */
  readonly silent: boolean;
}

/** Cuts a stream of bytes into frames. */
export class FrameReader {
  #held: Buffer[] = [];
  #length = 0;
  /** bytes that the frame at the start of what is held has */
  #wanted = 4;

  /** @throws {ProtocolError} for a length that no frame can have */
  push(bytes: Buffer): Buffer[] {
    this.#held.push(bytes);
    this.#length += bytes.length;
    const frames: Buffer[] = [];
    while (this.#length >= this.#wanted) {
      const [first = bytes, ...more] = this.#held;
      const held = more.length === 0 ? first : Buffer.concat(this.#held);
      const length = frameLength(held);
      const whole = held.length >= length;
      if (whole) frames.push(held.subarray(0, length));
      const rest = whole ? held.subarray(length) : held;
      this.#held = [rest];
      this.#length = rest.length;
      this.#wanted = whole ? 4 : length;
    }
    return frames;
  }
}

function frameLength(bytes: Buffer): number {
  const length = bytes.readInt32LE(0);
  if (length < HEADER || length > LARGEST_MESSAGE) throw new ProtocolError(`a frame of ${length} bytes`);
  return length;
}

/** Reads a frame. @throws {ProtocolError} for anything that is not a command */
export function readRequest(frame: Buffer): Request {
  const id = frame.readInt32LE(4);
  const opCode = frame.readInt32LE(12);
  try {
    if (opCode === OP_MSG) return { id, legacy: false, ...readMessage(frame) };
    if (opCode === OP_QUERY) return { id, legacy: true, silent: false, command: readQuery(frame) };
  } catch (error) {
    throw new ProtocolError(error instanceof Error ? error.message : String(error));
  }
  throw new ProtocolError(`op code ${opCode}`);
}

function readMessage(frame: Buffer): { command: Doc; silent: boolean } {
  const flags = frame.readUInt32LE(HEADER);
  if ((flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0) throw new ProtocolError(`flags ${flags}`);
  const end = frame.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  const silent = (flags & MORE_TO_COME) !== 0;
  let command: Doc | undefined;
  const sequences: [string, Buffer[]][] = [];
  for (let at = HEADER + 4; at < end; ) {
    const kind = frame.readUInt8(at);
    const size = frame.readInt32LE(at + 1);
    if (size < 5 || at + 1 + size > end) throw new ProtocolError('a section that is longer than its frame');
    const section = frame.subarray(at + 1, at + 1 + size);
    if (kind === 0 && command === undefined) command = decode(section);
    else if (kind === 1) sequences.push(readSequence(section));
    else throw new ProtocolError(`a section of kind ${kind}`);
    at += 1 + size;
  }
  if (command === undefined) throw new ProtocolError('a message without a command');
  const inserts = Object.keys(command)[0] === 'insert';
  for (const [name, docs] of sequences) setField(command, name, docs.map(inserts ? toInsert : decode));
  return { command, silent };
}

/** What is inserted is mostly kept as it came: only what indexes need is read of it. */
const toInsert = (bytes: Buffer): Doc | PlainDocument => (isPlain(bytes) ? new PlainDocument(bytes) : decode(bytes));

function readSequence(section: Buffer): [string, Buffer[]] {
  const end = section.indexOf(0, 4);
  if (end < 0) throw new ProtocolError('a document sequence without a name');
  const docs: Buffer[] = [];
  for (let at = end + 1; at < section.length; ) {
    const size = section.readInt32LE(at);
    if (size < 5 || at + size > section.length) throw new ProtocolError('a document that is longer than its section');
    docs.push(section.subarray(at, at + size));
    at += size;
  }
  return [section.toString('utf8', 4, end), docs];
}

function readQuery(frame: Buffer): Doc {
  const end = frame.indexOf(0, HEADER + 4);
  if (end < 0) throw new ProtocolError('a query without a collection');
  const start = end + 1 + 8;
  const size = frame.readInt32LE(start);
  if (size < 5 || start + size > frame.length) throw new ProtocolError('a query that is longer than its frame');
  const namespace = frame.toString('utf8', HEADER + 4, end);
  return { ...decode(frame.subarray(start, start + size)), $db: namespace.split('.')[0] };
}

let replies = 0;

function header(length: number, responseTo: number, opCode: number): Buffer {
  const bytes = Buffer.alloc(HEADER);
  replies = (replies + 1) % 0x7fffffff;
  bytes.writeInt32LE(length, 0);
  bytes.writeInt32LE(replies, 4);
  bytes.writeInt32LE(responseTo, 8);
  bytes.writeInt32LE(opCode, 12);
  return bytes;
}

/** The frame of a reply. @param body BSON */
export function writeReply({ id, legacy }: Request, body: Buffer): Buffer {
  if (!legacy) {
    const prefix = Buffer.alloc(5);
    return Buffer.concat([header(HEADER + 5 + body.length, id, OP_MSG), prefix, body]);
  }
  const prefix = Buffer.alloc(20);
  prefix.writeInt32LE(8, 0);
  prefix.writeInt32LE(1, 16);
  return Buffer.concat([header(HEADER + 20 + body.length, id, OP_REPLY), prefix, body]);
}
