import { describe, expect, it } from 'vitest';
import { figureOf } from '../../src/plan-import/file/figures.ts';

const read = (cell: string, unit?: string) => figureOf(cell, { sign: '.', unit });

describe('a figure', () => {
  it.each([
    ['80', { value: '80' }],
    ['80 %', { value: '80' }],
    ['80%', { value: '80' }],
    ['80 per cent', { value: '80' }],
    ['1\u202f234.5 %', { value: '1234.5' }],
    ['7 - 9', { low: '7', high: '9', text: '7 - 9' }],
    ['7–9', { low: '7', high: '9', text: '7–9' }],
    ['63.00—64.99', { low: '63.00', high: '64.99', text: '63.00—64.99' }],
    ['7 % – 9 %', { low: '7', high: '9', text: '7 % – 9 %' }],
    ['between 7 and 9', { low: '7', high: '9', text: 'between 7 and 9' }],
    ['entre 7 et 9', { low: '7', high: '9', text: 'entre 7 et 9' }],
    ['от 7 до 9 %', { low: '7', high: '9', text: 'от 7 до 9 %' }],
    ['da 7 a 9', { low: '7', high: '9', text: 'da 7 a 9' }],
    ['-5 - -3', { low: '-5', high: '-3', text: '-5 - -3' }],
    ['≥ 80', { low: '80', text: '≥ 80' }],
    ['>=80%', { low: '80', text: '>=80%' }],
    ['at least 80', { low: '80', text: 'at least 80' }],
    ['min. 80', { low: '80', text: 'min. 80' }],
    ['au moins 80', { low: '80', text: 'au moins 80' }],
    ['al menos 80', { low: '80', text: 'al menos 80' }],
    ['не менее 80', { low: '80', text: 'не менее 80' }],
    ['almeno 80', { low: '80', text: 'almeno 80' }],
    ['pelo menos 80', { low: '80', text: 'pelo menos 80' }],
    ['80+', { low: '80', text: '80+' }],
    ['80 or more', { low: '80', text: '80 or more' }],
    ['< 5', { high: '5', text: '< 5' }],
    ['max. 5 %', { high: '5', text: 'max. 5 %' }],
    ['no more than 5', { high: '5', text: 'no more than 5' }],
    ['не более 5', { high: '5', text: 'не более 5' }],
    ['Keep', { keep: true, text: 'Keep' }],
    ['сохранить', { keep: true, text: 'сохранить' }],
    ['79.51 (2023)', { value: '79.51', text: '79.51 (2023)' }],
  ])('%s is understood where the unit is %', (cell, figure) => {
    expect(read(cell, '%')).toEqual(figure);
  });

  it.each([
    ['Halve the 2020 figure'],
    ['halve by 2030'],
    ['2025-2027'],
    ['49 - 45'],
    ['80 (tentative)'],
    ['9.221)'],
    ['2.5±1.0'],
    ['24 (16 terdaur ulang)'],
    ['5 million'],
    ['1 in 5'],
    ['31.12.2026'],
    ['5 % of GDP'],
    ['5 % by 2030, 8 % by 2035'],
    ['+5'],
    ['n/a'],
    ['12.5 km'],
    [`1${'0'.repeat(18)}`],
  ])('%s stays what it says', (cell) => {
    expect(read(cell, '%')).toEqual({ text: cell });
  });

  it('may bring its unit, in the spelling of its figures or another', () => {
    expect([read('12.5 km', 'km'), read('12.5 KM', 'km'), read('3 000 m3', 'm3')]).toEqual([
      { value: '12.5' },
      { value: '12.5' },
      { value: '3000' },
    ]);
    expect(read('80 %', 'Percentage of households (%)')).toEqual({ value: '80' });
    expect(read('80 %')).toEqual({ text: '80 %' });
  });

  it.each([['12..5'], ['1.2.3.4'], ['1 23'], ['5.'], ['--5'], ['#REF!'], ['#N/A'], ['#####']])(
    '%s is asked about',
    (cell) => {
      expect(read(cell)).toBe('BROKEN_NUMBER');
    },
  );

  it('is asked about where nothing tells what its sign is', () => {
    const unsure = { sign: undefined, unit: undefined };
    expect([figureOf('1,234', unsure), figureOf('1,234 - 1,300', unsure)]).toEqual([
      'AMBIGUOUS_NUMBER',
      'AMBIGUOUS_NUMBER',
    ]);
  });
});
