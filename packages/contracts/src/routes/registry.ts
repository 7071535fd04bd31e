import { z } from 'zod';
import { organisationKinds } from '../events/registry.ts';
import { allow, governmentRoles } from '../forms/access.ts';
import { defineRoute } from '../forms/route.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { GivenDate, GivenName, GivenOrganisationIdentifier } from '../values/given.ts';
import { CountryCode, MinistryCode, OrganisationIdentifier } from '../values/identity.ts';
import { Code, openCode } from '../values/text.ts';
import {
  Acknowledged,
  BusinessDate,
  IdentifierQuery,
  IdParams,
  LangQuery,
  PageQuery,
  pageOf,
  ReasonCode,
  wholeIdentifier,
} from './shared.ts';

/** A new organisation of the diaspora. */
export const NewOrganisation = z.strictObject({
  name: GivenName,
  kind: openCode(organisationKinds),
  country: CountryCode,
  area: GivenName.optional(),
  identifiers: z.array(GivenOrganisationIdentifier).max(20).default([]),
  sectors: z.array(Code).max(20).default([]),
});
export type NewOrganisation = z.infer<typeof NewOrganisation>;

/** An organisation with its recognition. */
export const Organisation = z.strictObject({
  id: z.string(),
  seq: Count,
  ministry: MinistryCode,
  name: z.string(),
  kind: z.string(),
  country: z.string(),
  area: z.string().optional(),
  identifiers: z.array(OrganisationIdentifier),
  sectors: z.array(z.string()),
  status: z.enum(['applied', 'recognised', 'suspended']),
  recognition: z.strictObject({ validFrom: LocalDate, validUntil: LocalDate, registerNumber: z.string() }).optional(),
  suspension: z.strictObject({ reasonCode: z.string(), from: LocalDate }).optional(),
});
export type Organisation = z.infer<typeof Organisation>;

export const registerOrganisation = defineRoute({
  service: 'registry',
  method: 'POST',
  path: '/v1/organisations',
  summary: 'Enter an organisation that asks to be recognised',
  access: allow(['association', 'registrar']),
  body: NewOrganisation,
  reply: { 201: Acknowledged },
  problems: ['ALREADY_EXISTS'],
});

export const listOrganisations = defineRoute({
  service: 'registry',
  method: 'GET',
  path: '/v1/organisations',
  summary: 'List organisations',
  access: allow(governmentRoles),
  query: z
    .strictObject({
      ...PageQuery,
      ...IdentifierQuery,
      status: z.enum(['applied', 'recognised', 'suspended']).optional(),
      country: CountryCode.optional(),
    })
    .check(wholeIdentifier),
  reply: { 200: pageOf(Organisation) },
});

export const getOrganisation = defineRoute({
  service: 'registry',
  method: 'GET',
  path: '/v1/organisations/{id}',
  summary: 'Read an organisation',
  access: allow(governmentRoles),
  params: IdParams,
  query: z.strictObject(LangQuery),
  reply: { 200: Organisation },
});

export const recogniseOrganisation = defineRoute({
  service: 'registry',
  method: 'POST',
  path: '/v1/organisations/{id}/recognition',
  summary: 'Recognise an organisation for a period; a suspension ends with it',
  access: allow('registrar'),
  params: IdParams,
  body: z.strictObject({ validFrom: GivenDate, validUntil: GivenDate, registerNumber: Code }),
  reply: { 200: Acknowledged },
  problems: ['DATES_REVERSED', 'FUTURE_DATE'],
});

export const suspendOrganisation = defineRoute({
  service: 'registry',
  method: 'POST',
  path: '/v1/organisations/{id}/suspension',
  summary: 'Suspend the recognition of an organisation',
  access: allow('registrar'),
  params: IdParams,
  body: z.strictObject({ reasonCode: ReasonCode, from: BusinessDate }),
  reply: { 200: Acknowledged },
  problems: ['WRONG_STATE', 'FUTURE_DATE'],
});

export const registryRoutes = {
  registerOrganisation,
  listOrganisations,
  getOrganisation,
  recogniseOrganisation,
  suspendOrganisation,
};
