// The cells of one row of an import, read by column and complained of one by one.
// A cell is text without spaces around; an empty one is not there.
import { Decimal, Label, MinistryCode, NodeCode, Text, Year } from '@tributary/contracts';
import type { ImportErrorCode, ImportErrorValues } from './import-error.ts';

export type Cells = ReadonlyMap<string, string>;
export type Complain = (code: ImportErrorCode, column?: string, values?: ImportErrorValues) => void;
type Read<T> = (cell: string) => T | undefined;

/** Whether text comes from bytes that are not UTF-8, or holds what no file should: U+FFFD, NUL, half a character. */
export const isBroken = (text: string): boolean => /[\0\uFFFD\p{Cs}]/u.test(text);

interface Schema<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}

const check = <T>(schema: Schema<T>, value: unknown): T | undefined => {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
};

export const nodeCode: Read<string> = (cell) => check(NodeCode, cell);
export const textLine: Read<string> = (cell) => check(Text, cell);
export const decimal: Read<string> = (cell) => check(Decimal, cell);
export const year: Read<number> = (cell) => (/^\d{4}$/.test(cell) ? check(Year, Number(cell)) : undefined);
export const level: Read<number> = (cell) => (/^[1-9]\d?$/.test(cell) ? Number(cell) : undefined);
export const ministry: Read<string> = (cell) => check(MinistryCode, cell);

/** `MHEA;MEDU`, each once */
export const ministries: Read<string[]> = (cell) => {
  const codes = cell.split(';').map((part) => part.trim());
  const given = codes.filter((part) => part !== '');
  return given.every((part) => ministry(part) !== undefined) ? [...new Set(given)] : undefined;
};

/** Reads the cells of a row. Every reading gives undefined where it complained. */
export function readerOf(cells: Cells, complain: Complain) {
  function optional<T>(column: string, read: Read<T>, otherwise: ImportErrorCode): T | undefined {
    const cell = cells.get(column);
    if (cell === undefined) return undefined;
    const value = isBroken(cell) ? undefined : read(cell);
    if (value === undefined) complain(isBroken(cell) ? 'WRONG_ENCODING' : otherwise, column, { value: cell });
    return value;
  }

  function required<T>(column: string, read: Read<T>, otherwise: ImportErrorCode): T | undefined {
    if (!cells.has(column)) complain('REQUIRED', column);
    return optional(column, read, otherwise);
  }

  function choice<Choice extends string>(column: string, choices: readonly Choice[]): Choice | undefined {
    const cell = cells.get(column);
    const chosen = choices.find((one) => one === cell);
    if (cell === undefined) complain('REQUIRED', column);
    else if (chosen === undefined) complain('INVALID_CHOICE', column, { value: cell, choices: choices.join(', ') });
    return chosen;
  }

  /** The columns `prefix…` of the row, by what follows the prefix. */
  const family = (prefix: string) =>
    [...cells.keys()]
      .filter((column) => column.startsWith(prefix))
      .map((column) => ({ column, name: column.slice(prefix.length) }));

  /** The texts of `title_<tag>`, at least one. */
  function title(): Label | undefined {
    const columns = family('title_');
    if (columns.length === 0) complain('TITLE_MISSING', 'title_en');
    const texts = columns.map(({ column, name }) => ({
      name,
      text: optional(column, (cell) => check(Label, { [name]: cell })?.[name], 'INVALID_TEXT'),
    }));
    const written = texts.flatMap(({ name, text }) => (text === undefined ? [] : [[name, text] as const]));
    return written.length === texts.length ? check(Label, Object.fromEntries(written)) : undefined;
  }

  return { optional, required, choice, family, title };
}
