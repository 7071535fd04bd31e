// What the record of a minor keeps of those who act for them: another record of the registry by its id, and nothing of it.
import { z } from 'zod';
import { ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { openCode } from '../values/kept-and-given.ts';

/** Known relations of a guardian to a minor; an open list. */
export const guardianRelations = ['mother', 'father', 'parent', 'legal-guardian', 'foster-parent', 'institution'];

/** Guardianships that are kept of one record, those of before with them. */
export const MOST_GUARDIANSHIPS = 20;

/** Why a guardianship ended: by a registrar, at its term, by coming of age, or with the record of the guardian. */
export const guardianshipEnds = ['ended', 'term', 'of-age', 'guardian-gone'] as const;

export const Guardianship = z.strictObject({
  no: z.int().min(1).max(MOST_GUARDIANSHIPS).describe('its number in the record, from 1'),
  /** none once it has ended: nothing leads from one to the other then */
  guardianId: Id.optional().describe('the record of the guardian, by its id'),
  relation: openCode(guardianRelations).describe('what the guardian is to the minor, by an open list'),
  evidence: ReasonCode.describe('what was seen, by its code, such as BIRTH_CERTIFICATE'),
  since: LocalDate.describe('the first day of it'),
  until: LocalDate.optional().describe(
    'the day from which it holds no longer, where it ends before the minor is of age',
  ),
  endedOn: LocalDate.optional().describe('the day from which it held no longer'),
  cause: z.enum(guardianshipEnds).optional().describe('why it ended: ended, term, of-age or guardian-gone'),
  reasonCode: ReasonCode.optional().describe('why a registrar ended it, by its code'),
});
export type Guardianship = z.infer<typeof Guardianship>;

export const guardianFields = {
  guardians: z.array(Guardianship).optional(),
  /** the guardians of those that have not ended, by their ids */
  guardedBy: z.array(Id).optional(),
};
