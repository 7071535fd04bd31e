import { describe, expect, it } from 'vitest';
import { areasOf } from '../../src/initiative/areas.ts';

const share = (area: string, pct?: number) => ({ area, pct });

describe('where an initiative lies', () => {
  it.each([
    ['one area', 'Torva', undefined, { area: 'Torva' }],
    ['a list of one', undefined, [share('Torva')], { area: 'Torva' }],
    ['a list of one, with its share', 'Torva', [share('Torva', 100)], { area: 'Torva' }],
    [
      'several, the largest first',
      undefined,
      [share('Elmar', 25), share('Torva', 50), share('Sund', 25)],
      { area: 'Torva', areas: [share('Torva', 50), share('Elmar', 25), share('Sund', 25)] },
    ],
    [
      'equal ones, of which the caller names one',
      'Torva',
      [share('Elmar', 50), share('Torva', 50)],
      { area: 'Torva', areas: [share('Torva', 50), share('Elmar', 50)] },
    ],
    [
      'equal ones, of which the first stands for all',
      undefined,
      [share('Elmar', 50), share('Torva', 50)],
      { area: 'Elmar', areas: [share('Elmar', 50), share('Torva', 50)] },
    ],
  ])('may be %s', (_what, area, areas, expected) => {
    expect(areasOf(area, areas, false)).toEqual(expected);
  });

  it('must be told', () => {
    expect(areasOf(undefined, undefined, false)).toMatchObject({
      rejected: 'VALIDATION',
      errors: [{ pointer: '/area', code: 'REQUIRED', values: { fields: 'area, areas' } }],
    });
  });

  it('cannot be one area and mostly another', () => {
    expect(areasOf('Elmar', [share('Elmar', 25), share('Torva', 75)], true)).toMatchObject({
      rejected: 'VALIDATION',
      errors: [{ pointer: '/area', code: 'AREA_CONTRADICTED', values: { area: 'Elmar', largest: 'Torva' } }],
    });
  });

  it('is named once, and with a share where there are several', () => {
    expect(areasOf(undefined, [share('Torva', 50), share('Torva', 25), share('Sund')], false)).toMatchObject({
      rejected: 'VALIDATION',
      errors: [
        { pointer: '/areas/1/area', code: 'REPEATED', given: 'Torva' },
        { pointer: '/areas/2/pct', code: 'SHARE_NEEDED' },
      ],
    });
  });

  it('sums to 100, or is refused with the shares that would do', () => {
    const country = [share('PH', 100), share('998', 100)];
    expect(areasOf(undefined, country, false)).toMatchObject({
      rejected: 'AREAS_NOT_100',
      values: { total: '200.00' },
      errors: [
        { pointer: '/areas/0/pct', proposed: 50 },
        { pointer: '/areas/1/pct', proposed: 50 },
      ],
    });
    expect(areasOf(undefined, country, true)).toEqual({ area: 'PH', areas: [share('PH', 50), share('998', 50)] });
  });
});
