// Binds a server to loopback; a taken port is one sentence.
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

/** Listens on 127.0.0.1. @returns the port, which the system chose where `port` is 0 @throws {PortInUseError} */
export function listen(server: Server, port: number, what: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(port, what) : error),
    );
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
