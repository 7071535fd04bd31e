// What can be wrong with one field, in six languages. Codes are stable; the sentence says how to mend it.
import { type FieldError, type Language, type ProblemCode, problemStatus, problemTexts } from '@tributary/contracts';
import { en } from './field-texts/en.ts';
import { es } from './field-texts/es.ts';
import { fr } from './field-texts/fr.ts';
import { it } from './field-texts/it.ts';
import { pt } from './field-texts/pt.ts';
import { ru } from './field-texts/ru.ts';

/** The code of what is wrong with one field. */
export type FieldCode = keyof typeof en.sentences;
/** The name of a kind of value. */
export type Kind = keyof typeof en.kinds;

export interface FieldTexts {
  readonly sentences: Readonly<Record<FieldCode, string>>;
  readonly kinds: Readonly<Record<Kind, string>>;
}

export const fieldTexts: Readonly<Record<Language, FieldTexts>> = { en, fr, es, ru, it, pt };

const isFieldCode = (code: string): code is FieldCode => code in en.sentences;
const isKind = (word: string): word is Kind => word in en.kinds;

/** A field error before its sentence is chosen: the code and the values of the sentence. */
export interface FieldFault {
  readonly pointer: string;
  readonly code: FieldCode;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Says a fault in a language. */
export function fieldError({ pointer, code, values }: FieldFault, language: Language): FieldError {
  const { sentences, kinds } = fieldTexts[language];
  const detail = sentences[code].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(values[name] ?? '?');
    return name === 'kind' && isKind(value) ? kinds[value] : value;
  });
  return { pointer, code, detail };
}

const isProblemCode = (code: string): code is ProblemCode => code in problemStatus;

/**
 * The error of a decision, which speaks English: in another language its code's own sentence, where that needs no
 * value, or the title of the problem that it is an instance of.
 */
export function localised(error: FieldError, language: Language): FieldError {
  const { code } = error;
  if (language === 'en') return error;
  if (isProblemCode(code)) return { ...error, detail: problemTexts[language][code].title };
  if (!isFieldCode(code)) return error;
  const sentence = fieldTexts[language].sentences[code];
  return sentence.includes('{') ? error : { ...error, detail: sentence };
}
