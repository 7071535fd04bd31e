// The embedded servers on a folder of their own, gone without a trace when the test ends.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Embedded, startEmbedded } from '@tributary/embedded';

export async function startServers(): Promise<Embedded> {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-read-'));
  const servers = await startEmbedded({ folder, mongoPort: 0, kafkaPort: 0 });
  return {
    ...servers,
    close: async () => {
      await servers.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
