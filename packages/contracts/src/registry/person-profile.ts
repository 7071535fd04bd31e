// What is known of a person beside who it is, and the words that it is said in.
import { z } from 'zod';
import { LocalDate } from '../values/date.ts';
import { CountryCode } from '../values/identity.ts';
import { describedAs, listOf, openCode } from '../values/kept-and-given.ts';
import { LanguageTag } from '../values/label.ts';
import { Code } from '../values/text.ts';
import { PersonOffer, Skill } from './person-skills.ts';

/** Known words of open lists. */
export const sexes = ['female', 'male', 'other', 'unknown'];
export const heritageBases = ['birth', 'descent', 'naturalised', 'spouse', 'friend'];

/** How sure it is that a person is who they say, from the least to the most. */
export const assuranceLevels = ['self', 'assisted', 'consular', 'eid'] as const;
export type Assurance = (typeof assuranceLevels)[number];

export const Residence = z.strictObject({
  country: CountryCode.describe('the country of residence'),
  subdivision: Code.optional().describe('the part of the country, by its code of ISO 3166-2'),
  consularDistrict: Code.optional().describe('the consular district that answers for the place'),
  since: describedAs(LocalDate, 'the day from which the person has lived there').optional(),
});

/** What is known of a person beside who it is; all of it are codes, and nothing is free text. */
export const PersonProfile = z.strictObject({
  sex: openCode(sexes),
  residence: Residence,
  heritageBasis: describedAs(openCode(heritageBases), 'what ties the person to the country').optional(),
  generation: z.int().min(1).max(9).optional().describe('1 for who emigrated, 2 for their children, and so on'),
  citizenships: describedAs(listOf(CountryCode, 10), 'the citizenships, by country'),
  originArea: Code.optional().describe('the area of the country that the person or the family comes from'),
  languages: describedAs(listOf(LanguageTag, 20), 'the languages that the person speaks'),
  skills: describedAs(listOf(Skill, 30), 'what the person can do'),
  offers: describedAs(listOf(PersonOffer, 20), 'what the person offers to do'),
});
