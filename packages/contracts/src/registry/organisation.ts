// An organisation of the diaspora: applied → recognised ⇄ suspended. Only the newest recognition and suspension are kept.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { toldAs } from '../kernel/told-as.ts';
import { LocalDate } from '../values/date.ts';
import { CountryCode, identifierText, OrganisationIdentifier } from '../values/identity.ts';
import { given, listOf, openCode } from '../values/kept-and-given.ts';
import { Code, Text } from '../values/text.ts';

/** Known kinds of organisation; an open list. */
export const organisationKinds = ['association', 'company', 'academic', 'network', 'public-body'] as const;

const Application = z.strictObject({
  name: Text,
  kind: openCode(organisationKinds),
  country: CountryCode,
  area: Text.optional(),
  identifiers: listOf(OrganisationIdentifier, 20),
  sectors: listOf(Code, 20),
});
const Recognition = z.strictObject({ startsOn: LocalDate, endsOn: LocalDate, registerNumber: Code });
const Suspension = z.strictObject({ reasonCode: Code, suspendedOn: LocalDate });

/** A recognition and a suspension as their events tell them. */
export const recognitionTold = toldAs(Recognition, { startsOn: 'validFrom', endsOn: 'validUntil' });
export const suspensionTold = toldAs(Suspension, { suspendedOn: 'from' });

export const organisation = defineAggregate(
  'registry.organisation',
  Application.extend({
    status: z.enum(['applied', 'recognised', 'suspended']),
    recognition: Recognition.optional(),
    suspension: Suspension.optional(),
  }),
  {
    path: '/v1/organisations',
    called: ['an organisation', 'organisations'],
    filters: ['status', 'country'],
    status: ({ status }) => status,
    applicants: { shownTo: ['registrar'] },
    claims: ({ identifiers }) =>
      identifiers.map((identifier, index) => ({
        identifier: identifierText(identifier),
        pointer: `/identifiers/${index}`,
      })),
  },
);
export type Organisation = z.infer<typeof organisation.state>;

export const organisationApplied = organisation.event(
  'applied.v1',
  'An organisation of the diaspora asked to be recognised',
  Application,
);
export const organisationRecognised = organisation.event(
  'recognised.v1',
  'An organisation was recognised for a period',
  z.strictObject({ kind: Code, ...recognitionTold.schema.shape }),
  'validFrom',
);
export const organisationSuspended = organisation.event(
  'suspended.v1',
  'The recognition of an organisation was suspended',
  suspensionTold.schema,
  'from',
);
export const organisationRevised = organisation.revised;
export const organisationCorrected = organisation.corrected(toldAs(Application, {}));

export const registerOrganisation = organisation.create({
  summary: 'Enter an organisation that asks to be recognised; what an association enters, the registrar ministry owns',
  by: allow('registrar', { self: ['association'] }),
  body: given(Application),
});

export const recogniseOrganisation = organisation.change('recognition', {
  summary: 'Recognise an organisation for a period; a suspension ends with it',
  by: allow('registrar'),
  body: given(Recognition),
  refuses: ['DATES_REVERSED', 'FUTURE_DATE'],
});

export const suspendOrganisation = organisation.change('suspension', {
  summary: 'Suspend the recognition of an organisation',
  by: allow('registrar'),
  body: given(Suspension),
  dated: 'suspendedOn',
  refuses: ['WRONG_STATE'],
});

export const correctOrganisation = organisation.correct({
  summary:
    'Correct an organisation; while it is recognised, its name, kind, country and identifiers stay as they are, since ' +
    'the recognition rests on them: it is suspended, corrected and recognised again',
  by: allow('registrar', { self: ['association'] }),
  fields: given(Application),
  event: organisationCorrected,
  frozen: ({ status }) =>
    status === 'recognised'
      ? [{ fields: ['name', 'kind', 'country', 'identifiers'], by: 'FROZEN_BY_RECOGNITION' }]
      : [],
});

export const { list: listOrganisations, get: getOrganisation } = organisation.reads({
  by: allow(governmentRoles, { self: ['association'] }),
  byIdentifier: true,
});
