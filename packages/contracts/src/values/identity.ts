import { z } from 'zod';

/** The id of an aggregate: a UUID in lower case. */
export const Id = z.uuid().regex(/^[0-9a-f-]{36}$/);

/** An institution with a tenancy of its own, an open list: `MPLA`, `MFIN`. */
export const MinistryCode = z.string().regex(/^[A-Z][A-Z0-9]{1,11}$/);

/** ISO 3166-1 alpha-2; user-assigned codes such as `QM` pass too. */
export const CountryCode = z.string().regex(/^[A-Z]{2}$/);

/** A national, sector or international plan, e.g. `SDG`, `NDP-2028`. */
export const PlanCode = z.string().regex(/^[A-Z][A-Z0-9-]{1,31}$/);

/** The name of a plan's version, e.g. `1`, `2025-rev1`. */
export const PlanVersion = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,15}$/);

/** A node or KPI of a plan, e.g. `10.7`, `PN7.2`, `K1`. */
export const NodeCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/);

/** An organisation's identifier under an org-id.guide scheme, e.g. `GB-COH` and `01234567`. */
export const OrganisationIdentifier = z.strictObject({
  scheme: z.string().regex(/^[A-Z]{2,3}-[A-Z0-9_-]{1,20}$/),
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9./_-]{0,63}$/),
});
