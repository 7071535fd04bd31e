import { describe, expect, it } from 'vitest';
import { decimalSigns, numberIn, readNumber } from '../../src/plan-import/file/numbers.ts';

describe('a number', () => {
  it.each([
    // text, with a decimal point, with a decimal comma
    ['12', '12', '12'],
    ['007', '7', '7'],
    ['-12.50', '-12.50', undefined],
    ['−5', '-5', '-5'],
    ['-0', '0', '0'],
    ['0,435', undefined, '0.435'],
    ['12,5', undefined, '12.5'],
    ['.5', '0.5', undefined],
    [',5', undefined, '0.5'],
    ['1,234', '1234', '1.234'],
    ['1.234', '1.234', '1234'],
    ['1 234', '1234', '1234'],
    ['1 234,5', undefined, '1234.5'],
    ['1.234,5', undefined, '1234.5'],
    ['1,234.5', '1234.5', undefined],
    ["1'234.5", '1234.5', undefined],
    ['1.234.567', undefined, '1234567'],
    ['12,34,567.8', '1234567.8', undefined],
    ['1234,567', undefined, '1234.567'],
    ['18.41463344556467', '18.41463344556467', undefined],
    ['1.84E+01', '18.4', undefined],
    ['1,84E+01', undefined, '18.4'],
    ['1.234E-3', '0.001234', undefined],
    ['2e3', '2000', '2000'],
    ['1,234E+2', undefined, '123.4'],
    ['5.', undefined, undefined],
    ['1.2.3', undefined, undefined],
    ['1 23', undefined, undefined],
    ['0,123,456', undefined, undefined],
    ['1.234,5.6', undefined, undefined],
    ['x', undefined, undefined],
  ])('%s is %s with a decimal point and %s with a decimal comma', (text, point, comma) => {
    expect([readNumber(text, '.'), readNumber(text, ',')]).toEqual([point, comma]);
  });

  it.each([
    [['1,234', '0.5'], '.', '1234'],
    [['1,234', '0,5'], ',', '1.234'],
    [['1,234', '1.234.567'], ',', '1.234'],
    [['1,234', '12', '1 000'], undefined, 'ambiguous'],
    [['1,234', '0,5', '0.5'], undefined, 'ambiguous'],
  ])('among %j is read by what they show together', (numbers, sign, read) => {
    expect(decimalSigns(numbers).sign).toBe(sign);
    expect(numberIn('1,234', sign as ',')).toBe(read);
  });

  it('that can be one thing alone is that in any file', () => {
    expect([numberIn('0,5', '.'), numberIn('0.5', ','), numberIn('5', undefined)]).toEqual(['0.5', '0.5', '5']);
  });
});
