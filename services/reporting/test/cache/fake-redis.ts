// A server that speaks as much of Redis' protocol (RESP2) as a cache needs, and misbehaves when told to.
import { createServer, type Socket } from 'node:net';

export interface FakeRedis {
  readonly url: string;
  /** what GET and SET meet from now on: an answer, silence until another mood, or a refusal */
  mood(mood: 'answers' | 'silent' | 'refuses'): void;
  readonly stored: Map<string, Buffer>;
  /** GET and SET commands that came in */
  readonly asked: string[];
  close(): Promise<void>;
}

const bulk = (bytes: Buffer | undefined) =>
  bytes === undefined ? '$-1\r\n' : Buffer.concat([Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n')]);

/** The whole commands at the start of `input`, and what is left. */
function commandsIn(input: Buffer): { readonly commands: Buffer[][]; readonly rest: Buffer } {
  const commands: Buffer[][] = [];
  let rest = input;
  for (;;) {
    const head = /^\*(\d+)\r\n/.exec(rest.subarray(0, 32).toString('latin1'));
    if (head === null) return { commands, rest };
    let at = head[0].length;
    const parts: Buffer[] = [];
    for (let left = Number(head[1]); left > 0; left -= 1) {
      const size = /^\$(\d+)\r\n/.exec(rest.subarray(at, at + 32).toString('latin1'));
      if (size === null) return { commands, rest };
      const from = at + size[0].length;
      at = from + Number(size[1]) + 2;
      if (rest.length < at) return { commands, rest };
      parts.push(rest.subarray(from, at - 2));
    }
    commands.push(parts);
    rest = rest.subarray(at);
  }
}

export async function startFakeRedis(): Promise<FakeRedis> {
  const sockets = new Set<Socket>();
  const stored = new Map<string, Buffer>();
  const asked: string[] = [];
  const server = createServer((socket) => {
    let pending: Buffer = Buffer.alloc(0);
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      const { commands, rest } = commandsIn(Buffer.concat([pending, data]));
      pending = rest;
      for (const command of commands) answer(socket, command);
    });
  });

  let mood: Parameters<FakeRedis['mood']>[0] = 'answers';
  const held: (() => void)[] = [];

  function answer(socket: Socket, [name, key, value]: readonly Buffer[]): void {
    const command = String(name).toUpperCase();
    const isData = command === 'GET' || command === 'SET';
    if (isData) asked.push(command);
    const reply = () => {
      if (command === 'INFO') return bulk(Buffer.from('redis_version:7.0.15\r\nloading:0'));
      if (isData && mood === 'refuses') return '-ERR out of order\r\n';
      if (command === 'GET') return bulk(stored.get(String(key)));
      if (command === 'SET') stored.set(String(key), Buffer.from(value ?? ''));
      return '+OK\r\n';
    };
    if (isData && mood === 'silent') held.push(() => void socket.write(reply()));
    else socket.write(reply());
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `redis://127.0.0.1:${port}`,
    mood(next) {
      mood = next;
      if (mood !== 'silent') for (const send of held.splice(0)) send();
    },
    stored,
    asked,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
