import { z } from 'zod';
import { formed } from './form.ts';

/** The id of an aggregate: a UUID in lower case. */
export const Id = z.uuid().check(formed('id'));

/** An institution with a tenancy of its own, an open list: `MPLA`, `MFIN`. */
export const MinistryCode = formed('ministry-code');

/** ISO 3166-1 alpha-2; user-assigned codes such as `QM` pass too. */
export const CountryCode = formed('country-code');

/** A national, sector or international plan, e.g. `SDG`, `NDP-2028`. */
export const PlanCode = formed('plan-code');

/** The name of a plan's version, e.g. `1`, `2025-rev1`. */
export const PlanVersion = formed('plan-version');

/** A node or KPI of a plan, e.g. `10.7`, `PN7.2`, `K1`. */
export const NodeCode = formed('node-code');

/** An organisation's identifier under an org-id.guide scheme, e.g. `GB-COH` and `01234567`. */
export const OrganisationIdentifier = z.strictObject({
  scheme: formed('organisation-scheme'),
  id: formed('organisation-number'),
});
