import { z } from 'zod';
import { reference } from './text.ts';

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

/** A node or KPI of a plan, as the plan writes it: `10.7`, `PN7.2`, `3.2 (b)/c`; `1.a` and `1.A` are two. */
export const NodeCode = reference(64);

/** An organisation's identifier under an org-id.guide scheme, e.g. `GB-COH` and `01234567`. */
export const OrganisationIdentifier = z.strictObject({
  scheme: z.string().regex(/^[A-Z]{2,3}-[A-Z0-9_-]{1,20}$/),
  id: reference(128),
});
