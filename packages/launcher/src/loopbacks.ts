// `http://127.0.0.1:8080` and `http://[::1]:8080` are one address to a person, and localhost may mean either.
import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** The loopback addresses that a public port is taken on, where the machine has them. */
export const loopbacks = ['127.0.0.1', '::1'] as const;

/** Errors of a machine that has no such address. */
const absent: ReadonlySet<string | undefined> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

export const isAbsent = ({ code }: NodeJS.ErrnoException): boolean => absent.has(code);

/** Listens on a port of both loopback addresses, or of 127.0.0.1 where there is no other. @returns the address there */
export async function listenOnLoopbacks(app: FastifyInstance, port: number): Promise<string> {
  // Its connections become those of the one server, with the same rules; requests under way end with the process.
  const second = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    app.server.emit('connection', socket);
  });
  app.addHook('preClose', async () => {
    second.close();
    app.server.closeIdleConnections();
  });
  const address = await app.listen({ port, host: loopbacks[0] });
  await new Promise<void>((resolve, reject) => {
    second.once('error', (error) => (isAbsent(error) ? resolve() : reject(error)));
    second.listen({ port: Number(new URL(address).port), host: loopbacks[1], exclusive: true }, resolve);
  });
  return address;
}
