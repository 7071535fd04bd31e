import { describe, expect, it } from 'vitest';
import { causesInWords, causesOf } from '../../src/plan-import/causes.ts';
import { checkFile } from '../../src/plan-import/file/plan-file.ts';
import { rowsOfJson } from '../../src/plan-import/rows-of.ts';
import { node } from './plan-files.ts';

describe('the causes of errors', () => {
  const bad = Array.from({ length: 300 }, (_, index) => node(`x=${index}`, { level: 1 }));
  const { errors } = checkFile(rowsOfJson([node('1'), ...bad, node('2.1')]), { depth: 2 });

  it('count all of a kind and name the first of it, the most frequent first', () => {
    expect(causesOf(errors, 'en')).toEqual([
      {
        code: 'INVALID_CODE',
        column: 'code',
        count: 300,
        rows: [2, 3, 4, 5, 6],
        detail: expect.stringContaining('“x=0” is not a code'),
      },
      {
        code: 'UNKNOWN_PARENT',
        column: 'parent',
        count: 1,
        rows: [302],
        detail: 'The file has no node “2”. Rows that name it as parent: 302.',
      },
    ]);
  });

  it('can be said in a line', () => {
    expect(causesInWords(causesOf(errors, 'en'))).toBe('INVALID_CODE 300 (code), UNKNOWN_PARENT 1 (parent)');
  });
});
