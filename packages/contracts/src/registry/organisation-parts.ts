// What an organisation has beside what it asked to be recognised with.
import { z } from 'zod';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { SubjectId } from '../values/identity.ts';
import { openCode } from '../values/kept-and-given.ts';
import { Code } from '../values/text.ts';

/** Known offices of those who act for an organisation; an open list. */
export const representativeRoles = ['chair', 'treasurer', 'secretary', 'representative'] as const;

/** Where one stands who acts for an organisation: proposed → confirmed → ended, or proposed → refused. */
export const representativeStates = ['proposed', 'confirmed', 'ended', 'refused'] as const;

/** The office under which someone acts for an organisation. */
export const RepresentativeRole = openCode(representativeRoles);

/** One who may act for an organisation, or once might. A person is named by the subject of a token alone. */
export const Representative = z.strictObject({
  no: Count,
  role: Code.describe('the office under which they act, by an open list').meta({ examples: [...representativeRoles] }),
  subjectId: SubjectId,
  since: LocalDate.describe('the first day on which they may act for it'),
  status: z.enum(representativeStates),
  until: LocalDate.optional().describe('the day from which they may no longer'),
  reasonCode: Code.optional().describe('why they no longer may, or were refused, by its code'),
});
export type Representative = z.infer<typeof Representative>;

/** The same as it is read: the subject is told to registrars, and to that subject itself. */
export const RepresentativeRead = Representative.extend({
  subjectId: SubjectId.optional().describe(
    'the subject (claim subject_id) that acts for it; shown to that subject and to the role registrar alone',
  ),
});
