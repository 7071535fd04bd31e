// Every row against one server over the bare protocol.
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type TestServer, testServer } from '../support/server.ts';
import { type WireClient, wireClient } from '../support/wire-client.ts';
import { play } from './play.ts';
import { rows } from './rows/index.ts';

let server: TestServer;
let client: WireClient;

beforeAll(async () => {
  server = await testServer();
  client = await wireClient(server.port);
});
afterAll(async () => {
  client.close();
  await server.end();
});

for (const [name, list] of Object.entries(rows)) {
  describe(name, () => {
    for (const [at, row] of list.entries()) test(row.title, () => play(row, client, `${name}${at}`));
  });
}
