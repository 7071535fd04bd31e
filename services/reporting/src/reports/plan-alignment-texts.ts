// The words of plan/alignment by language.
import type { Language } from '@tributary/contracts';
import type { PlanAlignmentTexts } from './plan-alignment-columns.ts';
import { en } from './plan-alignment-texts/en.ts';
import { es } from './plan-alignment-texts/es.ts';
import { fr } from './plan-alignment-texts/fr.ts';
import { it } from './plan-alignment-texts/it.ts';
import { pt } from './plan-alignment-texts/pt.ts';
import { ru } from './plan-alignment-texts/ru.ts';

export const texts: Readonly<Record<Language, PlanAlignmentTexts>> = { en, fr, es, ru, it, pt };
