/** The six languages of the product, in the order they are offered. */
export const languages = ['en', 'fr', 'es', 'ru', 'it', 'pt'] as const;
export type Language = (typeof languages)[number];

/** The locale by whose rules a language is written: day before month also in English, Portuguese as in Portugal. */
export const localeOf: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  fr: 'fr',
  es: 'es',
  ru: 'ru',
  it: 'it',
  pt: 'pt-PT',
};
