// The cells of one row of an import, read by column and complained of one by one.
import { isReservedCode, Label, MinistryCode, NodeCode, Text } from '@tributary/contracts';
import type { ImportErrorCode } from './import-error.ts';
import type { Cells, Complain } from './rows.ts';

export type Read<T> = (cell: string) => T | undefined;

/** Whether text comes from bytes in another encoding, or holds what no file should: U+FFFD, NUL, half a character. */
export const isBroken = (text: string): boolean => /[\0\uFFFD\p{Cs}]/u.test(text);

/** What a cell says: line breaks and tabs inside are spaces, and there are none around. */
export const cleaned = (cell: string): string => cell.replace(/ *[\t\n\v\f\r\u0085\u2028\u2029]+\s*/g, ' ').trim();

interface Schema<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}

const check = <T>(schema: Schema<T>, value: unknown): T | undefined => {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
};

/** A code as it is compared: runs of spaces are one. */
export const foldedCode = (cell: string): string => cell.replace(/\s+/g, ' ').trim();

export const nodeCode: Read<string> = (cell) => check(NodeCode, foldedCode(cell));
export const textLine: Read<string> = (cell) => check(Text, cell);
/** Spreadsheets may write the level 2 as 2.0. */
export const level: Read<number> = (cell) => {
  const digits = /^([1-9]\d?)(?:[.,]0+)?$/.exec(cell)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** What is parted by semicolons, each once. */
export const partsOf = (cell: string): string[] => {
  const parts = cell.split(';').map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))];
};

/** `MHEA;MEDU`, each once */
export const ministries: Read<string[]> = (cell) => {
  const codes = partsOf(cell);
  return codes.length > 0 && codes.every((code) => check(MinistryCode, code) !== undefined) ? codes : undefined;
};

/** Who answers for a node or KPI, the first of several being the one that decides. */
export interface Responsible {
  readonly responsibleMinistry: string;
  readonly alsoResponsible?: string[];
}

export const responsible: Read<Responsible> = (cell) => {
  const [responsibleMinistry, ...alsoResponsible] = ministries(cell) ?? [];
  if (responsibleMinistry === undefined) return undefined;
  return { responsibleMinistry, ...(alsoResponsible.length > 0 && { alsoResponsible }) };
};

export type Reader = ReturnType<typeof readerOf>;

/** Reads the cells of a row. Every reading gives undefined where it complained. */
export function readerOf(cells: Cells, complain: Complain) {
  function optional<T>(column: string, read: Read<T>, otherwise: ImportErrorCode, choices = ''): T | undefined {
    const cell = cells.get(column);
    if (cell === undefined) return undefined;
    const value = isBroken(cell) ? undefined : read(cell);
    if (value === undefined) complain(isBroken(cell) ? 'WRONG_ENCODING' : otherwise, column, { value: cell, choices });
    return value;
  }

  function required<T>(column: string, read: Read<T>, otherwise: ImportErrorCode): T | undefined {
    if (!cells.has(column)) complain('REQUIRED', column);
    return optional(column, read, otherwise);
  }

  /** The code of the row, which no report means something else by. */
  function code(): string | undefined {
    const found = required('code', nodeCode, 'INVALID_CODE');
    if (found === undefined || !isReservedCode(found)) return found;
    complain('RESERVED_CODE', 'code', { value: found });
    return undefined;
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

  return { optional, required, code, family, title };
}
