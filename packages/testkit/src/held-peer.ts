// Stands before a service and holds back parts of what it tells, until a test lets them through.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HeldPeer {
  readonly address: string;
  /** Lets everything through from now on. */
  release(): void;
  close(): Promise<void>;
}

/** Passes requests on to `target` (`http://127.0.0.1:port`); paths that begin with `held` are answered 503 until the release. */
export async function holdPeer(target: string, held: string): Promise<HeldPeer> {
  let holding = true;
  const { hostname, port } = new URL(target);
  const server = http.createServer((request, response) => {
    if (holding && request.url?.startsWith(held)) {
      response.writeHead(503).end();
      return;
    }
    const { method, url: path, headers } = request;
    const passed = http.request({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.once('error', () => response.destroy());
    request.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    release: () => {
      holding = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
