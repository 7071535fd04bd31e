// What a language must have words for in a quote.
import type { MatchRejectionCode } from '@tributary/contracts';

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
