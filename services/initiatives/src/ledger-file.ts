// The ledger of an award as a CSV file.
import type { AccountBalance } from '@tributary/contracts';
import type { Bytes } from '@tributary/service-kit';
import { stringify } from 'csv-stringify/sync';

/**
 * RFC 4180 with a byte order mark, so that spreadsheets read it as UTF-8. A text that a spreadsheet would take for a
 * formula is led by an apostrophe.
 */
export function ledgerFile(awardId: string, accounts: readonly AccountBalance[]): Bytes {
  const columns = ['account', 'currency', 'debit', 'credit'];
  const options = { columns, header: true, bom: true, record_delimiter: '\r\n', escape_formulas: true };
  return {
    bytes: Buffer.from(stringify([...accounts], options)),
    mediaType: 'text/csv',
    headers: { 'content-disposition': `attachment; filename="award-${awardId}-ledger.csv"` },
  };
}
