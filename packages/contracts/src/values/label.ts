import { z } from 'zod';
import { described } from './described.ts';
import { broken, formed } from './form.ts';
import { text } from './text.ts';

/** A BCP 47 language tag, e.g. `en`, `pt-BR`, `sr-Latn`. */
export const LanguageTag = formed('language-tag').max(35);

/**
 * A language tag in its canonical case, in which two tags of one language are the same text (RFC 5646, 2.1.1): `EN` →
 * `en`, `pt-br` → `pt-BR`, `sr-latn` → `sr-Latn`. What is no tag comes back in lower case.
 */
export function canonicalTag(tag: string): string {
  const [language = '', ...subtags] = tag.toLowerCase().split('-');
  const singleton = subtags.findIndex((subtag) => subtag.length === 1);
  const cased = subtags.map((subtag, at) => {
    if (singleton >= 0 && at > singleton) return subtag;
    if (subtag.length === 2) return subtag.toUpperCase();
    return subtag.length === 4 ? subtag.charAt(0).toUpperCase() + subtag.slice(1) : subtag;
  });
  return [language, ...cased].join('-');
}

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

const baseOf = (tag: string): string => tag.split('-', 1)[0] ?? '';

/**
 * The text of a label in the asked language, else in its base or another form of it (`pt` and `pt-BR` stand in for one
 * another); undefined where there is none. Tags are compared whatever their case.
 */
export function inLanguage(label: Label, asked: string): Shown | undefined {
  const exact = Object.hasOwn(label, asked) ? label[asked] : undefined;
  if (exact !== undefined) return { text: exact, lang: canonicalTag(asked) };
  const texts = Object.entries(label).map(([tag, text]): Shown => ({ text, lang: canonicalTag(tag) }));
  const inForm = (wanted: string) => texts.find(({ lang }) => lang === wanted);
  const wanted = canonicalTag(asked);
  return inForm(wanted) ?? inForm(baseOf(wanted)) ?? texts.find(({ lang }) => baseOf(lang) === baseOf(wanted));
}

/**
 * The asked language, else its base or another form of it (`pt` and `pt-BR` stand in for one another), else English in
 * the same way, else the first. Tags are compared whatever their case. @throws {RangeError} for a label without text
 */
export function show(label: Label, asked: string): Shown {
  const found = inLanguage(label, asked) ?? inLanguage(label, 'en');
  if (found !== undefined) return found;
  const [first] = Object.entries(label);
  if (first === undefined) throw new RangeError('a label holds at least one text');
  return { text: first[1], lang: canonicalTag(first[0]) };
}
