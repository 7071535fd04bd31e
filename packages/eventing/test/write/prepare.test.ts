import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Servers, startServers } from '../fixtures/servers.ts';
import { prepareSuite, registryOn } from '../suites/prepare.ts';

prepareSuite('the embedded servers', startServers);

describe('an installation that counts', () => {
  let servers: Servers;
  beforeAll(async () => {
    servers = await startServers();
  });
  afterAll(() => servers.close());

  it('does not begin on the embedded MongoDB, and says what to do', async () => {
    const refused = registryOn(servers, { mode: 'production' });
    const sentence =
      'MONGO_URL leads to the embedded servers, which production refuses: it must lead to MongoDB. For a pilot set TRIBUTARY_MODE=pilot.';
    await expect(refused.prepare()).rejects.toThrow(sentence);
    await expect(refused.start()).rejects.toThrow(sentence);
    await refused.close();
  });

  it('is a pilot where it says so', async () => {
    const taken = registryOn(servers, { mode: 'pilot' });
    await taken.prepare();
    await taken.start();
    await taken.close();
  });
});
