import { mkdir, mkdtemp, readFile, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLogFile, telling } from '../src/log-file.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-file-'));
  path = join(folder, 'child.log');
});
afterEach(() => rm(folder, { recursive: true }));

const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('the log of a child', () => {
  it('keeps every line in order', async () => {
    const log = openLogFile(path, { onLost: () => undefined, onKept: () => undefined });
    for (let line = 0; line < 500; line += 1) log.write(Buffer.from(`${line}\n`));
    await log.close();
    expect(await readFile(path, 'utf8')).toBe(Array.from({ length: 500 }, (_, line) => `${line}\n`).join(''));
  });

  it('that cannot be written drops its lines, says so once, and once more when lines are kept again', async () => {
    await mkdir(path);
    const told: string[] = [];
    const log = openLogFile(path, { onLost: () => told.push('lost'), onKept: () => told.push('kept') }, 0);
    for (let line = 0; line < 3; line += 1) {
      log.write(Buffer.from('dropped\n'));
      await settled();
    }
    expect(told).toEqual(['lost']);
    await rmdir(path);
    log.write(Buffer.from('kept\n'));
    await log.close();
    expect(told).toEqual(['lost', 'kept']);
    expect(await readFile(path, 'utf8')).toMatch(/^(… lines are missing here: .*\n)?kept\n$/);
  });

  it('is tried again by itself, and says where lines are missing', async () => {
    await mkdir(path);
    const told: string[] = [];
    const log = openLogFile(path, { onLost: () => told.push('lost'), onKept: () => told.push('kept') }, 0);
    log.write(Buffer.from('dropped\n'));
    await settled();
    await rmdir(path);
    await vi.waitFor(() => expect(told).toEqual(['lost', 'kept']), { timeout: 5_000 });
    await log.close();
    expect(await readFile(path, 'utf8')).toBe('… lines are missing here: they could not be written\n');
  });

  it('does not ask the disk again with every line', async () => {
    await mkdir(path);
    const log = openLogFile(path, { onLost: () => undefined, onKept: () => undefined }, 60_000);
    log.write(Buffer.from('dropped\n'));
    await settled();
    await rmdir(path);
    log.write(Buffer.from('dropped too\n'));
    await log.close();
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });
});

it('a screen is told once for all logs together', () => {
  const lines: string[] = [];
  const events = telling({ line: (text) => lines.push(text), error: (text) => lines.push(text) });
  const full = Object.assign(new Error('no'), { code: 'ENOSPC' });
  events.onLost('/data/logs/a.log', full);
  events.onLost('/data/logs/b.log', full);
  events.onKept('/data/logs/b.log');
  events.onKept('/data/logs/a.log');
  expect(lines).toEqual([
    '  ✗ /data/logs/a.log cannot be written (ENOSPC): log lines are dropped until it can. The platform goes on.',
    '  ✓ Log lines are kept again.',
  ]);
});
