// Two spellings of one name are the same text, and two names are not.
import { describe, expect, it } from 'vitest';
import { FoldedName, foldedName } from '../src/values/folded-name.ts';
import { given } from '../src/values/kept-and-given.ts';

describe('a folded name', () => {
  it.each([
    ['Amici dell’Élite', "AMICI  DELL'ELITE"],
    ['C.d.P.', 'cdp'],
    ['Кружок «Болото»', 'кружок болото'],
    ['Strand-Verein', 'STRAND VEREIN'],
    ['Ｍａｒｓｈ', 'marsh'],
  ])('of %s is that of %s', (one, other) => {
    expect(foldedName(one)).toBe(foldedName(other));
  });

  it('of one word more is another one, and what has no letter stays itself', () => {
    expect(foldedName('Marsh Circle')).not.toBe(foldedName('Marsh Circle Lombardia'));
    expect(foldedName(' ?! ')).toBe('?!');
  });

  it('is made of what is sought, and of no more than a name holds', () => {
    expect(given(FoldedName).parse('  Élan ')).toBe('elan');
    expect(given(FoldedName).safeParse('').success).toBe(false);
    expect(given(FoldedName).safeParse('a'.repeat(301)).success).toBe(false);
  });
});
