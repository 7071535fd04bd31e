// `npm start` as a newcomer and an operator meet it.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { services } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus } from '../journeys/steps.ts';
import { plan } from './sample.ts';
import { freeBase, root, startTributary, surroundings, type Tributary } from './tributary.ts';
import { eventually } from './wait.ts';

const launcher = join(root, 'packages/launcher/dist/main.mjs');

let tributary: Tributary;

beforeAll(async () => {
  tributary = await startTributary();
});
afterAll(() => tributary?.remove());

/** Runs the launcher to its end. */
function launch(cwd: string, port: number, args: readonly string[] = ['--empty']) {
  const env = { ...surroundings(), TRIBUTARY_PORT: String(port) };
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args], {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, text: stdout + stderr };
}

describe('npm start', () => {
  it('prints one line per part, the address, where the data lives, and that Ctrl-C is safe', () => {
    const text = tributary.output();
    for (const part of ['embedded', ...services]) {
      expect(text).toMatch(new RegExp(`^ +✓ ${part} `, 'm'));
    }
    expect(text).toContain(`Tributary is at ${tributary.address}`);
    expect(text).toContain(`Its data is in ${tributary.folder}`);
    expect(text).toContain('Ctrl-C is safe');
  });

  it('shows the API pages with every file that they reference, through the one address', async () => {
    for (const service of services) {
      const page = await fetch(`${tributary.address}/${service}/docs`);
      expect([service, page.status]).toEqual([service, 200]);
      const html = await page.text();
      const files = [...html.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, path = '']) => new URL(path, page.url).href);
      expect(files.length).toBeGreaterThan(3);
      for (const file of files) expect([file, (await fetch(file)).status]).toEqual([file, 200]);
    }
  });

  it('shows a page at the root, and all that it is made of is there', async () => {
    const page = await fetch(tributary.address);
    expect(page.status).toBe(200);
    const html = await page.text();
    const files = [...html.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path = '']) => new URL(path, page.url).href);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect([file, (await fetch(file)).status]).toEqual([file, 200]);
  });

  it('refuses a second start on the same folder in one sentence, with exit code 1', async () => {
    const cwd = join(tributary.folder, '..', '..');
    const { status, text } = launch(cwd, await freeBase());
    expect(status).toBe(1);
    expect(text.trim()).toMatch(/^The data folder .* is in use by another Tributary process: end that one first\.$/);
  });

  it('refuses a taken port in one sentence, with exit code 1', async () => {
    const home = await mkdtemp(join(tmpdir(), 'start-'));
    const base = await freeBase();
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(base + 4, '127.0.0.1', resolve));
    const { status, text } = launch(home, base);
    await new Promise((resolve) => holder.close(resolve));
    await rm(home, { recursive: true, force: true });
    expect(status).toBe(1);
    expect(text.trim().split('\n')).toHaveLength(1);
    expect(text).toContain(`Port ${base + 4}, which the strategy service needs, is taken`);
  });

  it('starts a killed service again, and the rest goes on', async () => {
    const before = tributary.pid('partnerships');
    process.kill(before ?? 0, 'SIGKILL');
    await eventually('a new process', async () => {
      const now = tributary.pid('partnerships');
      return now !== undefined && now !== before ? now : undefined;
    });
    const officer = await tributary.api('partner-officer', 'MFOR');
    await eventually('the service', async () =>
      (await officer.get('/partnerships/v1/partners')).status === 200 ? true : undefined,
    );
    expect(tributary.output()).toMatch(/partnerships ended \(signal SIGKILL\); it starts again in 0\.2 s\./);
  });

  it('keeps everything over a Ctrl-C and a new start', async () => {
    const planner = await tributary.api('planner', 'MPLA');
    expectStatus(await planner.post('/strategy/v1/plans', plan), 201);
    expect(await tributary.stop()).toBe(0);
    expect(tributary.output()).toContain('Everything is saved.');
    tributary = await startTributary({ home: join(tributary.folder, '..', '..') });
    const again = await tributary.api('planner', 'MPLA');
    expect(expectStatus(await again.get('/strategy/v1/plans/NDP'), 200).json()).toMatchObject({ code: 'NDP' });
  });
});

describe('an old Node', () => {
  it('is told in one sentence which one is needed', () => {
    const script = `Object.defineProperty(process.versions, 'node', { value: '18.19.0' }); await import(${JSON.stringify(join(root, 'packages/launcher/bin/start.mjs'))});`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr.trim()).toBe('Tributary needs Node 20.19 or newer; this is Node 18.19.0.');
  });
});
