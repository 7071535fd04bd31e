// A client that says exactly what a test wants said: any API in any version, or any bytes.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { codecsOf, type Request, type Response } from '../../../src/kafka/messages/messages.ts';
import { type ApiName, surface } from '../../../src/kafka/surface.ts';
import { nullableString } from '../../../src/kafka/wire/codec.ts';
import { frames } from '../../../src/kafka/wire/frames.ts';
import { Reader } from '../../../src/kafka/wire/reader.ts';
import { Writer } from '../../../src/kafka/wire/writer.ts';

const CORRELATION = 7;
const CLIENT_ID = 'raw';

/** The bytes of a request, length included. */
export function requestFrame<A extends ApiName>(api: A, version: number, request: Request<A>): Buffer {
  const to = new Writer();
  to.int16(surface[api].key);
  to.int16(version);
  to.int32(CORRELATION);
  nullableString.write(to, CLIENT_ID, version);
  codecsOf(api).request.write(to, request, version);
  return to.frame();
}

export class RawClient {
  readonly #socket: Socket;
  readonly #replies: AsyncGenerator<Buffer>;
  readonly closed: Promise<unknown>;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#replies = frames(socket);
    this.closed = once(socket, 'close');
    socket.on('error', () => socket.destroy());
  }

  /** Asks in the highest version of the surface, or in another one. */
  async ask<A extends ApiName>(api: A, request: Request<A>, version: number = surface[api].max): Promise<Response<A>> {
    this.send(requestFrame(api, version, request));
    const frame = await this.reply();
    if (frame === undefined) throw new Error(`the connection was closed instead of a reply to ${api} ${version}`);
    const from = new Reader(frame);
    const correlation = from.int32();
    if (correlation !== CORRELATION) throw new Error(`a reply to another request: ${correlation}`);
    const reply = codecsOf(api).response.read(from, version);
    if (from.left > 0) throw new Error(`${from.left} bytes behind the reply to ${api} ${version}`);
    return reply;
  }

  send(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  /** The next frame, or undefined where the connection was closed instead. */
  async reply(): Promise<Buffer | undefined> {
    try {
      const { value, done } = await this.#replies.next();
      return done === true ? undefined : value;
    } catch {
      return undefined;
    }
  }

  close(): void {
    this.#socket.destroy();
  }
}

export async function connectRaw(broker: string): Promise<RawClient> {
  const [host, port] = broker.split(':');
  const socket = connect({ host: host ?? '', port: Number(port), noDelay: true });
  await once(socket, 'connect');
  return new RawClient(socket);
}
