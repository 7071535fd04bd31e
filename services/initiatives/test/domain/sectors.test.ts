import { describe, expect, it } from 'vitest';
import { sectorsOf } from '../../src/initiative/sectors.ts';

const sector = (pct: number | undefined, code: string, vocabulary = '1') => ({ vocabulary, code, pct });
const pctsOf = (result: ReturnType<typeof sectorsOf>) =>
  'sectors' in result ? result.sectors.map(({ pct }) => pct) : result;

describe('the sectors of an initiative', () => {
  it.each([
    ['none', []],
    ['one of 100', [sector(100, '14030')]],
    ['thirds', [sector(33.33, 'a'), sector(33.33, 'b'), sector(33.34, 'c')]],
    ['a hundred per vocabulary', [sector(100, '14030'), sector(60, 'SDG6', '7'), sector(40, 'SDG3', '7')]],
    ['floats that only sum in hundredths', [sector(0.1, 'a'), sector(0.2, 'b'), sector(99.7, 'c')]],
    ['vocabularies in turns', [sector(60, 'a', '1'), sector(100, 'x', '7'), sector(40, 'b', '1')]],
  ])('may be %s', (_what, sectors) => {
    expect(sectorsOf(sectors, false)).toEqual({ sectors });
  });

  it.each([
    ['a hundredth too little', [sector(99.99, '14030')], { vocabulary: '1', total: '99.99' }],
    ['too much', [sector(60, 'a'), sector(60, 'b')], { vocabulary: '1', total: '120.00' }],
    ['half in one vocabulary', [sector(100, 'a'), sector(50, 'a', '7')], { vocabulary: '7', total: '50.00' }],
    ['nothing', [sector(0, 'a')], { vocabulary: '1', total: '0.00' }],
  ])('cannot be %s', (_what, sectors, values) => {
    expect(sectorsOf(sectors, false)).toMatchObject({ rejected: 'SECTORS_NOT_100', values });
  });

  it('count as 100 where one stands alone in its vocabulary and says nothing', () => {
    expect(sectorsOf([sector(undefined, '15190'), sector(40, 'a', '7'), sector(60, 'b', '7')], false)).toEqual({
      sectors: [sector(100, '15190'), sector(40, 'a', '7'), sector(60, 'b', '7')],
    });
  });

  it('each say their percentage where there are several', () => {
    expect(sectorsOf([sector(60, 'a'), sector(undefined, 'b')], true)).toMatchObject({
      rejected: 'VALIDATION',
      errors: [{ pointer: '/sectors/1/pct', code: 'SHARE_NEEDED' }],
    });
  });

  it('are named once each; the second is pointed at', () => {
    expect(sectorsOf([sector(50, '14030'), sector(50, '14030')], false)).toMatchObject({
      rejected: 'VALIDATION',
      errors: [{ pointer: '/sectors/1/code', code: 'REPEATED', given: '14030' }],
    });
  });

  it('that are three thirds are refused with the shares that would do, at their places', () => {
    const thirds = [sector(33.33, 'a'), sector(100, 'x', '7'), sector(33.33, 'b'), sector(33.33, 'c')];
    expect(sectorsOf(thirds, false)).toMatchObject({
      rejected: 'SECTORS_NOT_100',
      values: { vocabulary: '1', total: '99.99' },
      errors: [
        { pointer: '/sectors/0/pct', code: 'SHARE_PROPOSED', proposed: 33.34 },
        { pointer: '/sectors/2/pct', code: 'SHARE_PROPOSED', proposed: 33.33 },
        { pointer: '/sectors/3/pct', code: 'SHARE_PROPOSED', proposed: 33.33 },
      ],
    });
    expect(pctsOf(sectorsOf(thirds, true))).toEqual([33.34, 100, 33.33, 33.33]);
  });

  it('that repeat are added up where the caller asks for it', () => {
    const published = [sector(33.33, '12250'), sector(33.33, '12250'), sector(33.33, '72050')];
    expect(sectorsOf(published, true)).toEqual({ sectors: [sector(66.67, '12250'), sector(33.33, '72050')] });
  });
});
