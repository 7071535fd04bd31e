// A wire between a process and what it talks to, which carries every byte later than it came.
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@tributary/testkit';

export interface SlowWire {
  readonly port: number;
  /** From now on bytes take so long in each direction, in milliseconds; what is under way keeps its time. */
  slowTo(ms: number): void;
  close(): Promise<void>;
}

/** Listens on loopback and connects each caller with `target` there. */
export async function openSlowWire(target: number): Promise<SlowWire> {
  const sockets = new Set<Socket>();
  let delayMs = 0;

  function carry(from: Socket, to: Socket): void {
    sockets.add(from);
    let sent: Promise<unknown> = Promise.resolve();
    const later = (then: () => void) => {
      sent = Promise.all([sent, delayMs > 0 && pause(delayMs)]).then(then);
    };
    from.on('data', (bytes) => later(() => to.write(bytes)));
    from.on('end', () => later(() => to.end()));
    from.on('error', () => to.destroy());
    from.on('close', () => sockets.delete(from));
  }

  const server = createServer((caller) => {
    const there = connect(target, '127.0.0.1');
    for (const socket of [caller, there]) socket.setNoDelay(true);
    carry(caller, there);
    carry(there, caller);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    slowTo: (ms) => {
      delayMs = ms;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
