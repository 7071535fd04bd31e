import { languages } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { importSentence, importTexts } from '../../src/import-texts.ts';

const placeholders = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();

describe('the sentences of an import', () => {
  it.each(languages)('say each error in %s with the same values as in English', (language) => {
    for (const [code, sentence] of Object.entries(importTexts[language])) {
      const english = importTexts.en[code as keyof typeof importTexts.en];
      expect([code, placeholders(sentence)]).toEqual([code, placeholders(english)]);
      if (language !== 'en') expect(sentence, code).not.toBe(english);
    }
  });

  it('show a long value in part', () => {
    const sentence = importSentence('fr', 'UNKNOWN_PARENT', { value: 'x'.repeat(500) });
    expect(sentence).toBe(`Le fichier n’a pas de nœud ${'x'.repeat(60)}.`);
  });
});
