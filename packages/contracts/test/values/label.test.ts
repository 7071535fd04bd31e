import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Label, show } from '../../src/values/label.ts';
import { languages } from '../../src/values/language.ts';

describe('a label', () => {
  it.each([{ en: 'Water' }, { 'sr-Latn': 'Voda', ro: 'Apă' }, { fr: 'L’eau', 'pt-BR': 'Água', zh: '水' }])(
    'is %j',
    (label) => {
      expect(Label.parse(label)).toEqual(label);
    },
  );

  it.each<[label: unknown, why: string]>([
    [{}, 'no language'],
    [{ en: '' }, 'an empty text'],
    [{ en: '   ' }, 'only spaces'],
    [{ english: 'Water' }, 'a name instead of a tag'],
    [{ en: 'a\nb' }, 'a line break'],
    [{ en: 'a\u0000b' }, 'a NUL'],
    [{ en: '\ud800' }, 'half a surrogate pair'],
    [{ en: 'a\u2028b' }, 'a line separator'],
    [{ en: 'x'.repeat(1001) }, 'more than 1,000 characters'],
    [{ en: 7 }, 'a number'],
    [{ '': 'Water' }, 'an empty tag'],
    ['Water', 'a bare text'],
    [null, 'null'],
  ])('is not %j: %s', (label) => {
    expect(Label.safeParse(label).success).toBe(false);
  });

  it('does not take a prototype for a language', () => {
    expect(Label.safeParse(JSON.parse('{"__proto__": "Water"}')).success).toBe(false);
    expect(Label.safeParse({ constructor: 'Water' }).success).toBe(false);
  });

  it.each([
    ['fr', { en: 'Water', fr: 'Eau' }, 'fr'],
    ['pt', { en: 'Wells', 'pt-BR': 'Poços' }, 'pt-BR'],
    ['pt-BR', { en: 'Wells', pt: 'Poços' }, 'pt'],
    ['pt-BR', { en: 'Wells', 'pt-PT': 'Poços' }, 'pt-PT'],
    ['pt', { 'pt-BR': 'Poços', pt: 'Furos' }, 'pt'],
    ['en', { SV: 'Svensk', EN: 'English' }, 'en'],
    ['ru', { fr: 'Eau', en: 'Water' }, 'en'],
    ['ru', { fr: 'Eau', 'en-GB': 'Water' }, 'en-GB'],
    ['ru', { ro: 'Apă', uk: 'Вода' }, 'ro'],
    ['sr', { 'sr-Latn': 'Voda' }, 'sr-Latn'],
  ])('asked for in %s, %j is shown in %s', (asked, label, lang) => {
    expect(show(label, asked).lang).toBe(lang);
    expect(Object.values(label)).toContain(show(label, asked).text);
  });

  it('is shown in no language where it has none', () => {
    expect(() => show({}, 'en')).toThrow(RangeError);
  });

  it('always shows a text that it holds and names its language', () => {
    const label = fc.dictionary(fc.constantFrom(...languages, 'ro', 'uk'), fc.constantFrom('a', 'b', 'c'), {
      minKeys: 1,
    });
    fc.assert(
      fc.property(label, fc.constantFrom(...languages, 'zh'), (given, asked) => {
        const { text, lang } = show(given, asked);
        expect(given[lang]).toBe(text);
        if (asked in given) expect(lang).toBe(asked);
      }),
    );
  });
});
