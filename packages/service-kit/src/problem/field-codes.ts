// What can be wrong with one field by its code, and what a value must look like by the name of its form.
import {
  type FormName,
  type fieldMessages,
  forms,
  isFormName,
  type KeyOf,
  type valueMessages,
} from '@tributary/contracts';

/** The code of what is wrong with one field. */
export type FieldCode = KeyOf<typeof fieldMessages>;
/** The name of a kind of value. */
export type Kind = NamesAfter<'kind'>;

type NamesAfter<Prefix extends string, Key = KeyOf<typeof valueMessages>> = Key extends `${Prefix}.${infer Name}`
  ? Name
  : never;

/** Forms of a contract whose fault has a code and a sentence of its own, and not only words for the form. */
export const codeOfForm = { amount: 'NOT_AN_AMOUNT', line: 'CONTROL_CHARACTER' } as const satisfies Partial<
  Record<FormName, FieldCode>
>;

/** An example of each form that is no contract's: zod's own and those of headers and queries. */
const examples = {
  date: '2026-03-31',
  datetime: '2026-03-31T12:00:00.000Z',
  uuid: '01932f5e-7a00-7000-8000-000000000001',
  'whole-number': '50',
  'if-match': '"5"',
  'if-none-match': '"5"',
  'idempotency-key': 'transfer-2026-03-31-7',
  'last-event-id': 'Zm9vYmFy@2026-06-30T12:00:02.000Z',
  'consistency-token': 'strategy:01932f5e-7a00-7000-8000-000000000001:5',
  other: '',
} as const;

/** The name of a form that words are there for: what a value must look like. */
export type WordedForm = Exclude<FormName, keyof typeof codeOfForm> | keyof typeof examples;

/** An example of a form. */
export const exampleOf = (form: WordedForm): string => (isFormName(form) ? forms[form].example : examples[form]);
