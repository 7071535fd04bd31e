// Binds a server to an address; a taken port is one sentence.
import type { Server } from 'node:net';
import { OperatorError } from './operator-error.ts';

/** The port that a part was told to use belongs to another process. */
export class PortInUseError extends OperatorError {
  readonly port: number;

  constructor(port: number, what: string) {
    super(`Port ${port}, which ${what} needs, is taken by another program.`);
    this.port = port;
  }
}

/** The address that servers listen on, and are reached at, unless they are told a name. */
export const LOOPBACK = '127.0.0.1';

/** Where a server listens: on loopback alone, or, where it has a name, on every address of the machine. */
export const hostOf = (name: string | undefined): string => (name === undefined ? LOOPBACK : '0.0.0.0');

/** Listens at the host. @returns the port, which the system chose where `port` is 0 @throws {PortInUseError} */
export function listen(server: Server, port: number, what: string, host: string = LOOPBACK): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(port, what) : error),
    );
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
