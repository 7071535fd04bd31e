// HTTP/1.1 byte by byte: clients normalise what they send, and hide what a connection does after an answer.
import { once } from 'node:events';
import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly version: string;
  /** by name in lower case */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RawConnection {
  send(bytes: string | Buffer): void;
  /** The next whole answer. @throws {Error} the connection closed before it */
  answer(): Promise<RawAnswer>;
  /** Resolves when the other side has closed, with what came that no answer took. @throws {Error} it was reset */
  closed(): Promise<string>;
  /** Whether the other side leaves the connection open for this long. */
  staysOpen(ms: number): Promise<boolean>;
  destroy(): void;
}

/** Connects to a port of loopback. */
export async function rawConnection(port: number, host = '127.0.0.1'): Promise<RawConnection> {
  const socket = connect(port, host);
  let received = Buffer.alloc(0);
  let over = false;
  let failure: Error | undefined;
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
  });
  socket.on('error', (error) => {
    failure = error;
  });
  const end = new Promise<void>((resolve) => {
    socket.once('close', () => {
      over = true;
      resolve();
    });
  });
  await once(socket, 'connect');

  const progress = () => Promise.race([once(socket, 'data'), end]);

  return {
    send: (bytes) => {
      socket.write(bytes);
    },
    async answer() {
      for (;;) {
        const read = answerIn(received, over);
        if (read !== undefined) {
          received = received.subarray(read.size);
          return read.answer;
        }
        if (over)
          throw new Error(`closed (${failure?.message ?? 'in good order'}) after ${JSON.stringify(String(received))}`);
        await progress();
      }
    },
    async closed() {
      await end;
      if (failure !== undefined) throw failure;
      return received.toString();
    },
    staysOpen: async (ms) => {
      const open = new Promise<boolean>((resolve) => setTimeout(resolve, ms, true));
      return Promise.race([end.then(() => false), open]);
    },
    destroy: () => {
      socket.destroy();
    },
  };
}

const HEAD_END = '\r\n\r\n';

/** The first answer in these bytes, with its size; undefined where it is not whole. */
function answerIn(bytes: Buffer, over: boolean): { readonly answer: RawAnswer; readonly size: number } | undefined {
  const head = bytes.indexOf(HEAD_END);
  if (head < 0) return undefined;
  const [first = '', ...lines] = bytes.subarray(0, head).toString().split('\r\n');
  const [, version = '', status = ''] = /^(HTTP\/\d\.\d) (\d{3})/.exec(first) ?? [];
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const start = head + HEAD_END.length;
  const body = bodyIn(bytes.subarray(start), headers, over);
  if (body === undefined) return undefined;
  return { answer: { status: Number(status), version, headers, body: body.text }, size: start + body.size };
}

function bodyIn(bytes: Buffer, headers: Readonly<Record<string, string>>, over: boolean) {
  const length = headers['content-length'];
  if (length !== undefined) {
    const size = Number(length);
    return bytes.length < size ? undefined : { text: bytes.subarray(0, size).toString(), size };
  }
  if (headers['transfer-encoding'] === undefined)
    return over ? { text: bytes.toString(), size: bytes.length } : undefined;
  const end = bytes.indexOf(`0${HEAD_END}`);
  if (end < 0) return undefined;
  return { text: bytes.subarray(0, end).toString(), size: end + 1 + HEAD_END.length };
}
