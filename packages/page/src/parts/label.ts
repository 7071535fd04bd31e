import { shownLanguage } from '../wording/say.ts';

/** A text by language, as the services keep it. */
export type Label = Readonly<Record<string, string>>;

/** A label in the language of the page, else in English, else in the first one there is. */
export const shownLabel = (label: Label | undefined): string =>
  label?.[shownLanguage.value ?? 'en'] ?? label?.['en'] ?? Object.values(label ?? {})[0] ?? '';
