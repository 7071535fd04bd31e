// What the page says, by language.
import type { Language, ServiceName } from '@tributary/contracts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';
import { it } from './words/it.ts';
import { pt } from './words/pt.ts';
import { ru } from './words/ru.ts';

/** One of the three ways in. */
export interface Door {
  readonly title: string;
  readonly about: string;
}

export interface PageWords {
  /** the language's own name */
  readonly name: string;
  readonly summary: string;
  readonly chooseLanguage: string;
  readonly begin: string;

  readonly integrate: Door;
  readonly apis: string;
  readonly apisIntro: string;
  readonly services: Readonly<Record<ServiceName, string>>;
  readonly token: string;
  readonly tokenIntro: string;
  readonly request: string;
  readonly requestIntro: string;

  readonly operate: Door;
  readonly ready: string;
  readonly readyIntro: string;
  readonly fresh: string;
  readonly freshness: string;
  readonly agree: string;
  readonly agreeIntro: string;

  readonly analyse: Door;
  readonly figures: string;
  readonly alignment: string;
  readonly freezing: string;
  readonly catalogue: string;
}

export const words: Readonly<Record<Language, PageWords>> = { en, fr, es, ru, it, pt };
