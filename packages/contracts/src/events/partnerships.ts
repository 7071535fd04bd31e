import { z } from 'zod';
import { defineEvent } from '../forms/event.ts';
import { CountryCode, Id, OrganisationIdentifier } from '../values/identity.ts';
import { Code, Text } from '../values/text.ts';

/** Known kinds of partner; an open list. */
export const partnerKinds = [
  'donor',
  'multilateral',
  'association',
  'company',
  'academic',
  'embassy',
  'foundation',
] as const;

export const partnerRegistered = defineEvent(
  'partnerships.partner.registered.v1',
  'A partner was entered',
  z.strictObject({
    name: Text,
    kind: Code,
    country: CountryCode,
    identifier: OrganisationIdentifier.optional(),
    organisationId: Id.optional(),
  }),
);

export const partnerRevised = defineEvent(
  'partnerships.partner.revised.v1',
  'Something of a partner changed that has no event of its own',
  z.strictObject({}),
);

export const partnershipsEvents = [partnerRegistered, partnerRevised] as const;
