// What says who a person is. It comes in requests, lies sealed in the vault, and is in no state and no event; every
// answer shows it through a mask.
import { z } from 'zod';
import { described } from '../values/described.ts';
import { broken, formed } from '../values/form.ts';
import { oneLine } from '../values/given.ts';
import { CountryCode } from '../values/identity.ts';
import { openCode } from '../values/kept-and-given.ts';
import { withOneOf } from '../values/one-of-needed.ts';
import { text } from '../values/text.ts';

/** Characters of one part of a name at most. */
const NAME_PART = 200;

const words = (max: number) => z.string().overwrite(oneLine).check(formed('line')).min(1).max(max);

/** One name, as its bearer writes it in one script; who has one part alone gives that. */
export const PersonName = withOneOf(
  z.strictObject({
    given: words(NAME_PART).optional().describe('what the person is called within the family'),
    family: words(NAME_PART).optional().describe('what the family is called'),
    script: formed('script-code').optional().describe('the script of it, by its code of ISO 15924'),
  }),
  ['given', 'family'],
  'family',
);
export type PersonName = z.infer<typeof PersonName>;

/** Whether a text names days of the calendar: a year, a month, or a day that there is. */
const isInCalendar = (date: string) => date.length < 10 || z.iso.date().safeParse(date).success;

/** The day of a birth, or what is known of it: `1988`, `1988-02` or `1988-02-29`. It may lie before 1900. */
export const BirthDate = formed('partial-date')
  .refine((date) => date >= '1880' && date < '2200', { ...broken('UNLIKELY_BIRTH'), abort: true })
  .refine(isInCalendar, broken('NO_SUCH_BIRTH'))
  .meta({ examples: ['1988-02-29', '1988'] });
const years = '(18[89][0-9]|19[0-9]{2}|2[01][0-9]{2})';
const days = '(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])';
const leapDays = '(18(8[048]|9[26])|(19|20|21)(0[48]|[2468][048]|[13579][26])|2000)-02-29';
described.add(BirthDate, { pattern: `^(${years}(-(0[1-9]|1[0-2]))?|${years}-(${days})|${leapDays})$` });

/** Known kinds of document; an open list. */
export const documentKinds = ['passport', 'national-id', 'consular-card', 'residence-permit', 'birth-certificate'];

export const IdentityDocument = z.strictObject({
  kind: openCode(documentKinds),
  country: CountryCode.describe('the country that issued it'),
  number: text(64).describe('its number, as it is printed'),
});
export type IdentityDocument = z.infer<typeof IdentityDocument>;

/** An address of e-mail, as its owner writes it. */
export const EmailAddress = z
  .string()
  .overwrite((address) => address.trim())
  .check(formed('email'))
  .max(254);

/** Everything of the vault, as callers give it. */
export const vaultFields = {
  names: z.array(PersonName).min(1).max(10).describe('the names, the one that is used first; one for each script'),
  birthDate: BirthDate.optional().describe('the day of birth, or as much of it as is known'),
  emails: z.array(EmailAddress).max(5).default([]).describe('addresses of e-mail'),
  phones: z.array(text(40)).max(5).default([]).describe('telephone numbers, as people write them'),
  documents: z.array(IdentityDocument).max(10).default([]).describe('documents that say who the person is'),
  city: text(120).optional().describe('the town that the person lives in'),
};
export const VaultContent = z.strictObject(vaultFields);
export type VaultContent = z.infer<typeof VaultContent>;
export type VaultField = keyof VaultContent;
export const vaultFieldNames = Object.keys(vaultFields) as readonly VaultField[];

const maskedAs = (value: z.ZodType) =>
  z
    .discriminatedUnion('mask', [
      z.strictObject({ mask: z.literal('existence') }),
      z.strictObject({ mask: z.literal('partial'), hint: z.string().describe('a part by which its owner knows it') }),
      z.strictObject({ mask: z.literal('full'), value: value.describe('the whole of it') }),
    ])
    .optional();

/** The vault as a reader sees it: a field is left out where it is hidden from that reader, or empty. */
export const MaskedVault = z.strictObject({
  names: maskedAs(z.array(PersonName)),
  birthDate: maskedAs(BirthDate),
  emails: maskedAs(z.array(EmailAddress)),
  phones: maskedAs(z.array(z.string())),
  documents: maskedAs(z.array(IdentityDocument)),
  city: maskedAs(z.string()),
});
export type MaskedVault = z.infer<typeof MaskedVault>;
