// The ledger of an award as a CSV file.
import type { AccountBalance } from '@tributary/contracts';
import { type Bytes, csvFile } from '@tributary/service-kit';

const columns = ['account', 'currency', 'debit', 'credit'].map((key) => ({
  key,
  header: key,
  isFigure: key === 'debit' || key === 'credit',
}));

export const ledgerFile = (awardId: string, accounts: readonly AccountBalance[]): Bytes => ({
  bytes: csvFile(
    columns,
    accounts.map((account) => ({ ...account })),
  ),
  mediaType: 'text/csv',
  headers: { 'content-disposition': `attachment; filename="award-${awardId}-ledger.csv"` },
});
