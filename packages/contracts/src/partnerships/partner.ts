// A partner: a donor, a foundation, a bank, a twin town; where it is an organisation of the diaspora, a recognised one.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { toldAs } from '../kernel/told-as.ts';
import { organisationRefusals } from '../registry/organisation-standing.ts';
import { CountryCode, Id, identifierText, OrganisationIdentifier } from '../values/identity.ts';
import { given, openCode } from '../values/kept-and-given.ts';
import { Text } from '../values/text.ts';

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

export const partner = defineAggregate(
  'partnerships.partner',
  z.strictObject({
    name: Text,
    kind: openCode(partnerKinds),
    country: CountryCode,
    identifier: OrganisationIdentifier.optional(),
    organisationId: Id.optional(),
  }),
  {
    path: '/v1/partners',
    called: ['a partner', 'partners'],
    filters: ['kind', 'country'],
    status: () => 'registered',
    claims: ({ identifier }) =>
      identifier === undefined ? [] : [{ identifier: identifierText(identifier), pointer: '/identifier' }],
  },
);
export type Partner = z.infer<typeof partner.state>;

export const partnerRegistered = partner.event('registered.v1', 'A partner was entered', partner.state);
export const partnerRevised = partner.revised;
export const partnerCorrected = partner.corrected(toldAs(partner.state, {}));

export const registerPartner = partner.create({
  summary: 'Enter a partner',
  by: allow('partner-officer'),
  body: given(partner.state),
  refuses: organisationRefusals,
});

export const correctPartner = partner.correct({
  summary:
    'Correct a partner; the organisation that it names stays, since it was let in because that one is recognised: ' +
    'another organisation is another partner',
  by: allow('partner-officer', { ministry: 'own' }),
  fields: given(partner.state),
  event: partnerCorrected,
  frozen: ({ organisationId }) =>
    organisationId === undefined ? [] : [{ fields: ['organisationId'], by: 'FROZEN_BY_ORGANISATION' }],
  refuses: organisationRefusals,
});

export const { list: listPartners, get: getPartner } = partner.reads({
  by: allow(governmentRoles),
  byIdentifier: true,
});
