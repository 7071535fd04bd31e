import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('readme.test.ts'))
  .map((file) => readFileSync(join(root, 'test', file), 'utf8'))
  .join('\n');

test('every rule has its row, in order', () => {
  const rows = [...readme.matchAll(/^\| (\d+) +\|/gm)].map(([, number]) => Number(number));
  expect(rows).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
});

test('every test that the rules name is there', () => {
  const named = [...readme.matchAll(/(?<=[ |])_([^_|]+)_(?=[ ,;|])/g)].map(([, title = '']) => title.replace(/…$/, ''));
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter((title) => !tests.includes(title))).toEqual([]);
});
