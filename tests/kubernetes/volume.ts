// A volume for the claims of the pilot where the cluster makes none by itself: a folder of its only node, which is this machine.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubectl, kubectlWith } from './kubectl.ts';

const NAME = 'tributary-pilot';

interface Named {
  readonly metadata: { readonly name: string };
}

const named = async (kind: string): Promise<readonly string[]> => {
  const { items } = JSON.parse(await kubectl('get', kind, '-o', 'json')) as { readonly items: readonly Named[] };
  return items.map(({ metadata }) => metadata.name);
};

/** Gives the cluster one volume unless it makes volumes for whoever claims one. @returns what takes it away again */
export async function giveVolume(): Promise<() => Promise<unknown>> {
  if ((await named('storageclasses')).length > 0) return async () => undefined;
  await kubectl('delete', 'persistentvolume', NAME, '--ignore-not-found', '--timeout=60s');
  const folder = await mkdtemp(join(tmpdir(), 'volume-'));
  const volume = {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: NAME },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      local: { path: folder },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchFields: [{ key: 'metadata.name', operator: 'In', values: await named('nodes') }] },
          ],
        },
      },
    },
  };
  await kubectlWith(JSON.stringify(volume), 'create', '-f', '-');
  return async () => {
    await kubectl('delete', 'persistentvolume', NAME, '--timeout=60s');
    await rm(folder, { recursive: true, force: true });
  };
}
