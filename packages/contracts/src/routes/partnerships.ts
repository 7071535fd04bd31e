import { z } from 'zod';
import { partnerKinds } from '../events/partnerships.ts';
import { allow, governmentRoles } from '../forms/access.ts';
import { defineRoute } from '../forms/route.ts';
import { Count } from '../values/count.ts';
import { GivenName, GivenOrganisationIdentifier } from '../values/given.ts';
import { CountryCode, Id, MinistryCode, OrganisationIdentifier } from '../values/identity.ts';
import { Code, openCode } from '../values/text.ts';
import { Acknowledged, IdentifierQuery, IdParams, LangQuery, PageQuery, pageOf, wholeIdentifier } from './shared.ts';

/** A new partner: a donor, a foundation, a bank, a twin town. */
export const NewPartner = z.strictObject({
  name: GivenName,
  kind: openCode(partnerKinds),
  country: CountryCode,
  identifier: GivenOrganisationIdentifier.optional(),
  organisationId: Id.optional(),
});
export type NewPartner = z.infer<typeof NewPartner>;

/** A partner as it is read. */
export const Partner = z.strictObject({
  id: z.string(),
  seq: Count,
  ministry: MinistryCode,
  name: z.string(),
  kind: z.string(),
  country: z.string(),
  identifier: OrganisationIdentifier.optional(),
  organisationId: z.string().optional(),
});
export type Partner = z.infer<typeof Partner>;

export const registerPartner = defineRoute({
  service: 'partnerships',
  method: 'POST',
  path: '/v1/partners',
  summary: 'Enter a partner',
  access: allow('partner-officer'),
  body: NewPartner,
  reply: { 201: Acknowledged },
  problems: ['ALREADY_EXISTS', 'ORGANISATION_UNKNOWN', 'ORGANISATION_NOT_RECOGNISED', 'ORGANISATION_SUSPENDED'],
});

export const listPartners = defineRoute({
  service: 'partnerships',
  method: 'GET',
  path: '/v1/partners',
  summary: 'List partners',
  access: allow(governmentRoles),
  query: z
    .strictObject({ ...PageQuery, ...IdentifierQuery, kind: Code.optional(), country: CountryCode.optional() })
    .check(wholeIdentifier),
  reply: { 200: pageOf(Partner) },
});

export const getPartner = defineRoute({
  service: 'partnerships',
  method: 'GET',
  path: '/v1/partners/{id}',
  summary: 'Read a partner',
  access: allow(governmentRoles),
  params: IdParams,
  query: z.strictObject(LangQuery),
  reply: { 200: Partner },
});

export const partnershipsRoutes = { registerPartner, listPartners, getPartner };
