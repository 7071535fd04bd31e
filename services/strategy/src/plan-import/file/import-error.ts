// What can be wrong with an import, by a stable code; the sentences are in `locales/<language>/plan-import.json` of the contracts.

/** What is wrong: nothing of the file is taken. */
export type ImportFault =
  | 'NO_ROWS'
  | 'TOO_MANY_ROWS'
  | 'MALFORMED_CSV'
  | 'WORKBOOK'
  | 'DUPLICATE_COLUMN'
  | 'UNKNOWN_COLUMN'
  | 'UNNAMED_COLUMN'
  | 'MISSING_COLUMN'
  | 'RAGGED_ROW'
  | 'NOT_TEXT'
  | 'CODE_AS_NUMBER'
  | 'WRONG_ENCODING'
  | 'UNKNOWN_KIND'
  | 'REQUIRED'
  | 'TITLE_MISSING'
  | 'INVALID_CODE'
  | 'RESERVED_CODE'
  | 'INVALID_TEXT'
  | 'INVALID_REPLACED'
  | 'REPLACED_LIVES_ON'
  | 'REPLACED_UNKNOWN'
  | 'REPLACED_SHARES'
  | 'INVALID_LEVEL'
  | 'INVALID_MINISTRY'
  | 'BROKEN_NUMBER'
  | 'AMBIGUOUS_NUMBER'
  | 'UNLIKELY_TIME'
  | 'INVALID_CHOICE'
  | 'ROW_TOO_LARGE'
  | 'DUPLICATE_CODE'
  | 'CODE_ON_TWO_LEVELS'
  | 'DUPLICATE_KPI'
  | 'DUPLICATE_SERIES'
  | 'UNKNOWN_PARENT'
  | 'PARENT_MISSING'
  | 'WRONG_LEVEL'
  | 'LEVEL_TOO_DEEP'
  | 'UNKNOWN_KPI'
  | 'SERIES_OF_NOTHING';

/** What was taken, and may not be meant. */
export type ImportNotice = 'CODES_DIFFER_IN_CAPITALS' | 'TWO_DECIMAL_SIGNS';

export type ImportErrorCode = ImportFault | ImportNotice;

/** What fills the braces of a sentence; `value` is what the file says and is shown in quotation marks. */
export type ImportErrorValues = Readonly<Record<string, string | number | readonly (string | number)[]>>;

export interface ImportError {
  /** JSON: from 1; CSV: the row of the spreadsheet, its first being row 1 */
  readonly row: number;
  /** JSON Pointer into the body; empty where the body is CSV, which has no pointers */
  readonly pointer: string;
  readonly column?: string;
  readonly code: ImportErrorCode;
  readonly values: ImportErrorValues;
}
