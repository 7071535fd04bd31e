import { z } from 'zod';
import { formed } from './form.ts';

/** The id of an aggregate: a UUID in lower case. */
export const Id = z.uuid().check(formed('id'));

/** An institution with a tenancy of its own, an open list: `MPLA`, `MFIN`. */
export const MinistryCode = formed('ministry-code');

/**
 * Whom a token of a person or an association stands for: the pseudonym that the issuer gives in the claim `subject_id`, or
 * of a person without one what the installation makes of the name.
 */
export const SubjectId = formed('subject-id');

/** ISO 3166-1 alpha-2; user-assigned codes such as `QM` pass too. */
export const CountryCode = formed('country-code');

/** A national, sector or international plan, e.g. `SDG`, `NDP-2028`. */
export const PlanCode = formed('plan-code');

/** The name of a plan's version, e.g. `1`, `2025-rev1`. */
export const PlanVersion = formed('plan-version');

/** A node or KPI of a plan, as the plan writes it: `10.7`, `PN7.2`, `3.2 (b)/c`; `1.a` and `1.A` are two. */
export const NodeCode = formed('node-code').max(64);

/**
 * An activity's own IATI identifier, up to 255 characters. Spaces inside and the signs `/ & | ?` are taken: the standard's
 * ruleset only warns of them (rule 1.3.13), and published files have them.
 */
export const IatiIdentifier = formed('iati-identifier').max(255);

/** An organisation's identifier under an org-id.guide scheme, e.g. `GB-COH` and `01234567`. */
export const OrganisationIdentifier = z.strictObject({
  scheme: formed('organisation-scheme'),
  id: formed('organisation-number').max(128),
});
export type OrganisationIdentifier = z.infer<typeof OrganisationIdentifier>;

/** An organisation's identifier in one text: `GB-COH 01234567`. A scheme has no space, so no two share one. */
export const identifierText = ({ scheme, id }: OrganisationIdentifier): string => `${scheme} ${id}`;
