// The README names a test for each rule and each planted bug; a name that no test has is a promise nobody keeps.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const sources = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('readme.test.ts'))
  .map((path) => readFileSync(join(root, 'test', path), 'utf8'))
  .join('\n');
const named = [...readme.replaceAll(/`[^`]*`/g, '').matchAll(/\b_([^_|\n]+)_\b/g)].map(([, name = '']) =>
  name.replace(/…$/, ''),
);

describe('the README', () => {
  it('has a row for each of the 41 rules', () => {
    expect([...readme.matchAll(/^\| (\d+) +\|/gm)].map(([, rule]) => Number(rule))).toEqual(
      Array.from({ length: 41 }, (_, index) => index + 1),
    );
  });

  it('names a test for nearly every one of them', () => {
    expect(named.length).toBeGreaterThan(80);
  });

  it.each(named)('names a test that is there: %s', (name) => {
    expect(sources).toContain(name);
  });
});
