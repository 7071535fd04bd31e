// How a problem is mended, by language: for each status, and for codes of which there is more to say.
import { type Mends, type ProblemCode, problemStatus } from '../kernel/problem.ts';
import type { Language } from '../values/label.ts';
import { en } from './mends/en.ts';
import { es } from './mends/es.ts';
import { fr } from './mends/fr.ts';
import { it } from './mends/it.ts';
import { pt } from './mends/pt.ts';
import { ru } from './mends/ru.ts';

export const mends: Readonly<Record<Language, Mends>> = { en, fr, es, ru, it, pt };

/** What whoever meets a problem can do, in one or two sentences. */
export const mendOf = (code: ProblemCode, language: Language): string =>
  mends[language].codes[code] ?? mends[language].statuses[problemStatus[code]];
