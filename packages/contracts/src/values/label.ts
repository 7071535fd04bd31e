import { z } from 'zod';
import { described } from './described.ts';
import { broken, formed } from './form.ts';
import { text } from './text.ts';

/** The six languages of the product, in the order they are offered. */
export const languages = ['en', 'fr', 'es', 'ru', 'it', 'pt'] as const;
export type Language = (typeof languages)[number];

/** A BCP 47 language tag, e.g. `en`, `pt-BR`, `sr-Latn`. */
export const LanguageTag = formed('language-tag').max(35);

const labelOf = (max: number) => {
  const label = z
    .record(LanguageTag, text(max))
    .refine((texts) => Object.keys(texts).length > 0, broken('NO_LANGUAGE'))
    .meta({ minProperties: 1 });
  described.add(label, { examples: [{ en: 'Clean water', fr: 'Eau potable' }] });
  return label;
};

/** Text by language tag, at least one; up to 1,000 characters a language. */
export const Label = labelOf(1000);
export type Label = z.infer<typeof Label>;

/** What is shown of a label: its text and the language that text is in. */
export interface Shown {
  readonly text: string;
  readonly lang: string;
}

/** The asked language, else English, else the first. @throws {RangeError} for a label without text */
export function show(label: Label, asked: string): Shown {
  for (const lang of [asked, 'en', ...Object.keys(label)]) {
    const found = label[lang];
    if (found !== undefined) return { text: found, lang };
  }
  throw new RangeError('a label holds at least one text');
}
