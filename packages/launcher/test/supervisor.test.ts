import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextDelay, type Supervised, supervise } from '../src/supervisor.ts';

describe('the wait before a dead child is started again', () => {
  it('doubles from 0.2 s up to 5 s', () => {
    const now = 1_000_000;
    expect([1, 2, 3, 4].map((deaths) => nextDelay(Array(deaths).fill(now), now))).toEqual([200, 400, 800, 1600]);
  });

  it('ends after five deaths within a minute, and forgets older ones', () => {
    const now = 1_000_000;
    expect(nextDelay(Array(5).fill(now), now)).toBeUndefined();
    expect(nextDelay(Array(5).fill(now - 60_001), now)).toBe(200);
  });
});

describe('a supervised child', () => {
  let folder: string;
  let child: Supervised | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'supervisor-'));
  });
  afterEach(async () => {
    await child?.stop();
    await rm(folder, { recursive: true });
  });

  const start = async (script: string, told: string[] = []) => {
    const entry = join(folder, 'child.mjs');
    await writeFile(entry, script);
    const ready = () =>
      readFile(join(folder, 'ready')).then(
        () => true,
        () => false,
      );
    const plan = { name: 'child', entry, env: { FOLDER: folder }, logFile: join(folder, 'child.log'), ready };
    const exitWithParent = join(folder, 'exit-with-parent.mjs');
    await writeFile(exitWithParent, '');
    child = await supervise(plan, exitWithParent, {
      onDeath: (name, how, delay) => told.push(`${name} ${how} ${delay}`),
      onBack: (name) => told.push(`${name} back`),
      onGiveUp: (name) => told.push(`${name} given up`),
      onLost: (path) => told.push(`${path} lost`),
      onKept: (path) => told.push(`${path} kept`),
    });
    return child;
  };

  const serving =
    "import { writeFileSync } from 'node:fs'; writeFileSync(process.env.FOLDER + '/ready', ''); setInterval(() => {}, 1000);";

  const until = (holds: () => boolean) => vi.waitUntil(holds, { timeout: 20_000 });

  it('is started again when it is killed, and says so', async () => {
    const told: string[] = [];
    const started = await start(serving, told);
    await started.whenReady();
    process.kill(started.pid() ?? 0, 'SIGKILL');
    await until(() => told.length === 2);
    expect(told).toEqual(['child signal SIGKILL 200', 'child back']);
  });

  it('that ends before it is ready gives its last words', async () => {
    const started = await start("process.stderr.write('Port 1 is taken.\\n'); process.exit(1);");
    await expect(started.whenReady()).rejects.toThrow('Port 1 is taken.');
  });

  it('lives without its log', async () => {
    await mkdir(join(folder, 'child.log'));
    await mkdir(join(folder, 'child.log.1'));
    await writeFile(join(folder, 'child.log.1', 'kept'), '');
    const told: string[] = [];
    const started = await start(`process.stdout.write('a line');${serving}`, told);
    await started.whenReady();
    await until(() => told.length === 1);
    expect(told).toEqual([`${join(folder, 'child.log')} lost`]);
    expect(started.pid()).toBeDefined();
  });

  it('that does not end when it is asked to can be ended at once', async () => {
    const started = await start(`process.on('SIGTERM', () => {});${serving}`);
    await started.whenReady();
    const stopped = started.stop();
    started.kill();
    await stopped;
    expect(started.pid()).toBeUndefined();
  });

  it('is not started again when it is stopped', async () => {
    const told: string[] = [];
    const started = await start(serving, told);
    await started.whenReady();
    await started.stop();
    expect(started.pid()).toBeUndefined();
    expect(told).toEqual([]);
  });
});
