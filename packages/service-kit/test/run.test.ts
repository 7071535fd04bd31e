import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const workspace = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

let folder: string;
let main: string;
let environment: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-run-'));
  main = join(fileURLToPath(new URL('..', import.meta.url)), 'dist', 'noted.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('noted.main.ts', import.meta.url))],
    outfile: main,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: {
      '@tributary/contracts': workspace('contracts/src/index.ts'),
      '@tributary/eventing/cut-points': workspace('eventing/src/cut-points.ts'),
      '@tributary/eventing/failure': workspace('eventing/src/consume/failure.ts'),
      '@tributary/eventing/ids': workspace('eventing/src/ids.ts'),
      '@tributary/eventing/own-command': workspace('eventing/src/own-command.ts'),
    },
  });
  await writeFile(join(folder, 'key'), Buffer.from(Array.from({ length: 32 }, (_, index) => index)));
  await writeFile(join(folder, 'secret'), 'a long secret of strategy');
  environment = {
    PATH: process.env['PATH'] ?? '',
    PORT: '0',
    INTERNAL_PORT: '0',
    MONGO_URL: 'mongodb://127.0.0.1:1',
    KAFKA_BROKERS: '127.0.0.1:1',
    TRIBUTARY_MODE: 'pilot',
    TRIBUTARY_ISSUER: 'http://127.0.0.1:1',
    TRIBUTARY_JWKS_URL: 'http://127.0.0.1:1/jwks',
    TRIBUTARY_TOKEN_URL: 'http://127.0.0.1:1/token',
    TRIBUTARY_CLIENT_SECRET_FILE: join(folder, 'secret'),
    TRIBUTARY_INSTALLATION_KEY_FILE: join(folder, 'key'),
    TRIBUTARY_PEERS: 'registry=http://127.0.0.1:1',
  };
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(main);
});

interface Run {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly ended: Promise<{ code: number | null; out: string; err: string }>;
}

function run(more: Record<string, string> = {}, ...args: string[]): Run {
  const child = spawn(process.execPath, [main, ...args], { env: { ...environment, ...more } });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { child, out: () => out, ended };
}

describe('the process of a service', () => {
  it('ends with one sentence for each thing wrong in its environment', async () => {
    const { code, out, err } = await run({ ROLE: 'boss', TRIBUTARY_TYPO: '1' }).ended;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      'strategy cannot start. TRIBUTARY_TYPO is not a variable of this service: check its spelling, or unset it.\n' +
        'ROLE is "boss": it must be api, worker or all.\n',
    );
  });

  it('prints its configuration, secrets masked, and ends', async () => {
    const { code, out } = await run({}, '--print-config').ended;
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ PORT: 0, TRIBUTARY_CLIENT_SECRET_FILE: '***' });
  });

  it.each(['PORT', 'INTERNAL_PORT'])('names a port of %s that is in use', async (variable) => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as { port: number };
    const { code, err } = await run({ [variable]: String(port) }).ended;
    holder.close();
    expect(code).toBe(1);
    expect(err).toBe(
      `strategy cannot start. Port ${port} is in use: stop what listens there, or set ${variable} to another one.\n`,
    );
  });

  it('says what keeps it from starting, without a stack', async () => {
    const { code, err } = await run({ NOTED_FAILS: 'at start' }).ended;
    expect(code).toBe(1);
    expect(err).toBe('strategy cannot start. Error: the store is away\n');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends in good order on %s', async (signal) => {
    const { child, out, ended } = run();
    await expect.poll(out, { timeout: 10_000 }).toContain('"message":"ready"');
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 0, out: expect.stringMatching(/eventing closed\n$/), err: '' });
  });

  it('ends at once on a second signal, whatever it waits for', async () => {
    const { child, out, ended } = run({ NOTED_FAILS: 'at the end' });
    await expect.poll(out, { timeout: 10_000 }).toContain('"message":"ready"');
    child.kill('SIGTERM');
    await expect.poll(out, { timeout: 10_000 }).toContain('eventing closes');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 1, err: '' });
  });

  it('ends within its time, and says so, where something never closes', async () => {
    const { child, out, ended } = run({ NOTED_FAILS: 'at the end', NOTED_CLOSE_MS: '300' });
    await expect.poll(out, { timeout: 10_000 }).toContain('"message":"ready"');
    child.kill('SIGTERM');
    const { code, out: all } = await ended;
    expect(code).toBe(1);
    expect(all).toContain('not closed within 300 ms');
  });

  it('waits for a store that is away: it says so once, is live and not ready, and serves when the store is there', async () => {
    const { child, out, ended } = run({ NOTED_FAILS: 'twice' });
    await expect.poll(out, { timeout: 10_000 }).toContain('"message":"ready"');
    expect(out().match(/the service waits for its database/g)).toHaveLength(1);
    expect(out()).toContain('the database answers');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
  });

  it('answers for its health, and ends in good order, while the store is away', async () => {
    const { child, out, ended } = run({ NOTED_FAILS: 'while the store is away' });
    await expect.poll(out, { timeout: 10_000 }).toContain('waits for its database');
    const address = /listening at (http:[^"]+)/.exec(out())?.[1];
    const [live, ready] = await Promise.all([fetch(`${address}/health/live`), fetch(`${address}/health/ready`)]);
    expect([live.status, ready.status]).toEqual([200, 503]);
    const { errors } = (await ready.json()) as { errors: { code: string }[] };
    expect(errors.map(({ code }) => code)).toEqual(['STARTING', 'WAITING_FOR_DATABASE']);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });

  it('ends at once on a fault that nobody caught, and says so without what the fault quotes', async () => {
    const { code, out, err } = await run({ NOTED_FAILS: 'later' }).ended;
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('"message":"the process ends"');
    expect(out).toContain('a bug with \\"…\\" in it');
    expect(out).not.toContain('a name');
  });
});
