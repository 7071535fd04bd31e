// The page's sentences in the language of its reader; only that language is loaded.
import { computed, effect, signal } from '@preact/signals';
import { type Language, type Wording, wording } from '@tributary/contracts';
import type english from '@tributary/contracts/locales/en/page.json';
import { language } from '../address/address.ts';

type Texts = typeof english;
export type PageKey = keyof Texts;
export type PageWording = Wording<'page', PageKey>;

const files: Readonly<Record<Language, () => Promise<{ readonly default: Texts }>>> = {
  en: () => import('@tributary/contracts/locales/en/page.json'),
  fr: () => import('@tributary/contracts/locales/fr/page.json'),
  es: () => import('@tributary/contracts/locales/es/page.json'),
  ru: () => import('@tributary/contracts/locales/ru/page.json'),
  it: () => import('@tributary/contracts/locales/it/page.json'),
  pt: () => import('@tributary/contracts/locales/pt/page.json'),
};

const spoken = signal<{ readonly language: Language; readonly words: PageWording } | undefined>(undefined);

/** The language that the page shows now; undefined until its first one is there. */
export const shownLanguage = computed(() => spoken.value?.language);

/** Shows the page in a language. */
export async function speak(tongue: Language): Promise<void> {
  const { default: texts } = await files[tongue]();
  if (language.peek() === tongue) spoken.value = { language: tongue, words: wording('page', tongue, texts) };
}

/** Loads the language that the address names, whenever it names another. */
export const followLanguage = () => effect(() => void speak(language.value));

/** Shows given sentences, where no browser loads them. */
export function speakWith(tongue: Language, texts: Texts): void {
  spoken.value = { language: tongue, words: wording('page', tongue, texts) };
}

function words(): PageWording {
  if (spoken.value === undefined) throw new Error('no language is loaded yet');
  return spoken.value.words;
}

/** A sentence of the page. @example say('unpaid.title') */
export const say: PageWording['say'] = (key, ...values) => words().say(key, ...values);

/** What codes the page has words for. */
type Group =
  | 'answer'
  | 'band'
  | 'component'
  | 'direction'
  | 'horizon'
  | 'light'
  | 'party'
  | 'service'
  | 'sign-in'
  | 'status';

/** The words for a code that the page has words for, else the code. @example sayCode('band', 'gap') */
export function sayCode(group: Group, code: string): string {
  const key = `${group}.${code}`;
  const known = words();
  return known.has(key) ? known.sayWith(key, () => undefined) : code;
}
