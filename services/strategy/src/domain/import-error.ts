// What can be wrong with an import, by a stable code; the sentences are in `import-texts.ts`.

export type ImportErrorCode =
  | 'NO_ROWS'
  | 'TOO_MANY_ROWS'
  | 'MALFORMED_CSV'
  | 'DUPLICATE_COLUMN'
  | 'UNKNOWN_COLUMN'
  | 'MISSING_COLUMN'
  | 'RAGGED_ROW'
  | 'NOT_TEXT'
  | 'CODE_AS_NUMBER'
  | 'WRONG_ENCODING'
  | 'UNKNOWN_KIND'
  | 'REQUIRED'
  | 'TITLE_MISSING'
  | 'INVALID_CODE'
  | 'INVALID_TEXT'
  | 'INVALID_LEVEL'
  | 'INVALID_MINISTRY'
  | 'INVALID_NUMBER'
  | 'INVALID_YEAR'
  | 'INVALID_CHOICE'
  | 'ROW_TOO_LARGE'
  | 'DUPLICATE_CODE'
  | 'UNKNOWN_PARENT'
  | 'WRONG_LEVEL'
  | 'LEVEL_TOO_DEEP';

/** What fills the braces of a sentence. */
export type ImportErrorValues = Readonly<Record<string, string | number>>;

export interface ImportError {
  /** JSON: from 1; CSV: the line, the header being line 1 */
  readonly row: number;
  /** JSON Pointer into the body; empty where the body is CSV, which has no pointers */
  readonly pointer: string;
  readonly column?: string;
  readonly code: ImportErrorCode;
  readonly values: ImportErrorValues;
}
