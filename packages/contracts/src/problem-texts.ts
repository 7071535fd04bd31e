// The texts of the problem catalogue by language.

import type { ProblemTexts } from './kernel/problem.ts';
import { en } from './problem-texts/en.ts';
import { es } from './problem-texts/es.ts';
import { fr } from './problem-texts/fr.ts';
import { it } from './problem-texts/it.ts';
import { pt } from './problem-texts/pt.ts';
import { ru } from './problem-texts/ru.ts';
import type { Language } from './values/label.ts';

export const problemTexts: Readonly<Record<Language, ProblemTexts>> = { en, fr, es, ru, it, pt };
