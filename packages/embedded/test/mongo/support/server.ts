// A server on a folder of its own, for one test file.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMongo } from '../../../src/mongo/server.ts';

export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  /** Ends the server and removes its folder. */
  end(): Promise<void>;
}

export async function testServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-mongo-'));
  const { url, port, close } = await startMongo({ folder, port: 0 });
  return {
    url,
    port,
    folder,
    async end() {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
