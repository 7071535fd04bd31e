import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byCode } from '../../src/reports/plan-tree.ts';

describe('the order of codes', () => {
  test.each([
    [
      ['10', '9', '1'],
      ['1', '9', '10'],
    ],
    [
      ['1.10', '1.2', '1.A', '1'],
      ['1', '1.2', '1.10', '1.A'],
    ],
    [
      ['PN10', 'PN2.1', 'PN2'],
      ['PN2', 'PN2.1', 'PN10'],
    ],
    [
      ['100000000000000000000', '99999999999999999999'],
      ['99999999999999999999', '100000000000000000000'],
    ],
  ])('%j is shown as %j', (codes, shown) => {
    expect(codes.toSorted(byCode)).toEqual(shown);
  });

  test('is one order, in whatever order they come', () => {
    const code = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,6}$/);
    fc.assert(
      fc.property(fc.uniqueArray(code, { maxLength: 8 }), fc.integer({ min: 0, max: 7 }), (codes, turn) => {
        const turned = [...codes.slice(turn), ...codes.slice(0, turn)];
        expect(turned.toSorted(byCode)).toEqual(codes.toSorted(byCode));
      }),
    );
  });
});
