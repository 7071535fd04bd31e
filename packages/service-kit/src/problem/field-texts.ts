// What can be wrong with one field, in six languages. Codes are stable; the sentence says how to mend it.
import {
  type FieldError,
  fieldMessages,
  type Language,
  type ProblemCode,
  problemStatus,
  type RuleFault,
  valueMessages,
} from '@tributary/contracts';
import { dayInWords } from './day.ts';
import { exampleOf, type FieldCode, type Kind, type WordedForm } from './field-codes.ts';
import { problemSentence } from './problem-sentence.ts';
import { quoted } from './quoted.ts';

/** Whether a form has words. */
export const isWorded = (form: string): form is WordedForm => valueMessages.has(`form.${form}`);
const isKind = (word: unknown): word is Kind => valueMessages.has(`kind.${word}`);

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
  const sentence = fieldMessages.sayWith(language, sentenceOf(code, values), (name) =>
    inWords(name, values[name], language),
  );
  const quote = quoted(given, language);
  const received = quote === undefined ? [] : [valueMessages.say(language, 'received', { given: quote })];
  return { pointer, code, detail: [sentence, ...received].join(' ') };
}

/** What is missing is said to be mended by any of the fields that would do, where there are several. */
const sentenceOf = (code: FieldCode, { fields }: FieldFault['values']): FieldCode =>
  code === 'REQUIRED' && fields !== undefined ? 'REQUIRED_ONE_OF' : code;

/** A value as a sentence shows it, by the argument that it fills. */
function inWords(argument: string, value: string | number | undefined, language: Language) {
  if (value === undefined) return undefined;
  switch (argument) {
    // What callers wrote is quoted.
    case 'identifier':
    case 'area':
    case 'largest':
      return quoted(value, language);
    case 'decimals':
    case 'has':
      return valueMessages.say(language, 'number', { number: value });
    case 'day':
      return dayInWords(String(value), language) ?? value;
    case 'kind':
      return isKind(value) ? valueMessages.say(language, `kind.${value}`) : value;
    case 'form':
      return typeof value === 'string' && isWorded(value)
        ? valueMessages.sayWith(language, `form.${value}`, () => exampleOf(value))
        : value;
    default:
      return value;
  }
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
