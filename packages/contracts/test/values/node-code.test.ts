import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byCode, isReservedCode } from '../../src/values/node-code.ts';

describe('the order of codes', () => {
  test.each([
    [['1', '9', '10']],
    [['8.9', '8.10', '8.a', '8.b', '9']],
    [['1', '1.2', '1.10', '1.A']],
    [['001', '1.9', '1.10', '1.A', '1.a', '1.B', '1.b']],
    [['PN2', 'PN2.1', 'PN10']],
    [['3.2', '3.2 (a)', '3.2 (b)', '3.2 (b)/c', '3.2.1', '3.10']],
    [['1.a', '1.a1', '1.ab']],
    [['1', '1.1', '1.1.1', '1.01.2']],
    [['99999999999999999999', '100000000000000000000']],
  ])('is %j', (shown) => {
    expect(shown.toReversed().toSorted(byCode)).toEqual(shown);
    expect([...shown.slice(1), ...shown.slice(0, 1)].toSorted(byCode)).toEqual(shown);
  });

  const code = fc.stringMatching(/^[A-Za-z0-9][A-Ca-c0-2 &()./-]{0,6}$/);

  test('is one order, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(code, { maxLength: 8 }), fc.integer({ min: 0, max: 7 }), (codes, turn) => {
        const turned = [...codes.slice(turn), ...codes.slice(0, turn)];
        expect(turned.toSorted(byCode)).toEqual(codes.toSorted(byCode));
      }),
    );
  });

  test('gives no two codes one place', () => {
    fc.assert(
      fc.property(code, code, (a, b) => {
        expect(byCode(a, b) === 0).toBe(a === b);
        expect(Math.sign(byCode(a, b))).toBe(-Math.sign(byCode(b, a)) || 0);
      }),
    );
  });
});

test.each(['unaligned', 'Unaligned', 'UNALIGNED', 'drifted', 'DRIFTED'])('%s is no code of a plan', (code) => {
  expect(isReservedCode(code)).toBe(true);
  expect(isReservedCode(`${code}.1`)).toBe(false);
});
