// Why a file cannot be gone through, by a code; the sentences are in `locales/<language>/person-import.json` of the contracts.
import { type ImportField, type KeyOf, type Language, personImportMessages } from '@tributary/contracts';

export type FileFaultCode = Exclude<KeyOf<typeof personImportMessages>, 'meant'>;

/** What fills a sentence; plain data. */
export interface FaultValues {
  readonly row?: number;
  readonly limit?: number;
  readonly columns?: readonly string[];
  readonly missing?: readonly ImportField[];
  /** columns that may be meant as a field */
  readonly pairs?: readonly { readonly name: string; readonly field: ImportField }[];
}

/** A fault as it is kept. */
export interface KeptFault {
  readonly code: FileFaultCode;
  readonly values: FaultValues;
}

/** A file that cannot be gone through; the message never repeats a value of it. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  readonly code: FileFaultCode;
  readonly values: FaultValues;

  constructor(code: FileFaultCode, values: FaultValues = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

/** What is said of a fault in a language. */
export function faultInWords({ code, values }: KeptFault, language: Language): string {
  const { columns = [], missing = [], pairs = [] } = values;
  const pairsTold = pairs.map(({ name, field }) => `${name} → ${field}`).join(', ');
  const said: Readonly<Record<string, string | number | undefined>> = {
    ...(values.row !== undefined && { row: values.row }),
    ...(values.limit !== undefined && { limit: values.limit }),
    columns: columns.join(', '),
    missing: missing.join(', '),
    meant: pairs.length === 0 ? '' : personImportMessages.say(language, 'meant', { pairs: pairsTold }),
  };
  return personImportMessages.sayWith(language, code, (name) => said[name]).replace(/ {2,}/g, ' ');
}
