// An organisation of the diaspora: applied → recognised ⇄ suspended → expired | withdrawn, or applied → refused; whatever ended,
// it may be recognised anew. Every step of its recognition is kept, with its reason.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { toldAs } from '../kernel/told-as.ts';
import { LocalDate } from '../values/date.ts';
import { FoldedName } from '../values/folded-name.ts';
import { CountryCode, Id, identifierText, OrganisationIdentifier } from '../values/identity.ts';
import { given, listOf, openCode } from '../values/kept-and-given.ts';
import { Code, Text } from '../values/text.ts';
import {
  LinkedOrganisation,
  Membership,
  MOST_SUCCESSORS,
  OrganisationNames,
  OrganisationSuccession,
  Representative,
  RepresentativeRead,
  ShownName,
} from './organisation-parts.ts';

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

export const organisationStates = ['applied', 'recognised', 'suspended', 'expired', 'withdrawn', 'refused'] as const;

/** A step of its recognition: where it stood from a day on, and why. */
const RecognitionStep = z.strictObject({
  status: z.enum(organisationStates).describe('how it stood from that day on'),
  on: LocalDate.describe('the day of the step'),
  endsOn: LocalDate.optional().describe('of a recognition: its last day'),
  registerNumber: Code.optional().describe('of a recognition: its number in the register'),
  reasonCode: Code.optional().describe('why, by its code; of what ended or was refused'),
});
export type RecognitionStep = z.infer<typeof RecognitionStep>;

/** A recognition and a suspension as their events tell them. */
export const recognitionTold = toldAs(Recognition, { startsOn: 'validFrom', endsOn: 'validUntil' });
export const suspensionTold = toldAs(Suspension, { suspendedOn: 'from' });

export const organisation = defineAggregate(
  'registry.organisation',
  Application.extend({
    status: z.enum(organisationStates),
    recognition: Recognition.optional(),
    suspension: Suspension.optional(),
    history: z.array(RecognitionStep).optional().describe('every step of its recognition, the first one first'),
    representatives: z
      .array(Representative)
      .optional()
      .describe('who may act for it, or once might, in the order in which they were entered'),
    memberships: z
      .array(Membership)
      .optional()
      .describe('to which organisations it belongs, or once did, in the order in which they were entered'),
    memberOf: z.array(Id).optional().describe('the networks and federations of which it is a member now'),
    branchOf: z.array(Id).optional().describe('the organisations of which it is a branch now'),
    successorIds: z.array(Id).max(MOST_SUCCESSORS).optional().describe('the organisations that follow it'),
    succession: OrganisationSuccession.optional(),
    names: OrganisationNames.optional(),
    /** every name that it has or had, folded; none in what was kept before it had more than one */
    named: z.array(FoldedName).optional(),
  }),
  {
    path: '/v1/organisations',
    called: ['an organisation', 'organisations'],
    filters: ['status', 'country', 'memberOf', 'branchOf', 'successorIds', 'named'],
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
export const organisationWithdrawn = organisation.event(
  'withdrawn.v1',
  'The recognition of an organisation was withdrawn',
  z.strictObject({ reasonCode: Code, withdrawnOn: LocalDate }),
  'withdrawnOn',
);
export const organisationRefused = organisation.event(
  'refused.v1',
  'An organisation was refused its recognition',
  z.strictObject({ reasonCode: Code, refusedOn: LocalDate }),
  'refusedOn',
);
export const organisationExpired = organisation.event(
  'expired.v1',
  'The period for which an organisation was recognised is over',
  z.strictObject({ expiredOn: LocalDate.describe('the day on which it was seen to be over') }),
  'expiredOn',
);
export const organisationRevised = organisation.revised;
export const organisationCorrected = organisation.corrected(toldAs(Application, {}));

export const registerOrganisation = organisation.create({
  summary: 'Enter an organisation that asks to be recognised; what an association enters, the registrar ministry owns',
  by: allow('registrar', { self: ['association'] }),
  body: given(Application),
});

export const recogniseOrganisation = organisation.change('recognition', {
  summary: 'Recognise an organisation that no other one follows for a period; a suspension ends with it',
  by: allow('registrar'),
  body: given(Recognition),
  refuses: ['DATES_REVERSED', 'FUTURE_DATE', 'ORGANISATION_SUCCEEDED'],
});

export const suspendOrganisation = organisation.change('suspension', {
  summary: 'Suspend the recognition of an organisation',
  by: allow('registrar'),
  body: given(Suspension),
  dated: 'suspendedOn',
  refuses: ['WRONG_STATE'],
});

export const withdrawRecognition = organisation.change('withdrawal', {
  summary: 'Withdraw the recognition of an organisation; nothing is registered for it until it is recognised anew',
  by: allow('registrar'),
  body: z.strictObject({
    reasonCode: Code.describe('why, by its code, such as DISSOLVED'),
    withdrawnOn: given(LocalDate).describe('the day of it; today unless told, and never later'),
  }),
  dated: 'withdrawnOn',
  refuses: ['WRONG_STATE'],
});

export const refuseOrganisation = organisation.change('refusal', {
  summary: 'Refuse an organisation the recognition that it asked for',
  by: allow('registrar'),
  body: z.strictObject({
    reasonCode: Code.describe('why, by its code, such as NO_STATUTES'),
    refusedOn: given(LocalDate).describe('the day of the decision; today unless told, and never later'),
  }),
  dated: 'refusedOn',
  refuses: ['WRONG_STATE'],
});

export const correctOrganisation = organisation.correct({
  summary:
    'Correct an organisation; while it is recognised, its name, kind, country and identifiers stay as they are, since ' +
    'the recognition rests on them: it is suspended, corrected and recognised again',
  by: allow('registrar', { self: ['association'] }),
  fields: given(Application),
  event: organisationCorrected,
  refuses: ['NOT_A_REPRESENTATIVE'],
  frozen: ({ status }) =>
    status === 'recognised'
      ? [{ fields: ['name', 'kind', 'country', 'identifiers'], by: 'FROZEN_BY_RECOGNITION' }]
      : [],
});

export const { list: listOrganisations, get: getOrganisation } = organisation.reads({
  by: allow(governmentRoles, { self: ['association'] }),
  byIdentifier: true,
  hides: ['representatives', 'named'],
  shows: {
    shownName: ShownName.describe(
      'its name in the language that is asked for: official, else translated, else the one under which it is registered',
    ),
    representatives: z
      .array(RepresentativeRead)
      .optional()
      .describe('who may act for it, or once might, in the order in which they were entered'),
    successors: z
      .array(LinkedOrganisation)
      .optional()
      .describe('the organisations that follow it; in the read of one alone'),
    predecessors: z
      .array(LinkedOrganisation)
      .optional()
      .describe('the organisations that it follows, 100 at most; in the read of one alone'),
  },
});
