// A member of the diaspora: registered → verified → active ⇄ dormant → withdrawn | deceased → erased; ⇄ merged, of two records
// of one person. It holds coarse attributes and blind tokens, for its ministry and the person alone; the vault has who that is.
import { z } from 'zod';
import { defineAggregate } from '../kernel/aggregate.ts';
import { Instant, LocalDate } from '../values/date.ts';
import { CountryCode, Id } from '../values/identity.ts';
import { Code } from '../values/text.ts';
import { Consent } from './consent.ts';
import { guardianFields } from './person-guardian-state.ts';
import { assuranceLevels, PersonProfile } from './person-profile.ts';
import { transferFields } from './person-transfer-state.ts';

const cohort = /^(\d{4}-\d{4}|unknown)$/;
export const BirthCohort = z
  .string()
  .regex(cohort)
  .describe('five years of birth, or `unknown`')
  .meta({ examples: ['1985-1989'] });
export const Contactable = z.boolean().describe('whether the person may be contacted, and can be');

export const personStates = [
  'registered',
  'verified',
  'active',
  'dormant',
  'withdrawn',
  'deceased',
  'merged',
  'erased',
] as const;

/** States of a record that is neither closed, merged nor erased. */
export const openPersonStates = [
  'registered',
  'verified',
  'active',
  'dormant',
] as const satisfies readonly (typeof personStates)[number][];

export const person = defineAggregate(
  'registry.person',
  PersonProfile.partial({ residence: true, sex: true }).extend({
    status: z.enum(personStates),
    birthCohort: BirthCohort,
    channel: Code,
    assurance: z.enum(assuranceLevels),
    contactable: Contactable,
    registeredOn: LocalDate,
    verifiedOn: LocalDate.optional(),
    confirmedOn: LocalDate.optional(),
    closedOn: LocalDate.optional(),
    erasedOn: LocalDate.optional(),
    /** none in records that were never asked for one */
    consents: z.array(Consent).optional().describe('what the person consented to, a purpose once'),
    /** the earliest day on which one of them expires */
    consentUntil: LocalDate.optional(),
    /** the record that goes on for this one since they were merged, and what this one was before */
    mergedInto: Id.optional(),
    mergedOn: LocalDate.optional(),
    statusBefore: z.enum(personStates).optional(),
    /** the version of its row in the vault; none once it is erased */
    vault: Id.optional(),
    /** blind tokens of what it is found by, each `<kind>:…` */
    tokens: z.array(z.string()),
    /** blind token of the identity that was bound to it by a code, and since when */
    identity: z.string().optional(),
    boundOn: LocalDate.optional(),
    /** blind token of the newest code for a binding, and what is known of it */
    bindingCode: z.string().optional(),
    bindingCodes: z.strictObject({ until: Instant, issuedBy: z.string(), issuedAt: z.array(Instant) }).optional(),
    ...transferFields,
    ...guardianFields,
  }),
  {
    path: '/v1/persons',
    called: ['a person', 'persons'],
    listed: false,
    soughtBy: [
      ['tokens'],
      ['mergedInto'],
      ['bindingCode'],
      ['applicantId'],
      ['transferId'],
      ['transferTo', 'transferId'],
      ['consentUntil'],
      ['guardedBy'],
    ],
    status: ({ status }) => status,
    confidential: true,
    ofPersons: { toldTo: ['registrar'], ids: ['receiptId', 'survivorId'] },
    applicants: { shownTo: [] },
    erasedBy: 'erased.v1',
    claims: ({ tokens, identity }) => [
      ...claimed(tokens),
      ...(identity === undefined ? [] : [{ identifier: identity, pointer: '/code', called: '/code' }]),
    ],
  },
);
export type Person = z.infer<typeof person.state>;

/** Fields of the state that no answer shows as they are kept. */
export const bookkeeping = {
  vault: true,
  tokens: true,
  consentUntil: true,
  mergedInto: true,
  mergedOn: true,
  statusBefore: true,
  identity: true,
  bindingCode: true,
  bindingCodes: true,
  transfer: true,
  guardians: true,
  guardedBy: true,
} as const;

/** Kinds of token that no two persons of a ministry share, with the field that each is made of. */
const claimedBy: Readonly<Record<string, string>> = { email: 'emails', document: 'documents' };

/** Whether no two persons of a ministry share a token. */
export const isClaimed = (token: string): boolean => claimedBy[token.slice(0, token.indexOf(':'))] !== undefined;

function claimed(tokens: readonly string[]) {
  const seen = new Map<string, number>();
  return tokens.flatMap((identifier) => {
    const kind = identifier.slice(0, identifier.indexOf(':'));
    const field = claimedBy[kind];
    if (field === undefined) return [];
    const at = seen.get(kind) ?? 0;
    seen.set(kind, at + 1);
    return [{ identifier, pointer: `/${field}/${at}`, called: `/${field}/${at}` }];
  });
}

export const personRegistered = person.event(
  'registered.v1',
  'A person was registered',
  z.strictObject({
    sex: Code,
    birthCohort: BirthCohort,
    residenceCountry: CountryCode,
    channel: Code,
    assurance: Code,
    contactable: z.boolean(),
    registeredOn: LocalDate,
  }),
  'registeredOn',
);
export const personAssuranceRaised = person.event(
  'assurance-raised.v1',
  'It became surer that a person is who they say',
  z.strictObject({ assurance: Code, verifiedOn: LocalDate }),
  'verifiedOn',
);
export const personResidenceChanged = person.event(
  'residence-changed.v1',
  'A person moved to another country',
  z.strictObject({ residenceCountry: CountryCode, changedOn: LocalDate }),
  'changedOn',
);
export const personConfirmed = person.event(
  'confirmed.v1',
  'A person confirmed that the record is right',
  z.strictObject({ contactable: z.boolean(), channel: Code, confirmedOn: LocalDate }),
  'confirmedOn',
);
export const personClosed = person.event(
  'closed.v1',
  'The record of a person was closed',
  z.strictObject({ reason: Code, closedOn: LocalDate }),
  'closedOn',
);
export const personMerged = person.event(
  'merged.v1',
  'The record of a person was merged into another one of the same person, which goes on for both',
  z.strictObject({ survivorId: Id, mergedOn: LocalDate }),
  'mergedOn',
);
export const personUnmerged = person.event(
  'unmerged.v1',
  'The record of a person that had been merged is again what it was before',
  z.strictObject({ unmergedOn: LocalDate }),
  'unmergedOn',
);
export const personErased = person.event(
  'erased.v1',
  'A person was erased: nothing that says who it was is left',
  z.strictObject({ receiptId: Id, erasedOn: LocalDate }),
  'erasedOn',
);
export const personRevised = person.revised;

/** What corrections tell of a person. */
const Told = z.strictObject({
  sex: Code,
  birthCohort: BirthCohort,
  residenceCountry: CountryCode,
  contactable: z.boolean(),
});
export const personCorrected = person.corrected({
  schema: Told,
  of: ({ sex, birthCohort, residence, contactable }) => ({
    sex,
    birthCohort,
    residenceCountry: residence?.country,
    contactable,
  }),
});
