// What the page says, by language.
import type { Language } from '@tributary/contracts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';
import { it } from './words/it.ts';
import type { PageWords } from './words/page-words.ts';
import { pt } from './words/pt.ts';
import { ru } from './words/ru.ts';

export const words: Readonly<Record<Language, PageWords>> = { en, fr, es, ru, it, pt };
