// What a quote says of refusals and conditions, by language.
import type { Language, MatchRejectionCode } from '@tributary/contracts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';
import { fr } from './texts/fr.ts';
import { it } from './texts/it.ts';
import { pt } from './texts/pt.ts';
import { ru } from './texts/ru.ts';

export interface QuoteTexts {
  /** with `{party}`, `{limit}`, `{given}` and `{passes}` */
  readonly rejections: Readonly<Record<MatchRejectionCode, string>>;
  readonly conditions: Readonly<Record<'met' | 'not-met' | 'unknown', string>>;
  readonly unanswered: string;
  /** an answer that a condition leaned on */
  readonly fact: string;
  /** a private answer, which is not repeated */
  readonly hidden: string;
  readonly yes: string;
  readonly no: string;
}

export const quoteTexts: Readonly<Record<Language, QuoteTexts>> = { en, fr, es, ru, it, pt };
