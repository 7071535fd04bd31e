import { describe, expect, it } from 'vitest';
import { languageOf } from '../src/index.ts';

const asked = (acceptLanguage: string, url = '/') =>
  languageOf({ url, headers: { 'accept-language': acceptLanguage } });

describe('the language of an answer', () => {
  it.each([
    ['fr', 'fr'],
    ['fr-CA, en;q=0.9', 'fr'],
    ['de, es;q=0.5, it;q=0.7', 'it'],
    ['RU', 'ru'],
    ['en;q=0.2, pt-BR', 'pt'],
    ['fr;q=0, en', 'en'],
    ['fr;q=nonsense, es;q=0.1', 'es'],
    ['de, *', 'en'],
    ['', 'en'],
  ])('is, for Accept-Language %j, %s', (header, language) => {
    expect(asked(header)).toBe(language);
  });

  it('is English without a header', () => {
    expect(languageOf({ headers: {} })).toBe('en');
  });

  it('is the one of ?lang= before all others, where the product speaks it', () => {
    expect(asked('fr', '/v1/plans?limit=1&lang=it')).toBe('it');
    expect(asked('fr', '/v1/plans?lang=de')).toBe('fr');
    expect(asked('fr', '/v1/plans?slang=it')).toBe('fr');
  });
});
