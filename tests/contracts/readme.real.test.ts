// Every command of the README, run as it stands there, from a fresh clone.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, surroundings } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';

const blocks = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)].map(
  ([, text = '']) => text.trim(),
);
const blockWith = (words: string): string => {
  const found = blocks.find((block) => block.includes(words));
  if (found === undefined) throw new Error(`the README has no command with ${words}`);
  return found;
};

const lineWith = (words: string): string =>
  blockWith(words)
    .split('\n')
    .find((line) => line.includes(words)) ?? '';

let clone: string;
const running: { child: ChildProcess; output: () => string }[] = [];

/** Starts a command line in the clone, in a group of its own. */
function start(command: string) {
  const child = spawn('bash', ['-c', command], {
    cwd: clone,
    detached: true,
    env: surroundings(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (text += bytes));
  const started = { child, output: () => text };
  running.push(started);
  return started;
}

/** Presses Ctrl-C and waits until all output has come. */
async function interrupt({ child }: { child: ChildProcess }): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  return ended;
}

beforeAll(async () => {
  clone = join(await mkdtemp(join(tmpdir(), 'readme-')), 'tributary');
  execFileSync('git', ['clone', '--quiet', '--local', root, clone]);
  execFileSync('npm', ['ci', '--silent'], { cwd: clone });
}, 300_000);

afterAll(async () => {
  for (const { child } of running) {
    if (child.exitCode === null && child.signalCode === null) await interrupt({ child });
  }
  await rm(join(clone, '..'), { recursive: true, force: true });
});

describe('the commands of the README', () => {
  it('run the embedded servers alone, after npm ci alone, for any client', async () => {
    const servers = start(`exec ${lineWith('tributary embedded')}`);
    await eventually('the servers', async () => (servers.output().includes('Kafka protocol') ? true : undefined), {
      timeoutMs: 120_000,
      seen: servers.output,
    });
    const client = await mongoose.createConnection('mongodb://127.0.0.1:27018').asPromise();
    await client.collection('things').insertOne({ name: 'kept' });
    expect(await client.collection('things').countDocuments({ name: 'kept' })).toBe(1);
    await client.close();
    await interrupt(servers);
  }, 180_000);

  it('start the platform, make a plan and read it, verify, and end safely', async () => {
    const platform = start(`exec ${blockWith('npm start').replace('npm ci && ', '')}`);
    await eventually('the address', async () => (platform.output().includes('Tributary is at') ? true : undefined), {
      timeoutMs: 120_000,
      seen: platform.output,
    });
    const requests = execFileSync('bash', ['-euc', blockWith('TOKEN=')], { cwd: clone, encoding: 'utf8' });
    expect(requests).toContain('"status"');
    expect(requests).toContain('"code":"NDP-2030"');
    await eventually('the sample', async () => (platform.output().includes(' is loaded') ? true : undefined), {
      timeoutMs: 120_000,
      seen: platform.output,
    });
    const figures = execFileSync('bash', ['-euc', blockWith('ANALYST=')], { cwd: clone, encoding: 'utf8' });
    expect(figures).toContain('Jobs in supported small enterprises (sample)');
    expect(figures).toContain('"registry/stock":{"key":"registry/stock"');
    const imported = execFileSync('bash', ['-euc', blockWith('IMPORT=')], { cwd: clone, encoding: 'utf8' });
    expect(imported).toMatch(/"rows":2,"made":2.*"status":"running"/s);
    const verify = lineWith('tributary verify');
    await eventually('a clean verification', async () => {
      const text = execFileSync('bash', ['-c', `${verify} || true`], { cwd: clone, encoding: 'utf8' });
      return /^\d+ facts compared, 0 different\.$/m.test(text) ? true : undefined;
    });
    // npm ends by the same signal, after the platform has ended in good order.
    await interrupt(platform);
    expect(platform.output()).toContain('Everything is saved.');
  }, 360_000);
});
