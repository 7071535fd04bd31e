import { describe, expect, it } from 'vitest';
import { cellText } from '../src/parts/cell.ts';
import { difference } from '../src/parts/report-table.tsx';
import { isUnchanged } from '../src/views/analyse/run.tsx';
import { monthEnds } from '../src/views/analyse/series.tsx';
import { count, money, NONE, percent, percentRange } from '../src/wording/numbers.ts';
import { speakIn } from './language.ts';

/** Spaces that do not break are spaces here. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('numbers', () => {
  it.each([
    ['en', '1,234,567', '88.0%', '€62,400'],
    ['fr', '1 234 567', '88,0 %', '62 400 €'],
    ['es', '1.234.567', '88,0 %', '62.400 €'],
    ['ru', '1 234 567', '88,0 %', '62 400 €'],
    ['it', '1.234.567', '88,0%', '62.400 €'],
    ['pt', '1 234 567', '88,0%', '62 400 €'],
  ] as const)('are written in %s as the language writes them', (language, ...written) => {
    speakIn(language);
    expect([count(1_234_567), percent(88), money('62400.00', 'EUR')].map(plain)).toEqual(written);
  });

  it('from one percentage to the same is one percentage', () => {
    speakIn('en');
    expect(percentRange(19.6, 20.4)).toBe('20%');
    expect(percentRange(17.9, 20)).toMatch(/^18\D+20%$/);
  });

  it('are a dash where there is none, never a zero', () => {
    speakIn('en');
    expect([count(null), percent(null), money(undefined, 'EUR')]).toEqual([NONE, NONE, NONE]);
    expect([count(0), percent(0)]).toEqual(['0', '0.0%']);
  });

  it('keep every digit of an amount that no number can hold', () => {
    speakIn('en');
    expect(money('90071992547409931', 'EUR')).toBe('€90,071,992,547,409,931');
  });
});

describe('a cell', () => {
  it('is written in the unit of its column', () => {
    speakIn('fr');
    const cells = [
      cellText(null, { unit: 'count' }),
      cellText([], { unit: 'counts' }),
      cellText('16000.00', { unit: 'EUR' }),
      cellText(20.5, { unit: '%' }),
      cellText('2026-06-30', { unit: 'date' }),
      cellText(2024, { unit: 'year' }),
      cellText('red', { unit: 'code', key: 'light' }),
      cellText('PT', { unit: 'code', key: 'country' }),
      cellText('QM', { unit: 'code', key: 'country' }),
      cellText(['MWAT 2', 'MPLA 1'], { unit: 'counts' }),
    ];
    expect(cells.map(plain)).toEqual([
      NONE,
      NONE,
      '16 000 €',
      '20,5 %',
      '30 juin 2026',
      '2024',
      'rouge',
      'Portugal',
      'QM',
      'MWAT 2, MPLA 1',
    ]);
  });
});

describe('the difference of two days', () => {
  it('is that of the figures, and none where one is hidden or nothing moved', () => {
    expect([difference('120.10', '100.00'), difference(3, 5), difference(3, 3), difference(null, 5)]).toEqual([
      20.1,
      -2,
      undefined,
      undefined,
    ]);
  });
});

describe('a series', () => {
  it('ends with the day itself, after the ends of eleven months', () => {
    const ends = monthEnds('2026-03-15');
    expect([ends.length, ends[0], ends[9], ends[10], ends[11]]).toEqual([
      12,
      '2025-04-30',
      '2026-01-31',
      '2026-02-28',
      '2026-03-15',
    ]);
  });
});

describe('a frozen report', () => {
  it('is unchanged where its bytes have the hash that is named, and no other', () => {
    const sha256 = 'f0'.repeat(32);
    expect([
      isUnchanged(sha256, `"${sha256}"`),
      isUnchanged(sha256, 'e0'.repeat(32)),
      isUnchanged(sha256, null),
    ]).toEqual([true, false, false]);
  });
});
