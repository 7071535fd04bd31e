// Who may reach what: every source file is held against one list, and every known way round it is tried.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check } from './boundaries/check.ts';
import { circles } from './boundaries/circles.ts';
import { allowed } from './boundaries/planted/allowed.ts';
import { inDecisions } from './boundaries/planted/decisions.ts';
import { elsewhere } from './boundaries/planted/elsewhere.ts';
import { readRepository } from './boundaries/repository.ts';
import { LONGEST, rooms } from './boundaries/rooms.ts';

const repository = readRepository(fileURLToPath(new URL('../..', import.meta.url)));

/** What is said of a file that holds this text. */
const said = (path: string, text: string) => check({ path, text }, rooms, repository.declaredFor(path));

describe('the boundaries', () => {
  it('hold in every source file', () => {
    expect(repository.sources.length).toBeGreaterThan(500);
    expect(repository.sources.flatMap(({ path, text }) => said(path, text))).toEqual([]);
  });

  it.each([...inDecisions, ...elsewhere])('refuse %s', (_what, path, text, says) => {
    const [sentence] = said(path, text);
    expect(sentence).toContain(says);
    expect(sentence).toMatch(new RegExp(`^${path.replaceAll('.', '\\.')}:1: .+`));
  });

  it.each(allowed)('let %s hold %j', (path, text) => {
    expect(said(path, text)).toEqual([]);
  });

  it('tell the file, the line, what, and why', () => {
    expect(said('services/strategy/src/plan/decisions.ts', '// a plan\n\nexport const at = Date.now();')).toEqual([
      'services/strategy/src/plan/decisions.ts:3: uses the global Date.now, which reaches the clock. ' +
        'Decisions know contracts and each other, nothing else: no clock, no chance, no store, no network, no environment.',
    ]);
  });
});

describe('circles of imports', () => {
  it('are nowhere in the repository', () => {
    expect(circles(repository.imports)).toEqual([]);
  });

  it.each([
    ['of two', { a: ['b'], b: ['a'] }, [['a', 'b']]],
    ['of one', { a: ['a'] }, [['a']]],
    ['of three behind a door', { door: ['a'], a: ['b'], b: ['c'], c: ['a', 'd'], d: [] }, [['a', 'b', 'c']]],
    [
      'two apart',
      { a: ['b'], b: ['a'], c: ['d'], d: ['c', 'a'] },
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['two that share a file', { a: ['b', 'c'], b: ['a'], c: ['a'] }, [['a', 'b', 'c']]],
    ['none in a diamond', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, []],
  ])('are found: %s', (_what, imports, found) => {
    expect(circles(new Map(Object.entries(imports)))).toEqual(found);
  });
});

describe('the size of files', () => {
  const long = repository.sources.filter(({ text }) => text.trimEnd().split('\n').length > LONGEST);

  it(`is at most ${LONGEST} lines`, () => {
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});
