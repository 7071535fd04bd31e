import { describe, expect, it } from 'vitest';
import { languages, type ProblemCode, problemStatus, problemTexts } from '../src/index.ts';

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const codes = Object.keys(problemStatus) as ProblemCode[];

describe('the problem catalogue', () => {
  it.each(languages)('says every problem in %s, with the same values to fill in as in English', (language) => {
    expect(Object.keys(problemTexts[language]).sort()).toEqual([...codes].sort());
    for (const code of codes) {
      const { title, detail } = problemTexts[language][code];
      expect(title, code).not.toBe('');
      expect({ code, values: placeholders(detail) }).toEqual({
        code,
        values: placeholders(problemTexts.en[code].detail),
      });
    }
  });

  it('repeats no English sentence in another language', () => {
    const english = new Set(codes.flatMap((code) => Object.values(problemTexts.en[code])));
    const copied = languages
      .filter((language) => language !== 'en')
      .flatMap((language) => codes.flatMap((code) => Object.values(problemTexts[language][code])))
      .filter((sentence) => english.has(sentence));
    expect(copied).toEqual([]);
  });
});
