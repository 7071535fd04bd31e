// The ledger of an award as a trial balance.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { IdParams, LangQuery } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Currency } from '../values/currency.ts';
import { Money } from '../values/money.ts';
import { Code } from '../values/text.ts';

/** What one account holds in one currency. */
export const AccountBalance = z.strictObject({
  account: Code.describe('the account, e.g. `paid:central`'),
  currency: Currency,
  debit: Money.shape.amount.describe('what it holds'),
  credit: Money.shape.amount.describe('what it owes to the others'),
});
export type AccountBalance = z.infer<typeof AccountBalance>;

export const getLedger = defineRoute({
  service: 'initiatives',
  method: 'GET',
  path: '/v1/awards/{id}/ledger',
  summary:
    'Read the ledger of an award as a trial balance, as JSON or CSV: in each currency debit and credit are equal',
  access: allow(governmentRoles),
  params: IdParams,
  query: z.strictObject({ ...LangQuery, format: z.enum(['json', 'csv']).default('json') }),
  reply: { 200: z.strictObject({ accounts: z.array(AccountBalance).describe('in the order of their names') }) },
  produces: ['application/json', 'text/csv'],
  replyHeaders: ['etag', 'content-disposition'],
});
