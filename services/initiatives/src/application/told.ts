// An application as a person reads it: how it was found eligible or not, in the language of the answer.
import type { Eligibility, Language } from '@tributary/contracts';
import { conditionIn, keptRejectionIn } from '../quote/said.ts';

/** The decision on eligibility, each condition and refusal with its sentence. */
export const eligibilityIn = (language: Language, { conditions, rejections, ...decision }: Eligibility) => ({
  ...decision,
  conditions: conditions.map((kept) => conditionIn(language)({ ...kept, rule: kept })),
  rejections: rejections.map(keptRejectionIn(language)),
});
