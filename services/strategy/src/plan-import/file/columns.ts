// Which column of an import a name of the header, or a key of a row, is.
import { type ImportColumnName, importColumns, importFamilies, importKinds, LanguageTag } from '@tributary/contracts';
import { isTimeName } from './periods.ts';

/** Spreadsheets and people write `Responsible Ministry` and `BASELINE_YEAR`. */
const loose = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');

const names = new Map<string, ImportColumnName>(importColumns.map(({ name }) => [loose(name), name]));

/** Columns that the header must have: every file has nodes. */
export const neededColumns: readonly ImportColumnName[] = importColumns
  .filter(({ needed }) => needed.some((kind) => kind === 'node'))
  .map(({ name }) => name);

/** Whether a column holds codes of nodes or KPIs. */
export const isCodeColumn = (column: string): boolean =>
  column === 'code' || column === 'parent' || column === 'replaces';

const [titles, targets] = importFamilies;
const family = new RegExp(`^(${titles.prefix}|${targets.prefix})(.*)$`, 'is');

/** `EN-gb` → `en-gb`: a title is never shown in a language in capitals. */
const tagOf = (written: string) => written.replace(/^\p{L}+/u, (language) => language.toLowerCase());

/** The column as the reader of rows knows it: `title_en`, `target_2026-Q1`; undefined where there is none of the name. */
export function columnOf(written: string): string | undefined {
  const name = written.replace(/\s+/g, ' ').trim();
  const [, prefix = '', rest = ''] = family.exec(name.replace(/^(title|target)[ -]/i, '$1_')) ?? [];
  if (prefix.toLowerCase() === titles.prefix) {
    const tag = tagOf(rest);
    return LanguageTag.safeParse(tag).success ? titles.prefix + tag : undefined;
  }
  if (prefix.toLowerCase() === targets.prefix) return isTimeName(rest) ? targets.prefix + rest.trim() : undefined;
  return names.get(loose(name));
}

/** Whether a name is that of a target whose time is none that a plan means. */
export const isUnlikelyTarget = (written: string): boolean =>
  /^\s*target[\s_-]+\S/i.test(written) && columnOf(written) === undefined;

/** The kind of row that a cell names, in whatever capitals. */
export const kindOf = (cell: string) => importKinds.find((kind) => kind === cell.toLowerCase());
