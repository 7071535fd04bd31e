// The bank account to which an award is paid. It is personal data: kept sealed, shown by its last four characters, and in
// no event. Its fields are lines of text, which no refusal quotes.
import { z } from 'zod';
import { LocalDate } from '../values/date.ts';
import { CountryCode } from '../values/identity.ts';
import { text } from '../values/text.ts';
import { Place } from './award-money.ts';

const holder = text(140).describe('whose account it is, as the bank knows them');

/** An account as it is given: by its IBAN, or where there is none by its number and the code of its bank. */
export const Account = z.union([
  z.strictObject({ holder, iban: text(42).describe('with or without spaces') }),
  z.strictObject({
    holder,
    accountNumber: text(34).describe('the number of the account, in a country without IBAN'),
    bankCode: text(35).describe('the code of the bank in its country, or its BIC'),
    country: CountryCode.describe('the country of the account'),
  }),
]);
export type Account = z.infer<typeof Account>;

/** An account as it is kept. */
export const KeptAccount = z.strictObject({
  no: Place.describe('its place among the accounts of the award, from 1'),
  country: CountryCode.describe('the country of the account'),
  masked: z
    .string()
    .describe('the last four characters of its number, behind dots')
    .meta({ examples: ['••••3000'] }),
  proposedOn: LocalDate,
  confirmedOn: LocalDate.optional().describe('the day on which a second person confirmed it'),
  usableFrom: LocalDate.optional().describe('the first day on which a payment may go to it'),
  /** the whole of it, which only the key of the installation opens */
  sealed: z.string(),
  /** who proposed it, who is told to nobody and cannot confirm it */
  proposedBy: z.string(),
});
export type KeptAccount = z.infer<typeof KeptAccount>;

/** The account of an award, and the one that waits to take its place. */
export const Payee = z.strictObject({
  current: KeptAccount.optional(),
  proposed: KeptAccount.optional(),
});
export type Payee = z.infer<typeof Payee>;

const MaskedAccount = KeptAccount.omit({ sealed: true, proposedBy: true });

/** A payee as everybody reads it. */
export const PayeeRead = z.strictObject({
  current: MaskedAccount.optional().describe('the account to which it is paid'),
  proposed: MaskedAccount.optional().describe('the account that waits for a second person'),
});
