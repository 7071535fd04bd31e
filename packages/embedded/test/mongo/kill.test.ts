import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wireClient } from './support/wire-client.ts';
import { judge, workload } from './support/workload.ts';

const WRITERS = 8;
const KILLS = 8;

let root: string;
let program: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'tributary-kill-'));
  program = join(root, 'child.mjs');
  const source = fileURLToPath(new URL('support/child.ts', import.meta.url));
  await build({
    entryPoints: [source],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
    logLevel: 'error',
  });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function start(folder: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) return { child, port: Number(line) };
  throw new Error('the server ended before it listened');
}

test('killed by signal 9 at any moment and started again, it has everything that it acknowledged', async () => {
  const folder = join(root, 'data');
  const { ledgers, run } = workload(WRITERS);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { child, port } = await start(folder);
    const judging = await wireClient(port);
    await judge(judging, ledgers);
    judging.close();
    const clients = await Promise.all(ledgers.map(() => wireClient(port)));
    const goal = ledgers.reduce((sum, { pairs }) => sum + pairs, 0) + 40 + 7 * kill;
    let alive = true;
    const working = run(clients, () => {
      if (alive && ledgers.reduce((sum, { pairs }) => sum + pairs, 0) >= goal) {
        alive = false;
        child.kill('SIGKILL');
      }
      return alive;
    });
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
    await working;
    for (const client of clients) client.close();
  }
  const { child, port } = await start(folder);
  const client = await wireClient(port);
  await judge(client, ledgers);
  client.close();
  child.kill('SIGKILL');
  await once(child, 'exit');
});
