// What a quote says of refusals and conditions, by language.
import type { Language } from '@tributary/contracts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';
import { fr } from './texts/fr.ts';
import { it } from './texts/it.ts';
import { pt } from './texts/pt.ts';
import type { QuoteTexts } from './texts/quote-text.ts';
import { ru } from './texts/ru.ts';

export const quoteTexts: Readonly<Record<Language, QuoteTexts>> = { en, fr, es, ru, it, pt };
