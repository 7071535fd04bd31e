// What is said of each error of an import, in the six languages; braces are filled with the error's values.
import type { Language } from '@tributary/contracts';
import type { ImportErrorCode, ImportErrorValues } from './domain/plan-file/import-error.ts';
import { en } from './import-texts/en.ts';
import { es } from './import-texts/es.ts';
import { fr } from './import-texts/fr.ts';
import { it } from './import-texts/it.ts';
import { pt } from './import-texts/pt.ts';
import { ru } from './import-texts/ru.ts';

export const importTexts: Readonly<Record<Language, Readonly<Record<ImportErrorCode, string>>>> = {
  en,
  fr,
  es,
  ru,
  it,
  pt,
};

/** A value of the file is shown up to this length. */
const SHOWN = 60;

/** Values that the file says, which stand in quotation marks. */
const said = ['value', 'parent'];

const marks: Readonly<Record<Language, readonly [open: string, close: string]>> = {
  en: ['“', '”'],
  fr: ['«\u00a0', '\u00a0»'],
  es: ['«', '»'],
  ru: ['«', '»'],
  it: ['«', '»'],
  pt: ['«', '»'],
};

function quoted(value: string, language: Language): string {
  const characters = [...value];
  const [open, close] = marks[language];
  return `${open}${characters.slice(0, SHOWN).join('')}${characters.length > SHOWN ? '…' : ''}${close}`;
}

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
  importTexts[language][code].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    if (typeof value === 'object') return inWords(value, language);
    return said.includes(name) ? quoted(String(value), language) : String(value);
  });
