// What a column of a file of persons can hold: each field of a person by the name under which files and mappings call it.
import { z } from 'zod';
import { text } from '../values/text.ts';

/** A field that a column fills, with a value that is taken and what it means. */
export interface ImportedField {
  readonly meaning: string;
  readonly accepted: string;
  /** says something that a whole file can have in common, and that says of nobody who they are */
  readonly common?: true;
}

export const importedFields = {
  key: { meaning: 'what tells this row from all others, for good', accepted: 'A-1042' },
  name: { meaning: 'the whole name, where it stands in one column', accepted: 'Amina Torvald' },
  givenName: { meaning: 'what the person is called within the family', accepted: 'Amina' },
  familyName: { meaning: 'what the family is called', accepted: 'Torvald' },
  script: { meaning: 'the script of the name, by its code of ISO 15924', accepted: 'Latn', common: true },
  birthDate: { meaning: 'the day of birth, or as much of it as is known', accepted: '1988-02-29' },
  email: { meaning: 'addresses of e-mail, parted by semicolons', accepted: 'amina@example.org' },
  phone: { meaning: 'telephone numbers, parted by semicolons', accepted: '+33 6 12 34 56 78' },
  documentKind: { meaning: 'what kind of document it is; a passport unless told', accepted: 'passport', common: true },
  documentCountry: { meaning: 'the country that issued the document', accepted: 'MD', common: true },
  documentNumber: { meaning: 'the number of the document, as it is printed', accepted: 'AB 123456' },
  city: { meaning: 'the town that the person lives in', accepted: 'Lyon' },
  country: { meaning: 'the country of residence, by its code or its name', accepted: 'FR', common: true },
  subdivision: { meaning: 'the part of the country, by its code of ISO 3166-2', accepted: 'FR-ARA', common: true },
  consularDistrict: { meaning: 'the consular district', accepted: 'LYON', common: true },
  sex: { meaning: 'female, male, other or unknown', accepted: 'female', common: true },
  heritageBasis: { meaning: 'what ties the person to the country', accepted: 'birth', common: true },
  generation: { meaning: '1 for who emigrated, 2 for their children', accepted: '1', common: true },
  citizenships: { meaning: 'the citizenships, parted by semicolons', accepted: 'MD; FR', common: true },
  originArea: { meaning: 'the area that the family comes from, by its code', accepted: 'NORTH', common: true },
  languages: { meaning: 'the languages that are spoken, by their codes', accepted: 'ro; fr', common: true },
  skills: { meaning: 'skills, each as scheme:code', accepted: 'ISCO-08:2221', common: true },
  offers: { meaning: 'what the person offers to do', accepted: 'mentor; expert', common: true },
  channel: { meaning: 'how the record came about', accepted: 'event', common: true },
  contactable: { meaning: 'whether the person may be contacted', accepted: 'yes', common: true },
  registeredOn: { meaning: 'the day of the registration', accepted: '2026-03-01', common: true },
  ignore: { meaning: 'a column that is left out', accepted: '' },
} as const satisfies Readonly<Record<string, ImportedField>>;

/** The name of a field that a column fills. */
export type ImportField = keyof typeof importedFields;
export const importFieldNames = Object.keys(importedFields) as readonly ImportField[];
const commonFields = importFieldNames.filter((name) => 'common' in importedFields[name]);

const told = (names: readonly ImportField[]) =>
  names.map((name) => `\`${name}\`: ${importedFields[name].meaning}`).join('; ');

/** How a file of persons is to be read. */
export const importReading = {
  columns: z
    .array(
      z.strictObject({
        name: text(200).describe('the name of the column, as the file has it'),
        field: z.enum(importFieldNames).describe(`what it holds: ${told(importFieldNames)}`),
      }),
    )
    .max(100)
    .describe('what columns hold whose names do not say it; a name counts whatever its letter case and accents'),
  constants: z
    .array(
      z.strictObject({
        field: z.enum(commonFields).describe('a field that rows leave empty'),
        value: text(100).describe('the value that it has in them'),
      }),
    )
    .max(30)
    .describe('values that rows have in common, where a row says nothing itself'),
  dateOrder: z.enum(['day-first', 'month-first']).describe('what comes first in a day such as 03/04/1988'),
};
export const ImportReading = z.strictObject(importReading);
export type ImportReading = z.infer<typeof ImportReading>;

/** The same as a caller gives it: what is left out is as usual. */
export const importReadingGiven = {
  columns: importReading.columns.default([]),
  constants: importReading.constants.default([]),
  dateOrder: importReading.dateOrder.default('day-first'),
};
