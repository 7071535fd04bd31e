// What can be wrong with one field, in six languages. Codes are stable; the sentence says how to mend it.
import { type FieldError, type Language, type ProblemCode, problemStatus, type RuleFault } from '@tributary/contracts';
import { dayInWords } from './day.ts';
import { exampleOf, type FieldCode, type FieldTexts, type Kind, type WordedForm } from './field-codes.ts';
import { en } from './field-texts/en.ts';
import { es } from './field-texts/es.ts';
import { fr } from './field-texts/fr.ts';
import { it } from './field-texts/it.ts';
import { pt } from './field-texts/pt.ts';
import { ru } from './field-texts/ru.ts';
import { filled } from './filled.ts';
import { problemSentence } from './problem-sentence.ts';
import { quoted } from './quoted.ts';

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
  const sentence = withValues(sentences[code], { ...values, ...wordsOf(values, language) });
  const quote = quoted(given, language);
  const detail = quote === undefined ? sentence : `${sentence} ${withValues(received, { given: quote })}`;
  return { pointer, code, detail };
}

const withValues = (sentence: string, values: FieldFault['values']) =>
  filled(sentence, (name) => String(values[name] ?? '?'));

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
      isWorded(form) && { form: withValues(texts.forms[form], { example: exampleOf(form) }) }),
  };
}

const isProblemCode = (code: string): code is ProblemCode => code in problemStatus;

/**
 * The error of a decision. What a rule names by its code is said in the language; what has its words already, such as
 * the rows of a file, its service has said in it.
 */
export function localised(error: FieldError | RuleFault | FieldFault, language: Language): FieldError {
  if ('detail' in error) return error;
  const { pointer, code, values = {}, given } = error;
  const proposed = 'proposed' in error ? error.proposed : undefined;
  const said = isProblemCode(code)
    ? { pointer, code, detail: problemSentence(code, values, language) }
    : fieldError({ pointer, code, values, given }, language);
  return proposed === undefined ? said : { ...said, proposed };
}
