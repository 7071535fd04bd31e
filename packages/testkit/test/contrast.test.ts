import { expect, it } from 'vitest';
import { contrast } from '../src/index.ts';

// Black on white and the two greys between which the limit of 4.5 lies are the standard's own examples.
it.each([
  ['#000000', '#ffffff', 21],
  ['rgb(255, 255, 255)', '#000000', 21],
  ['#767676', '#ffffff', 4.54],
  ['#777777', '#ffffff', 4.48],
  ['#336699', '#336699', 1],
])('the contrast of %s and %s is %d', (one, other, expected) => {
  expect(contrast(one, other)).toBeCloseTo(expected, 2);
});

it('the contrast of a colour that shines through is not known', () => {
  expect(() => contrast('rgba(0, 0, 0, 0)', '#ffffff')).toThrow('rgba(0, 0, 0, 0) is no opaque colour');
});
