// What a person can do, and what they offer to do: codes, numbers and days, never free text.
import { z } from 'zod';
import { LocalDate } from '../values/date.ts';
import { describedAs, listOf, openCode } from '../values/kept-and-given.ts';
import { Code } from '../values/text.ts';

/** Known words of open lists. */
export const skillLevels = ['basic', 'working', 'advanced', 'expert'];
export const skillEvidence = ['certificate', 'employer', 'register', 'test'];
export const offerKinds = ['mentor', 'expert', 'volunteer', 'invest', 'donate', 'host', 'return'];
export const availabilityModes = ['remote', 'onsite', 'both'];

/** Years in a skill, and hours in a month, that somebody can have at most. */
const YEARS = 80;
const HOURS = 744;

export const Skill = z.strictObject({
  scheme: describedAs(openCode(['ISCO-08', 'ESCO']), 'the list that the code is of'),
  code: Code.describe('the skill, by its code in that list'),
  level: describedAs(openCode(skillLevels), 'how well the person can do it').optional(),
  years: z.int().min(0).max(YEARS).describe('for how many years the person has done it').optional(),
  evidence: describedAs(
    openCode(skillEvidence),
    'what a registrar has seen of it; without it, it is what the person says',
  ).optional(),
});
export type Skill = z.infer<typeof Skill>;

const Availability = z.strictObject({
  from: describedAs(LocalDate, 'the first day of it').optional(),
  until: describedAs(LocalDate, 'the last day of it').optional(),
  hoursPerMonth: z.int().min(1).max(HOURS).describe('for how many hours in a month').optional(),
  mode: describedAs(openCode(availabilityModes), 'whether from afar or in the country').optional(),
});

export const PersonOffer = z.strictObject({
  kind: describedAs(openCode(offerKinds), 'what the person offers'),
  sectors: describedAs(listOf(Code, 20), 'the sectors that it is for'),
  areas: describedAs(listOf(Code, 20), 'the areas of the country that it is for; all where none is named'),
  availability: Availability.describe('when and how the person is there for it').optional(),
});
