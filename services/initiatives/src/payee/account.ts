// An account as it is brought to one form, checked, and masked.
import { type Account, type Rejection, rejectField } from '@tributary/contracts';
import { isValidBIC, isValidIBAN } from 'ibantools';

/** What of an account is told beside its sealed whole. */
export interface CheckedAccount {
  readonly account: Account;
  readonly country: string;
  readonly masked: string;
}

const SHOWN = 4;

/** The last four characters, where there are enough that these do not tell the rest. */
const masked = (number: string): string => `•••• ${number.length >= 2 * SHOWN ? number.slice(-SHOWN) : ''}`.trim();

/** Whether a text is a BIC. */
export const isBic = (text: string): boolean => isValidBIC(text);

/** Checks an account: an IBAN by its country, length and checksum, another number by its signs alone. */
export function checked(account: Account): CheckedAccount | Rejection<'ACCOUNT_NOT_VALID'> {
  if ('iban' in account) {
    const iban = account.iban.replaceAll(' ', '').toUpperCase();
    if (!isValidIBAN(iban)) return rejectField('ACCOUNT_NOT_VALID', '/account/iban', {});
    return { account: { ...account, iban }, country: iban.slice(0, 2), masked: masked(iban) };
  }
  const { accountNumber, bankCode, country } = account;
  const wrong = Object.entries({ accountNumber, bankCode }).find(
    ([, text]) => !/^[A-Za-z0-9][A-Za-z0-9 /.-]*$/.test(text),
  );
  if (wrong !== undefined) return rejectField('ACCOUNT_NOT_VALID', `/account/${wrong[0]}`, {});
  return { account, country, masked: masked(accountNumber) };
}
