// What events mean, in the language of the reader; the sentences of one language come when somebody looks.
import { effect, signal } from '@preact/signals';
import { type Language, type Wording, wording } from '@tributary/contracts';
import type english from '@tributary/contracts/locales/en/events.json';
import { shownLanguage } from './say.ts';

type Texts = typeof english;

const files: Readonly<Record<Language, () => Promise<{ readonly default: Texts }>>> = {
  en: () => import('@tributary/contracts/locales/en/events.json'),
  fr: () => import('@tributary/contracts/locales/fr/events.json'),
  es: () => import('@tributary/contracts/locales/es/events.json'),
  ru: () => import('@tributary/contracts/locales/ru/events.json'),
  it: () => import('@tributary/contracts/locales/it/events.json'),
  pt: () => import('@tributary/contracts/locales/pt/events.json'),
};

const told = signal<Wording<'events', keyof Texts> | undefined>(undefined);

/** Loads the sentences of the shown language, whenever that is another; what it gives ends it. */
export const followEventTitles = () =>
  effect(() => {
    const tongue = shownLanguage.value;
    if (tongue === undefined) return;
    void files[tongue]().then(({ default: texts }) => {
      if (shownLanguage.peek() === tongue) told.value = wording('events', tongue, texts);
    });
  });

/** What a type of event means; its name until the sentences are there. @example eventTitle('strategy.plan.activated.v1') */
export function eventTitle(type: string): string {
  const words = told.value;
  return words?.has(type) ? words.sayWith(type, () => undefined) : type;
}
