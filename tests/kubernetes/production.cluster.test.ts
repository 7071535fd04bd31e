// The production overlay as a real API server takes it: with every field known to it, and a second time without a change.
// Its custom resources are stored as they are, where the cluster does not know them; their schemas are tested apart.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../platform/wait.ts';
import { kubectl, kubectlWith } from './kubectl.ts';
import { objectsOf, type Thing } from './objects.ts';

/** Beside an installation that there may be. */
const NAMESPACE = 'tributary-production';

const plurals: Readonly<Record<string, string>> = { Gateway: 'gateways' };
const pluralOf = (kind: string) => plurals[kind] ?? `${kind.toLowerCase()}s`;

const inNamespace = (thing: Thing): Thing => {
  const metadata = { ...thing.metadata };
  if (thing.kind === 'Namespace') return { ...thing, metadata: { ...metadata, name: NAMESPACE } };
  return { ...thing, metadata: { ...metadata, namespace: NAMESPACE } };
};

const text = (objects: readonly object[]) => objects.map((object) => JSON.stringify(object)).join('\n---\n');
const things = objectsOf('production').map(inNamespace);
let made: readonly string[] = [];

/** Definitions that take anything, for the kinds that this cluster does not know. */
async function defineMissing(): Promise<readonly string[]> {
  const known = (await kubectl('api-resources', '--no-headers', '-o', 'name')).split('\n');
  const custom = new Map(
    things
      .filter(({ apiVersion }) => /\.(sh|com|io)\//.test(apiVersion) && !apiVersion.startsWith('networking.k8s.io/'))
      .map(({ apiVersion, kind }) => [kind, apiVersion.split('/') as [string, string]]),
  );
  const missing = [...custom].filter(([kind, [group]]) => !known.includes(`${pluralOf(kind)}.${group}`));
  const definitions = missing.map(([kind, [group, name]]) => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${pluralOf(kind)}.${group}`,
      annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test' },
    },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural: pluralOf(kind), singular: kind.toLowerCase() },
      versions: [
        {
          name,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
  }));
  if (definitions.length === 0) return [];
  await kubectlWith(text(definitions), 'create', '-f', '-');
  const names = definitions.map(({ metadata }) => metadata.name);
  await kubectl('wait', '--for=condition=Established', '--timeout=60s', ...names.map((name) => `crd/${name}`));
  process.stdout.write(`  taken as they are, unchecked by this cluster: ${missing.map(([kind]) => kind).join(', ')}\n`);
  return names;
}

beforeAll(async () => {
  made = await defineMissing();
});
afterAll(async () => {
  await kubectl('delete', 'namespace', NAMESPACE, '--ignore-not-found', '--wait', '--timeout=180s');
  if (made.length > 0) await kubectl('delete', 'crd', ...made);
});

/** `kubectl diff` ends with 1 where it finds something to change. */
const diff = (): Promise<string> =>
  kubectlWith(text(things), 'diff', '--server-side', '-f', '-').catch((error: { code: number; stdout: string }) => {
    if (error.code !== 1) throw error;
    return error.stdout;
  });

/** Controllers write while the two sides are read, which shows as a change once; what the overlay would change stays. */
async function changesNothing(): Promise<void> {
  let found = '';
  const nothing = async () => {
    found = await diff();
    return found === '' ? true : undefined;
  };
  await eventually('nothing to change', nothing, { timeoutMs: 60_000, seen: () => found });
}

it('the production overlay is taken whole, and a second time changes nothing', async () => {
  const apply = () => kubectlWith(text(things), 'apply', '--server-side', '--validate=strict', '-f', '-');
  expect((await apply()).trim().split('\n')).toHaveLength(things.length);
  await changesNothing();
  await apply();
  await changesNothing();
});

it('a field that nobody knows is refused', async () => {
  const [deployment] = things.filter(({ kind }) => kind === 'Deployment');
  const wrong = { ...deployment, spec: { ...deployment?.spec, replicaz: 2 } };
  const apply = kubectlWith(
    text([wrong]),
    'apply',
    '--server-side',
    '--dry-run=server',
    '--validate=strict',
    '-f',
    '-',
  );
  await expect(apply).rejects.toThrow('replicaz');
});
