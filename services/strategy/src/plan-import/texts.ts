// What is said of each error of an import, filled with the values of the error.
import { type Language, planImportMessages } from '@tributary/contracts';
import { quoted } from '@tributary/service-kit';
import type { ImportErrorCode, ImportErrorValues } from './file/import-error.ts';

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
  planImportMessages.sayWith(language, code, (name) => {
    const value = values[name] ?? '';
    if (typeof value === 'object') return inWords(value, language);
    return said.includes(name) ? quoted(String(value), language) : String(value);
  });
