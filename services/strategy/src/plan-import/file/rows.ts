// The rows of an import file as both of its forms give them, and complaints that say where they belong.
import type { ImportError, ImportErrorCode, ImportErrorValues } from './import-error.ts';

/** The cells of a row by column. A cell is text without spaces around; an empty one is not there. */
export type Cells = ReadonlyMap<string, string>;

/** A row as it stands in the file. */
export interface Row extends Pick<ImportError, 'row' | 'pointer'> {
  readonly cells: Cells;
  /** columns whose cells were numbers already, and are written with a decimal point */
  readonly exact?: ReadonlySet<string>;
  /** how the row itself writes the names of columns, where it does so otherwise */
  readonly written?: ReadonlyMap<string, string>;
}

/** The rows that could be read, and what hindered others. */
export interface Rows {
  readonly rows: readonly Row[];
  readonly errors: readonly ImportError[];
}

export type Complain = (code: ImportErrorCode, column?: string, values?: ImportErrorValues) => void;

/** Complaints of one row. */
export interface Complaints {
  readonly complain: Complain;
  /** whether nothing was said of the row */
  isSound(): boolean;
}

/** A name inside a JSON Pointer (RFC 6901). */
export const pointerTo = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Says of a row what is wrong with it. @param errors where its complaints are put */
export function complaintsOf({ row, pointer, written }: Row, errors: ImportError[]): Complaints {
  let sound = true;
  return {
    complain(code, column, values = {}) {
      sound = false;
      const name = column && (written?.get(column) ?? column);
      const place = pointer !== '' && name !== undefined ? `${pointer}/${pointerTo(name)}` : pointer;
      errors.push({ row, pointer: place, ...(name !== undefined && { column: name }), code, values });
    },
    isSound: () => sound,
  };
}
