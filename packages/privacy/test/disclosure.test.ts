// Which rows of counts are hidden; that nothing comes back from their totals is shown where reports are.
import { describe, expect, it } from 'vitest';
import { suppress } from '../src/disclosure/suppress.ts';

const table = (rows: Readonly<Record<string, readonly number[]>>) =>
  Object.entries(rows).map(([key, counts]) => ({ key, counts }));
const hiddenIn = (rows: Readonly<Record<string, readonly number[]>>, anyway: readonly string[] = []) => {
  const { hidden, hidesTotal } = suppress(table(rows), new Set(anyway));
  return [...hidden, ...(hidesTotal ? ['total'] : [])].sort();
};

describe('small counts', () => {
  it.each([
    ['nothing where nothing is small', { a: [10, 0], b: [400, 10] }, []],
    ['one with the next smallest', { a: [7, 0], b: [60, 0], c: [23, 0] }, ['a', 'c']],
    ['a row for one small part of it', { a: [90, 3], b: [60, 20], c: [23, 10] }, ['a', 'c']],
    ['two that are enough', { a: [7, 0], b: [60, 0], c: [5, 0] }, ['a', 'c']],
    ['more until each column sums to ten', { a: [5, 5], b: [12, 0], c: [20, 0], d: [30, 11] }, ['a', 'b', 'c', 'd']],
    ['no rows without anybody', { a: [7, 0], b: [0, 0], c: [23, 0], d: [40, 0] }, ['a', 'c']],
    ['the total where there is nothing to hide with', { a: [7, 2], b: [0, 0] }, ['a', 'total']],
    ['the total of rows that are one person each', { a: [1], b: [1] }, ['a', 'b', 'total']],
  ])('hide %s', (_what, rows, hidden) => {
    expect(hiddenIn(rows as Readonly<Record<string, readonly number[]>>)).toEqual(hidden);
  });

  it('hide a row that is hidden anyway, and another with it', () => {
    expect(hiddenIn({ a: [0], b: [30], c: [40] }, ['a'])).toEqual(['a', 'b']);
    expect(hiddenIn({ a: [50], b: [30], c: [40] }, ['a'])).toEqual(['a', 'b']);
  });
});
