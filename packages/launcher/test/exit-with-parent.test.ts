// Whatever a child waits for, it is gone soon after its parent, also where the parent is gone before the child has begun.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
let parent: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exitWithParent-'));
  await build({
    entryPoints: [fileURLToPath(new URL('../src/exit-with-parent.ts', import.meta.url))],
    outfile: join(folder, 'exit-with-parent.mjs'),
    format: 'esm',
  });
});
afterEach(async () => {
  parent?.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

/** A parent that starts a child as the supervisor does, and writes its process id. */
const PARENT = `
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
const child = spawn(process.execPath, ['--import', './exit-with-parent.mjs', './child.mjs'], {
  detached: true,
  stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
});
writeFileSync('pid', String(child.pid));
setInterval(() => undefined, 1_000);
`;

const SERVING =
  "import { writeFileSync } from 'node:fs'; writeFileSync('up', ''); setInterval(() => undefined, 1_000);";

async function start(child: string): Promise<number> {
  await writeFile(join(folder, 'parent.mjs'), PARENT);
  await writeFile(join(folder, 'child.mjs'), child);
  parent = spawn(process.execPath, ['parent.mjs'], { cwd: folder, stdio: 'inherit' });
  return Number(await contentOf('pid'));
}

async function contentOf(name: string): Promise<string> {
  for (;;) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (text !== undefined && (text !== '' || name === 'up')) return text;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a child whose parent is killed', () => {
  it.each([
    [
      'ends in good order',
      `process.on('SIGTERM', () => { writeFileSync('good', 'order'); process.exit(0); });${SERVING}`,
    ],
    ['ends though it is deaf', `process.on('SIGTERM', () => undefined);${SERVING}`],
  ])('%s', async (_, script) => {
    const pid = await start(script);
    await contentOf('up');
    parent?.kill('SIGKILL');
    await expect.poll(() => lives(pid), { timeout: 15_000 }).toBe(false);
    if (script.includes('good')) expect(await contentOf('good')).toBe('order');
  });

  it('ends also where it had not begun yet', async () => {
    const pid = await start(`process.on('SIGTERM', () => undefined);${SERVING}`);
    parent?.kill('SIGKILL');
    await expect.poll(() => lives(pid), { timeout: 15_000 }).toBe(false);
  });
});
