import { createServer } from 'node:net';
import { isAbsent } from './loopbacks.ts';

/** Whether nothing listens on a port of an address; nothing listens where the machine has no such address. */
export const isFree = (port: number, host = '127.0.0.1'): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(isAbsent(error)));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
