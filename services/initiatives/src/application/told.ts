// An application as a person reads it: how it was found eligible or not, in the language of the answer.
import type { Application, Eligibility, Language } from '@tributary/contracts';
import { conditionIn, keptRejectionIn } from '../quote/said.ts';
import { scoredBy } from './scores.ts';

/** What is shown to an applicant of its application, beside its fields: nothing of what reviewers and bodies found. */
export const ownApplicationIn = (
  language: Language,
  { eligibility, appeals }: Pick<Application, 'eligibility' | 'appeals'>,
) => ({
  ...(eligibility !== undefined && { eligibility: eligibilityIn(language, eligibility) }),
  ...(appeals !== undefined && { appeals: appeals.map(({ filedBy: _person, ...appeal }) => appeal) }),
});

/** What is shown of an application beside its fields. Who reviewed and who approved is told to nobody. */
export function applicationIn(language: Language, application: Application) {
  const { reviews, approvals } = application;
  const scored = scoredBy(reviews);
  return {
    ...ownApplicationIn(language, application),
    reviews: reviews.map(({ reviewer: _person, ...review }) => review),
    ...(scored !== undefined && { scored }),
    approvals: approvals.map(({ approvedBy: _person, ...approval }) => approval),
  };
}

/** The decision on eligibility, each condition and refusal with its sentence. */
export const eligibilityIn = (language: Language, { conditions, rejections, ...decision }: Eligibility) => ({
  ...decision,
  conditions: conditions.map((kept) => conditionIn(language)({ ...kept, rule: kept })),
  rejections: rejections.map(keptRejectionIn(language)),
});
