// What an organisation has beside what it asked to be recognised with.
import { z } from 'zod';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { Id, SubjectId } from '../values/identity.ts';
import { describedAs, openCode } from '../values/kept-and-given.ts';
import { Label, LanguageTag } from '../values/label.ts';
import { Code, Text } from '../values/text.ts';

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

/** How an organisation belongs to another one. */
export const membershipKinds = ['member', 'branch'] as const;

/** That an organisation belongs to another one, or once did; proposed and confirmed as representatives are. */
export const Membership = z.strictObject({
  no: Count,
  organisationId: Id.describe('the organisation to which it belongs'),
  kind: z.enum(membershipKinds).describe('whether it is a member of a network or federation, or a branch of another'),
  since: LocalDate.describe('the first day on which it belongs to it'),
  status: z.enum(representativeStates).describe('proposed → confirmed → ended, or proposed → refused'),
  until: LocalDate.optional().describe('the day from which it no longer does'),
  reasonCode: Code.optional().describe('why it no longer does, or was refused, by its code'),
});
export type Membership = z.infer<typeof Membership>;

/** Former names that are kept of one organisation. */
export const MOST_FORMER_NAMES = 20;

/** The names of an organisation beside the one under which it is registered, each by its language. */
export const OrganisationNames = z.strictObject({
  official: describedAs(
    Label,
    'its official names in other languages, as its register or its statutes have them',
  ).optional(),
  translated: describedAs(Label, 'its name as it is translated, where it has no official one').optional(),
  acronyms: describedAs(Label, 'its short names; the language `und` where one is the same in all').optional(),
  former: z
    .array(
      z.strictObject({
        name: describedAs(Label, 'the name that it had'),
        since: describedAs(LocalDate, 'the first day on which it had that name').optional(),
        until: describedAs(LocalDate, 'the last day on which it had that name; never later than today'),
      }),
    )
    .max(MOST_FORMER_NAMES)
    .optional(),
});
export type OrganisationNames = z.infer<typeof OrganisationNames>;

/** The name of an organisation as it is shown in a language. */
export const ShownName = z.strictObject({
  text: z.string().min(1).describe('the name'),
  lang: LanguageTag.optional().describe('the language of that name; none of the name under which it is registered'),
});

/** How many organisations can follow one. */
export const MOST_SUCCESSORS = 10;

/** Since when others follow an organisation, and why. */
export const OrganisationSuccession = z.strictObject({
  succeededOn: LocalDate.describe('the day from which they follow it'),
  reasonCode: Code.describe('why, by its code, such as MERGED'),
});

/** Another organisation as the read of one leads to it. */
export const LinkedOrganisation = z.strictObject({
  organisationId: Id.describe('the other organisation'),
  name: Text.optional().describe('its name; shown to those who may read it'),
  status: Code.optional().describe('where its recognition stands; shown to those who may read it'),
});
export type LinkedOrganisation = z.infer<typeof LinkedOrganisation>;
