import type { ImportErrorCode } from '../file/import-error.ts';

export const en: Readonly<Record<ImportErrorCode, string>> = {
  NO_ROWS: 'The file has no rows.',
  TOO_MANY_ROWS: 'The file has more than {limit} rows.',
  MALFORMED_CSV:
    'The CSV breaks here: a quotation mark stands in the wrong place, is not closed, or the row is too long.',
  WORKBOOK: 'This is a workbook of a spreadsheet program: save its sheet as CSV and send that.',
  DUPLICATE_COLUMN: 'The column {value} is there twice.',
  UNKNOWN_COLUMN: 'There is no column {value}.',
  UNNAMED_COLUMN: 'Column {letter} has values and no name in the header.',
  MISSING_COLUMN: 'The column {value} is missing.',
  RAGGED_ROW: 'The row has {found} values, the header has {expected}.',
  NOT_TEXT: 'The value must be text or a number.',
  CODE_AS_NUMBER: 'A code is text: written as the number {value}, 1.10 and 1.1 would be one.',
  WRONG_ENCODING: '{value} holds characters that could not be read: save the file as UTF-8.',
  UNKNOWN_KIND: '{value} is none of node, kpi and series.',
  REQUIRED: 'A value is needed here.',
  TITLE_MISSING: 'A title in at least one language is needed.',
  INVALID_CODE:
    "{value} is not a code: letters A to Z, digits, spaces and & ' ( ) * + , - . / : [ ] _, at most 64, a letter or digit first.",
  RESERVED_CODE:
    '{value} cannot be a code: reports use this word where they ask for initiatives without a node. Give it another one.',
  INVALID_TEXT: '{value} is too long or holds control characters: 300 characters are taken, in a title 1,000.',
  INVALID_LEVEL: '{value} is not a level: a whole number from 1.',
  INVALID_MINISTRY: '{value} is not a ministry code: 2 to 12 capital letters and digits; semicolons part several.',
  BROKEN_NUMBER: '{value} looks like a number and cannot be read as one: what is meant?',
  AMBIGUOUS_NUMBER:
    '{value} may have a decimal sign or a thousands separator, and no number of the file tells: write one with another number of decimals, such as 1234.50, or without the sign. Rows: {rows}.',
  UNLIKELY_TIME:
    'Is the time {value} meant? Years from 1900 to 2200 are taken, and days, quarters and fiscal years in them: 2027, 2025-2027, 2026-Q1, 2024/25, 2026-06-30.',
  INVALID_CHOICE: '{value} is not one of {choices}.',
  ROW_TOO_LARGE: 'The row has {size} bytes; at most {limit} are taken.',
  DUPLICATE_CODE: 'The code {value} stands in rows {rows}: each node needs a code of its own.',
  CODE_ON_TWO_LEVELS:
    'The code {value} stands in rows {rows}, on levels {levels}: give all but one of these nodes another code; a KPI can stand under several nodes, which its parent names parted by semicolons.',
  DUPLICATE_KPI:
    'The KPI {value} stands in rows {rows}: keep one; its parent can name several nodes, parted by semicolons.',
  DUPLICATE_SERIES: 'Rows {rows} give the KPI {value} the same dimension, category and unit: keep one of them.',
  UNKNOWN_PARENT: 'The file has no node {value}. Rows that name it as parent: {rows}.',
  PARENT_MISSING: 'A node on level {level} needs a parent; only those on level 1 have none.',
  WRONG_LEVEL: 'The level is {level}; its parent {parent} is on level {above}, and the level must be deeper than that.',
  LEVEL_TOO_DEEP: 'The level is {level}; the plan has {depth} levels.',
  UNKNOWN_KPI: 'The file has no KPI {value}. Rows of kind series that name it: {rows}.',
  SERIES_OF_NOTHING: 'A series needs a dimension and a category, or another unit than its KPI.',
  CODES_DIFFER_IN_CAPITALS: 'The codes {codes} (rows {rows}) differ in capitals alone and are taken as different ones.',
  TWO_DECIMAL_SIGNS: 'Row {comma} has a decimal comma and row {point} a decimal point: each was read as what it is.',
};
