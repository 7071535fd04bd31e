// What is said of each error of an import, in the six languages; braces are filled with the error's values.
import type { Language } from '@tributary/contracts';
import { filled, quoted } from '@tributary/service-kit';
import type { ImportErrorCode, ImportErrorValues } from './file/import-error.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';
import { fr } from './texts/fr.ts';
import { it } from './texts/it.ts';
import { pt } from './texts/pt.ts';
import { ru } from './texts/ru.ts';

export const importTexts: Readonly<Record<Language, Readonly<Record<ImportErrorCode, string>>>> = {
  en,
  fr,
  es,
  ru,
  it,
  pt,
};

/** Values that the file says, which stand in quotation marks. */
const said = ['value', 'parent'];

/** Entries that a list shows. */
const LISTED = 10;

/** `2, 3 and 7`; of many the first few. */
function inWords(list: readonly (string | number)[], language: Language): string {
  const words = list.map((entry) => (typeof entry === 'number' ? String(entry) : quoted(entry, language)));
  if (words.length > LISTED) return `${words.slice(0, LISTED).join(', ')}, …`;
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}

/** The sentence of an error in a language. */
export const importSentence = (language: Language, code: ImportErrorCode, values: ImportErrorValues): string =>
  filled(importTexts[language][code], (name) => {
    const value = values[name] ?? '';
    if (typeof value === 'object') return inWords(value, language);
    return said.includes(name) ? quoted(String(value), language) : String(value);
  });
