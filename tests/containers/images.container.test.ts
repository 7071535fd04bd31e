// The images as they are built: what is in them, what they may do, and that nothing is lost when one is told to stop.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { services } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../platform/wait.ts';
import { buildImage, buildImages, docker, imageOf, type Part, parts } from './engine.ts';
import { type Containers, prepareContainers } from './hardened.ts';
import { type LoadRequest, type Outcome, post, startLoad } from './load.ts';

const LARGEST_BYTES = 180 * 1000 * 1000;
const CALLERS = 8;

const isReset = (end: Outcome['end']): boolean => end === 'Error: read ECONNRESET';

beforeAll(() => buildImages());

/** The files of an image below a folder of its own, by the digest of each. */
async function filesOf(image: string): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'image-'));
  const container = await docker(['create', image]);
  try {
    await docker(['cp', `${container}:/.`, folder]);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const digests = entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        const hash = createHash('sha256');
        await pipeline(createReadStream(path), hash);
        return [relative(folder, path), hash.digest('hex')] as const;
      });
    return new Map(await Promise.all(digests));
  } finally {
    await docker(['rm', container]);
    await rm(folder, { recursive: true, force: true });
  }
}

interface Inspected {
  readonly Size: number;
  readonly Config: {
    readonly User: string;
    readonly Entrypoint: readonly string[];
    readonly Env: readonly string[];
    readonly Labels: Readonly<Record<string, string>>;
    readonly Healthcheck: { readonly Test: readonly string[] };
  };
}

describe.each(parts)('the image of %s', (part) => {
  it('is small, runs one program as a user without a name of its own, and says what it is', async () => {
    const [image] = JSON.parse(await docker(['image', 'inspect', imageOf(part)])) as [Inspected];
    expect(image.Size).toBeLessThan(LARGEST_BYTES);
    expect(image.Config).toMatchObject({ User: '10001:10001', Entrypoint: ['node', '/app/main.mjs'] });
    expect(image.Config.Healthcheck.Test.slice(0, 2)).toEqual(['CMD', 'node']);
    expect(image.Config.Labels).toMatchObject({
      'org.opencontainers.image.title': `tributary-${part}`,
      'org.opencontainers.image.licenses': 'Apache-2.0',
      'org.opencontainers.image.version': '0.1.0',
    });
  });

  it('holds Node, the libraries that it is linked with, and the bundle: no shell, no package manager', async () => {
    const files = [...(await filesOf(imageOf(part))).keys()];
    // What the engine itself puts into every container.
    const ofEngine = /^(\.dockerenv|etc\/(hostname|hosts|resolv\.conf|mtab)|(dev|proc|sys)\/)/;
    const ours =
      /^(usr\/local\/bin\/node|(usr\/)?lib(64)?\/.*\.so[.\d]*|etc\/(passwd|group|nsswitch\.conf)|app\/main\.mjs|app\/page\/.+|app\/node_modules\/.+)$/;
    expect(files.filter((file) => !ofEngine.test(file) && !ours.test(file))).toEqual([]);
    expect(files).toContain('app/main.mjs');
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
  });
});

it('of the same checkout holds the same files when it is built anew', async () => {
  const again: Part = 'registry';
  const tag = `${imageOf(again)}-again`;
  await buildImage(again, ['-t', tag, '--no-cache']);
  expect(await filesOf(tag)).toEqual(await filesOf(imageOf(again)));
  await docker(['image', 'rm', tag]);
});

describe('a part that runs without any rights', () => {
  let containers: Containers;
  let door: string;
  let token: string;

  beforeAll(async () => {
    containers = await prepareContainers('tributary-hardened');
    await containers.startServers();
    for (const service of services) await containers.startService(service);
    for (const service of services) await containers.untilHealthy(service);
    door = await containers.startDoor();
    token = await containers.token('registrar', 'MFOR');
  });
  afterAll(() => containers?.remove());

  const ask = (key: string): LoadRequest => ({
    path: '/registry/v1/organisations',
    headers: { authorization: `Bearer ${token}` },
    body: { name: `${key} (sample)`, kind: 'association', country: 'IT' },
  });

  function counted(outcomes: readonly Outcome[]): Readonly<Record<string, number>> {
    const sum: Record<string, number> = {};
    for (const { end } of outcomes) sum[end] = (sum[end] ?? 0) + 1;
    return sum;
  }

  /** Stops a container, starts it again where it was stopped, under callers who go on. @returns what became of each request */
  async function stoppedUnderLoad(part: Part): Promise<readonly Outcome[]> {
    const load = startLoad(part, door, CALLERS, ask);
    const answered = (more: number) => {
      const from = load.outcomes.length;
      return eventually(
        'answers',
        async () => load.outcomes.slice(from).filter(({ end }) => end === 201).length >= more || undefined,
        { timeoutMs: 60_000 },
      );
    };
    await answered(100);
    await docker(['stop', '--time', '20', containers.nameOf(part)]);
    expect(await docker(['inspect', '-f', '{{.State.ExitCode}}', containers.nameOf(part)])).toBe('0');
    await docker(['start', containers.nameOf(part)]);
    await answered(100);
    return load.stop();
  }

  async function organisations(): Promise<Map<string, number>> {
    const names = new Map<string, number>();
    for (let next: string | null = ''; next !== null; ) {
      const after: string = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
      const answer = await fetch(`${door}/registry/v1/organisations?limit=200${after}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const page = (await answer.json()) as { items: { name: string }[]; next: string | null };
      for (const { name } of page.items) names.set(name, (names.get(name) ?? 0) + 1);
      next = page.next;
    }
    return names;
  }

  it.each(['registry', 'front-door'] as const)(
    '%s is told to stop under load, and no request is lost',
    async (part) => {
      const outcomes = await stoppedUnderLoad(part);
      process.stdout.write(`  ${part} stopped and started: ${JSON.stringify(counted(outcomes))}\n`);
      // 503 says that nothing was done. A connection that nobody took has carried nothing: it is refused, or reset where
      // it waited to be taken when the listening ended.
      const before = await organisations();
      const lost = outcomes.filter(
        ({ key, end }) =>
          end !== 201 && end !== 503 && end !== 'refused' && (!isReset(end) || before.has(`${key} (sample)`)),
      );
      expect(lost).toEqual([]);
      expect(outcomes.filter(({ end }) => isReset(end)).length).toBeLessThanOrEqual(CALLERS);
      const agent = new Agent({ keepAlive: true });
      for (const { key, end } of outcomes) if (end !== 201) expect(await post(door, agent, key, ask(key))).toBe(201);
      agent.destroy();
      const there = await organisations();
      for (const { key } of outcomes) expect([key, there.get(`${key} (sample)`)]).toEqual([key, 1]);
    },
  );

  it('makes what a service needs in a job, as often as it is told to', async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await containers.runService('strategy', {}, '--prepare')).toEqual([
        0,
        'strategy has its indexes and topics.',
      ]);
    }
  });

  it('refuses in production what only a pilot may have', async () => {
    const [code, said] = await containers.runService('registry', { TRIBUTARY_MODE: 'production' });
    expect(code).toBe(1);
    expect(said).toContain('TRIBUTARY_ISSUER is http, which production refuses');
    const https = { TRIBUTARY_MODE: 'production', TRIBUTARY_ISSUER: 'https://login.example' };
    const [second, sentence] = await containers.runService('registry', https);
    expect(second).toBe(1);
    expect(sentence).toContain('MONGO_URL leads to the embedded servers, which production refuses');
  });
});
