// The texts of the problem catalogue by language.
import { en } from './problem-texts/en.ts';
import type { ProblemTexts } from './problems.ts';

export const problemTexts: Readonly<Record<'en', ProblemTexts>> = { en };
