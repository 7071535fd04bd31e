// The guarantees of the README name tests that there are.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../platform/tributary.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const table = readme.slice(readme.indexOf('## What is guaranteed'), readme.indexOf('## Test'));
const rows = table.split('\n').filter((line) => /^\| [A-Z]/.test(line));

describe('the guarantees of the README', () => {
  it('are several', () => {
    expect(rows.length).toBeGreaterThan(5);
  });

  it.each(rows.map((row) => [row.split('|')[1]?.trim(), row] as const))('%s', (_guarantee, row) => {
    const tests = [...row.matchAll(/`([^`]+\.test\.ts)`/g)].map(([, path = '']) => path);
    expect(tests.length).toBeGreaterThan(0);
    for (const path of tests) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
  });
});
