// The errors of an import by their cause: one wrong column of a long file is one thing to mend.
import type { ImportCause, Language } from '@tributary/contracts';
import { grouped } from './file/grouped.ts';
import type { ImportError } from './file/import-error.ts';
import { importSentence } from './texts.ts';

/** Rows that a cause names. */
const NAMED = 5;

/** The most frequent first. */
export const causesOf = (errors: readonly ImportError[], language: Language): ImportCause[] =>
  [...grouped(errors, ({ code, column }) => `${code} ${column ?? ''}`).values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { code, column, values } = first;
      return {
        code,
        ...(column !== undefined && { column }),
        count: group.length,
        rows: [...new Set(group.map(({ row }) => row))].slice(0, NAMED),
        detail: importSentence(language, code, values),
      };
    })
    .sort((a, b) => b.count - a.count);

/** `INVALID_CODE 300 (code), UNKNOWN_PARENT 1 (parent)`: the same in every language. */
export const causesInWords = (causes: readonly ImportCause[]): string =>
  causes.map(({ code, column, count }) => `${code} ${count}${column === undefined ? '' : ` (${column})`}`).join(', ');
