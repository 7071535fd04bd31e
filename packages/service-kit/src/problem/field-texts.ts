// What can be wrong with one field, in six languages. Codes are stable; the sentence says how to mend it.
import {
  type FieldError,
  type FormName,
  forms,
  isFormName,
  type Language,
  type ProblemCode,
  problemStatus,
  problemTexts,
  type RuleCode,
  type RuleFault,
} from '@tributary/contracts';
import { dayInWords } from './day.ts';
import { en } from './field-texts/en.ts';
import { es } from './field-texts/es.ts';
import { fr } from './field-texts/fr.ts';
import { it } from './field-texts/it.ts';
import { pt } from './field-texts/pt.ts';
import { ru } from './field-texts/ru.ts';
import { quoted } from './quoted.ts';

/** The code of what is wrong with one field. */
export type FieldCode = keyof typeof en.sentences;
/** The name of a kind of value. */
export type Kind = keyof typeof en.kinds;

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

export interface FieldTexts {
  readonly sentences: Readonly<Record<FieldCode | RuleCode, string>>;
  readonly kinds: Readonly<Record<Kind, string>>;
  /** what a value of each form is, to end a sentence with; `{example}` is one */
  readonly forms: Readonly<Record<WordedForm, string>>;
  /** the first numbers in words, from 0: how many decimals there are */
  readonly numbers: readonly string[];
  /** says which value was refused */
  readonly received: string;
}

export const fieldTexts: Readonly<Record<Language, FieldTexts>> = { en, fr, es, ru, it, pt };

/** Whether a code has a sentence here. */
export const isFieldCode = (code: unknown): code is FieldCode =>
  typeof code === 'string' && Object.hasOwn(en.sentences, code);
/** Whether a form has words here. */
export const isWorded = (form: string): form is WordedForm => Object.hasOwn(en.forms, form);
const isKind = (word: unknown): word is Kind => typeof word === 'string' && Object.hasOwn(en.kinds, word);

/** A field error before its sentence is chosen: the code and the values of the sentence. */
export interface FieldFault {
  readonly pointer: string;
  readonly code: FieldCode;
  readonly values: Readonly<Record<string, string | number>>;
  /** what was refused, to be quoted; never what may be personal or secret */
  readonly given?: unknown;
}

/** Says a fault in a language. */
export function fieldError({ pointer, code, values, given }: FieldFault, language: Language): FieldError {
  const { sentences, received } = fieldTexts[language];
  const sentence = filled(sentences[code], { ...values, ...wordsOf(values, language) });
  const quote = quoted(given, language);
  const detail = quote === undefined ? sentence : `${sentence} ${filled(received, { given: quote })}`;
  return { pointer, code, detail };
}

const filled = (sentence: string, values: FieldFault['values']) =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '?'));

/** Values that callers wrote, and values that are numbers of something. */
const ofCallers = ['identifier', 'area', 'largest'];
const counts = ['decimals', 'has'];

function wordsOf(values: FieldFault['values'], language: Language): FieldFault['values'] {
  const { kind, form, day } = values;
  const texts = fieldTexts[language];
  const each = (names: readonly string[], word: (value: string | number) => string | undefined) =>
    Object.fromEntries(
      names.flatMap((name) => (values[name] === undefined ? [] : [[name, word(values[name]) ?? values[name]]])),
    );
  return {
    ...each(ofCallers, (value) => quoted(value, language)),
    ...each(counts, (value) => texts.numbers[Number(value)]),
    ...(typeof day === 'string' && { day: dayInWords(day, language) ?? day }),
    ...(isKind(kind) && { kind: texts.kinds[kind] }),
    ...(typeof form === 'string' &&
      isWorded(form) && { form: filled(texts.forms[form], { example: exampleOf(form) }) }),
  };
}

const exampleOf = (form: WordedForm) => (isFormName(form) ? forms[form].example : examples[form]);

function ruleError({ proposed, ...rule }: RuleFault, language: Language): FieldError {
  const error = fieldError({ values: {}, ...rule }, language);
  return proposed === undefined ? error : { ...error, proposed };
}

const isProblemCode = (code: string): code is ProblemCode => code in problemStatus;

/**
 * The error of a decision. What a rule names by its code is said in the language; what speaks English already: in another language its code's own sentence, where that needs no
 * value, or the title of the problem that it is an instance of.
 */
export function localised(error: FieldError | RuleFault, language: Language): FieldError {
  if (!('detail' in error)) return ruleError(error, language);
  const { code } = error;
  if (language === 'en') return error;
  if (isProblemCode(code)) return { ...error, detail: problemTexts[language][code].title };
  if (!isFieldCode(code)) return error;
  const sentence = fieldTexts[language].sentences[code];
  return sentence.includes('{') ? error : { ...error, detail: sentence };
}
