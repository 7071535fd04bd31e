// A cluster that the tests may use: the pilot overlay on it, and programs that run inside it.
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { services } from '@tributary/contracts';
import { clientSecret, prepareFolder, prepareVaultKeys } from '@tributary/embedded';
import { build } from 'esbuild';
import { root } from '../platform/tributary.ts';
import type { Given } from './inside/given.ts';
import { kubectl, kubectlWith, kustomized } from './kubectl.ts';
import { objectsIn, ofKind, type Thing } from './objects.ts';
import { giveVolume } from './volume.ts';

export const NAMESPACE = 'tributary';
const issuer = 'http://embedded:8086';

export interface Cluster {
  /** the objects that were applied */
  readonly things: readonly Thing[];
  /** kubectl in the namespace of the installation */
  run(...args: readonly string[]): Promise<string>;
  /** Runs a program of `inside/` in the cluster. @returns what it told */
  inside<Found>(program: string, ...args: readonly string[]): Promise<Found>;
  /** Makes the file that the running programs wait for; another name each time. */
  tellToStop(file: string): Promise<unknown>;
  /** Waits until every Deployment and StatefulSet has all its pods ready. */
  untilReady(): Promise<void>;
  remove(): Promise<unknown>;
}

export const run = (...args: readonly string[]): Promise<string> => kubectl('--namespace', NAMESPACE, ...args);

const secret = (name: string, stringData: Readonly<Record<string, string>>) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: NAMESPACE },
  stringData,
});

/** The keys of a new installation, as its Secrets and as what programs inside are given. */
async function newKeys(): Promise<{ readonly secrets: readonly object[]; readonly given: Given }> {
  const folder = await mkdtemp(join(tmpdir(), 'pilot-'));
  try {
    const files = await prepareFolder(folder);
    const [issuerKey, installationKey] = await Promise.all([
      readFile(files.issuerKey, 'utf8'),
      readFile(files.installationKey, 'utf8'),
    ]);
    const clientSecretOf = (service: string) => clientSecret(files.installationKey, service);
    const vaultKeys = await readFile(await prepareVaultKeys(folder), 'utf8');
    const ofServices = services.map(async (service) =>
      secret(service, {
        'mongo-url': 'mongodb://embedded:27017',
        'client-secret': await clientSecretOf(service),
        ...(service === 'registry' && { 'vault-keys': vaultKeys }),
        ...(service === 'initiatives' && {
          'evidence-key-id': 'tributary',
          'evidence-secret': randomBytes(24).toString('hex'),
        }),
        ...(service === 'reporting' && { 'page-client-secret': await clientSecretOf('tributary-page') }),
      }),
    );
    const secrets = [
      ...(await Promise.all(ofServices)),
      secret('installation', { key: installationKey }),
      secret('embedded', { 'installation.key': installationKey, 'issuer.jwk': issuerKey }),
    ];
    const given = { issuerKey: JSON.parse(issuerKey), issuer, clientSecret: await clientSecretOf('reporting') };
    return { secrets, given };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const longRunning = (things: readonly Thing[]) =>
  ofKind(things, 'StatefulSet', 'Deployment').map(({ kind, metadata }) => `${kind}/${metadata.name}`);

const bundled = async (program: string): Promise<string> => {
  const entry = join(root, 'tests/kubernetes/inside', `${program}.ts`);
  // Short names are for the minifier, which does not read the banner.
  const banner =
    "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire('file:///app/main.mjs');";
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    minify: true,
    logLevel: 'error',
    external: ['@fastify/swagger-ui'],
    banner: { js: banner },
  });
  return outputFiles[0]?.text ?? '';
};

/** Applies the pilot overlay under new keys; whatever is in the namespace goes first. */
export async function startPilot(): Promise<Cluster> {
  await kubectl('delete', 'namespace', NAMESPACE, '--ignore-not-found', '--wait', '--timeout=120s');
  const takeVolume = await giveVolume();
  const text = kustomized(join(root, 'tests/kubernetes/pilot'));
  const things = objectsIn(text);
  const { secrets, given } = await newKeys();
  const apply = (objects: readonly object[]) =>
    kubectlWith(objects.map((object) => JSON.stringify(object)).join('\n---\n'), 'apply', '--server-side', '-f', '-');
  await apply(ofKind(things, 'Namespace'));
  await apply(secrets);
  await apply(things);

  const untilReady = async () => {
    for (const one of longRunning(things)) await run('rollout', 'status', one, '--timeout=300s');
  };

  return {
    things,
    run,
    untilReady,
    async inside<Found>(program: string, ...args: readonly string[]) {
      const source = `globalThis.given = ${JSON.stringify(given)};\n${await bundled(program)}`;
      const node = ['exec', '-i', 'deploy/toolbox', '--', 'node', '--input-type=module', '-', ...args];
      const said = await kubectlWith(source, '--namespace', NAMESPACE, ...node);
      return JSON.parse(said.trim().split('\n').at(-1) ?? '') as Found;
    },
    tellToStop: (file) => run('exec', 'deploy/toolbox', '--', 'node', '-e', `fs.writeFileSync('${file}', '')`),
    remove: async () => {
      await kubectl('delete', 'namespace', NAMESPACE, '--wait', '--timeout=120s');
      await takeVolume();
    },
  };
}

/** A file inside the toolbox that nobody has named yet. */
export const stopFile = (): string => `/tmp/${randomBytes(6).toString('hex')}`;
