import { z } from 'zod';
import { defineEvent } from '../forms/event.ts';
import { LocalDate } from '../values/date.ts';
import { CountryCode, OrganisationIdentifier } from '../values/identity.ts';
import { Code, Text } from '../values/text.ts';

/** Known kinds of organisation; an open list. */
export const organisationKinds = ['association', 'company', 'academic', 'network', 'public-body'] as const;

export const organisationApplied = defineEvent(
  'registry.organisation.applied.v1',
  'An organisation of the diaspora asked to be recognised',
  z.strictObject({
    name: Text,
    kind: Code,
    country: CountryCode,
    area: Text.optional(),
    identifiers: z.array(OrganisationIdentifier),
    sectors: z.array(Code),
  }),
);

export const organisationRecognised = defineEvent(
  'registry.organisation.recognised.v1',
  'An organisation was recognised for a period',
  z.strictObject({ kind: Code, validFrom: LocalDate, validUntil: LocalDate, registerNumber: Code }),
  'validFrom',
);

export const organisationSuspended = defineEvent(
  'registry.organisation.suspended.v1',
  'The recognition of an organisation was suspended',
  z.strictObject({ reasonCode: Code, from: LocalDate }),
  'from',
);

export const organisationRevised = defineEvent(
  'registry.organisation.revised.v1',
  'Something of an organisation changed that has no event of its own',
  z.strictObject({}),
);

export const registryEvents = [
  organisationApplied,
  organisationRecognised,
  organisationSuspended,
  organisationRevised,
] as const;
