// What the page says, by language.
import type { Language, ServiceName } from '@tributary/contracts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';
import { it } from './words/it.ts';
import { pt } from './words/pt.ts';
import { ru } from './words/ru.ts';

export interface PageWords {
  /** the language's own name */
  readonly name: string;
  readonly summary: string;
  readonly chooseLanguage: string;
  readonly apis: string;
  readonly apisIntro: string;
  readonly services: Readonly<Record<ServiceName, string>>;
  readonly token: string;
  readonly tokenIntro: string;
  readonly request: string;
  readonly requestIntro: string;
}

export const words: Readonly<Record<Language, PageWords>> = { en, fr, es, ru, it, pt };
