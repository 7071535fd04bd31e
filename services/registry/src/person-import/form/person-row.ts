// A row of a file becomes what POST /v1/persons takes, or says what is wrong with it: which column, and in which form its
// value is written, never the value.
import {
  type ImportField,
  type ImportReading,
  importedFields,
  PersonRegistration,
  type RuleFault,
} from '@tributary/contracts';
import { normalEmail } from '@tributary/privacy';
import { type FieldFault, fieldFaults } from '@tributary/service-kit';
import { countryOf } from './countries.ts';
import { dateOf } from './dates.ts';
import { channelOf, documentKindOf, sexOf, truthOf } from './words.ts';

/** A row as it was read: texts by field, or the fields of a person as JSON has them. */
export interface RawRow {
  /** of the spreadsheet, its first being 1; of NDJSON the line */
  readonly row: number;
  readonly cells: ReadonlyMap<ImportField, string>;
  /** the names of the columns, as the file has them */
  readonly names: ReadonlyMap<ImportField, string>;
  /** fields that have the form of the contract already */
  readonly whole?: Readonly<Record<string, unknown>>;
  /** the row itself is broken, as a line that is no JSON */
  readonly broken?: true;
}

/** A fault of a field, before it is said in a language. */
export type RowFault = RuleFault | Pick<FieldFault, 'pointer' | 'code' | 'values'>;

/** What is wrong in a row. */
export interface RowProblem {
  readonly column: string;
  readonly fault: RowFault;
  /** the form of what was read: 9 for each digit, a for each letter */
  readonly read: string;
  readonly accepted: string;
}

export type ReadRow =
  | { readonly command: PersonRegistration }
  | { readonly problems: readonly [RowProblem, ...RowProblem[]] };

const FORM_LIMIT = 40;

/** The form of a text, of which nothing can be read: `AB 12-x` → `aa 99-a`. */
export function formOf(text: string): string {
  const form = text
    .slice(0, FORM_LIMIT)
    .replace(/\p{L}/gu, 'a')
    .replace(/\p{N}/gu, '9')
    .replace(/[^a9 .,;:/@+()-]/gu, '?');
  return text.length > FORM_LIMIT ? `${form}…` : form;
}

const listed = (text: string | undefined, parting: RegExp): readonly string[] =>
  (text ?? '').split(parting).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));

/** Each address once, however it is written. */
const eachOnce = (emails: readonly string[]) => [
  ...new Map(emails.map((email) => [normalEmail(email), email])).values(),
];

const country = (text: string | undefined) => text && (countryOf(text) ?? text);

function skillOf(text: string) {
  const at = text.lastIndexOf(':');
  return at < 0
    ? { scheme: 'ISCO-08', code: text }
    : { scheme: text.slice(0, at).trim(), code: text.slice(at + 1).trim() };
}

/** Fields of the body by the field of a column that fills them: where a fault is told. */
const pointers: readonly (readonly [start: string, field: ImportField])[] = [
  ['/names/0/given', 'givenName'],
  ['/names/0/script', 'script'],
  ['/names', 'familyName'],
  ['/birthDate', 'birthDate'],
  ['/emails', 'email'],
  ['/phones', 'phone'],
  ['/documents/0/kind', 'documentKind'],
  ['/documents/0/country', 'documentCountry'],
  ['/documents', 'documentNumber'],
  ['/city', 'city'],
  ['/residence/subdivision', 'subdivision'],
  ['/residence/consularDistrict', 'consularDistrict'],
  ['/residence', 'country'],
];

const without = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as T;

/** The body of the command that a row stands for, before it is checked. */
function bodyOf(
  given: (field: ImportField) => string | undefined,
  order: ImportReading['dateOrder'],
): Record<string, unknown> {
  const date = (field: ImportField) => {
    const text = given(field);
    return text && dateOf(text, order);
  };
  const list = (field: ImportField) => listed(given(field), /[;,|\n]/u);
  const number = given('documentNumber');
  const generation = given('generation');
  const contactable = given('contactable');
  return without({
    names: [
      without({ given: given('givenName'), family: given('familyName') ?? given('name'), script: given('script') }),
    ],
    birthDate: date('birthDate'),
    emails: eachOnce(list('email')),
    phones: listed(given('phone'), /[;|\n]/u),
    documents:
      number === undefined
        ? []
        : [
            without({
              kind: documentKindOf(given('documentKind') ?? 'passport'),
              country: country(given('documentCountry')),
              number,
            }),
          ],
    city: given('city'),
    sex: sexOf(given('sex') ?? ''),
    residence: without({
      country: country(given('country')),
      subdivision: given('subdivision'),
      consularDistrict: given('consularDistrict'),
    }),
    heritageBasis: given('heritageBasis'),
    generation: generation === undefined ? undefined : /^\d$/.test(generation) ? Number(generation) : generation,
    citizenships: list('citizenships').map((one) => countryOf(one) ?? one),
    originArea: given('originArea'),
    languages: list('languages'),
    skills: list('skills').map(skillOf),
    offers: list('offers').map((kind) => ({ kind, sectors: [] })),
    channel: channelOf(given('channel') ?? ''),
    contactable: contactable === undefined ? undefined : truthOf(contactable),
    registeredOn: date('registeredOn'),
  });
}

/**
 * Reads a row as the command that it stands for.
 * @param today the day of the registration where the row names none
 */
export function readRow(raw: RawRow, { constants, dateOrder }: ImportReading, today: string): ReadRow {
  const { cells, names, whole = {} } = raw;
  const common = new Map<ImportField, string>(constants.map(({ field, value }) => [field, value]));
  const given = (field: ImportField) => cells.get(field) ?? common.get(field);
  const body = { ...bodyOf(given, dateOrder), ...whole };
  const parsed = PersonRegistration.safeParse({ registeredOn: today, ...body });
  const problem = (fault: RowFault): RowProblem => {
    const field =
      pointers.find(([start]) => fault.pointer.startsWith(start))?.[1] ?? (fault.pointer.split('/')[1] as ImportField);
    const filled: ImportField = field === 'familyName' && cells.has('name') ? 'name' : field;
    return {
      column: names.get(filled) ?? filled,
      fault,
      read: formOf(given(filled) ?? ''),
      accepted: importedFields[filled]?.accepted ?? '',
    };
  };
  const [first, ...more] = raw.broken
    ? [{ pointer: '', code: 'WRONG_TYPE', values: { kind: 'object' } } as const]
    : parsed.success
      ? aheadOf(parsed.data, today)
      : fieldFaults(parsed.error, '', body);
  if (first !== undefined) return { problems: [problem(first), ...more.map(problem)] };
  return { command: parsed.data as PersonRegistration };
}

const aheadOf = ({ registeredOn = '' }: PersonRegistration, today: string): readonly RowFault[] =>
  registeredOn > today
    ? [{ pointer: '/registeredOn', code: 'FUTURE_DATE', values: { date: registeredOn, today } }]
    : [];

/** A fault of a decision, such as a birth that lies ahead, as a problem of its row. */
export const decidedAgainst = (raw: RawRow, fault: RowFault): RowProblem => {
  const field = pointers.find(([start]) => fault.pointer.startsWith(start))?.[1] ?? 'key';
  return {
    column: raw.names.get(field) ?? field,
    fault,
    read: formOf(raw.cells.get(field) ?? ''),
    accepted: importedFields[field].accepted,
  };
};
