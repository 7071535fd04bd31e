// How persons are read, found and erased: nothing is listed, and every answer that shows something of a person was
// recorded before it left.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { BusinessDate, IdParams, LangQuery, PageQuery, pageOf, ReasonCode } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Count } from '../values/count.ts';
import { Instant, LocalDate } from '../values/date.ts';
import { componentNames } from '../values/described.ts';
import { CountryCode, Id, MinistryCode, SubjectId } from '../values/identity.ts';
import { given, openCode } from '../values/kept-and-given.ts';
import { withOneOf } from '../values/one-of-needed.ts';
import { text } from '../values/text.ts';
import { bookkeeping, person } from './person.ts';
import { PersonFreshness } from './person-freshness.ts';
import { BirthDate, EmailAddress, IdentityDocument, MaskedVault } from './person-vault.ts';

/** Known purposes of a look at a person; an open list. */
export const readPurposes = [
  'SERVICE',
  'VERIFICATION',
  'CORRECTION',
  'DUPLICATE_CHECK',
  'RECONFIRMATION',
  'OWN_RECORD',
] as const;
const Purpose = given(openCode(readPurposes)).describe(
  'why it is looked at; the person is told of it. Who looks at their own record need not say it',
);

const Shown = z.strictObject({
  id: Id,
  seq: Count,
  ministry: MinistryCode,
  updatedAt: Instant,
  pairwiseId: Id.optional().describe('the person as /v1/changes names it to this client, and to no other'),
  applicantId: SubjectId.optional().describe('the subject of the person, shown to nobody else'),
  ...person.state.omit(bookkeeping).shape,
  freshness: PersonFreshness.optional().describe('how fresh the record is; not there once it is closed'),
  vault: MaskedVault.describe('who the person is, each field through the mask of the reader'),
  mergedFrom: z
    .array(z.strictObject({ id: Id, vault: MaskedVault, consents: person.state.shape.consents }))
    .optional()
    .describe('the records that were merged into this one, and what their vaults hold beside it'),
});
componentNames.add(Shown, { name: 'Person' });
export type ShownPerson = z.infer<typeof Shown>;

const common = { service: 'registry' } as const;

export const getPerson = defineRoute({
  ...common,
  method: 'GET',
  path: '/v1/persons/{id}',
  summary:
    'Read a person, each field through the mask of the reader; the look is recorded before the answer leaves. A record ' +
    'that was merged into another one is answered with that one, and commands by its id change that one. A purpose for which a notice of the ministry asks ' +
    'for consent shows how to reach somebody only while that is given; under an emergency access how to reach who lives ' +
    'in its places is shown without one',
  access: allow(['registrar', 'privacy'], { ministry: 'own', self: ['person'] }),
  params: IdParams,
  query: z.strictObject({
    ...LangQuery,
    purpose: Purpose.optional(),
    emergencyAccess: Id.optional().describe(
      'the emergency access under which a registrar looks, by its id; the purpose is its own then, and need not be said',
    ),
  }),
  reply: { 200: Shown },
  problems: [
    'GONE',
    'PURPOSE_REQUIRED',
    'CONSENT_MISSING',
    'EMERGENCY_ACCESS_UNKNOWN',
    'EMERGENCY_ACCESS_NOT_YOURS',
    'EMERGENCY_ACCESS_OVER',
    'EMERGENCY_ACCESS_NOT_COVERING',
    'UNAVAILABLE',
  ],
});

const Found = z.strictObject({
  id: Id,
  status: z.enum(person.state.shape.status.options),
  vault: MaskedVault,
});

const soughtBy = ['email', 'phone', 'document', 'name'] as const;

/** What a search asks for: one thing that is known of the person, or more. */
const Sought = withOneOf(
  z.strictObject({
    purpose: Purpose,
    email: EmailAddress.optional(),
    phone: text(40).optional().describe('a telephone number, with the code of its country'),
    country: CountryCode.optional().describe('the country of a telephone number that is given without its code'),
    document: IdentityDocument.optional(),
    name: text(400).optional().describe('the whole name in one script, its parts in any order'),
    matching: z
      .enum(['exact', 'phonetic'])
      .default('exact')
      .describe(
        'how a name is compared: as it is spelled, or as it sounds, across scripts, and whoever has more names',
      ),
    birthDate: BirthDate.optional().describe('narrows a search by name'),
  }),
  soughtBy,
  'name',
);

/** Persons that a search shows at most. */
export const FOUND_LIMIT = 20;

export const searchPersons = defineRoute({
  ...common,
  method: 'POST',
  path: '/v1/persons/search',
  summary: `Find persons of your ministry by one thing that is known of them, at most ${FOUND_LIMIT}; a name exactly or by its sound`,
  access: allow('registrar', { ministry: 'own' }),
  body: Sought,
  reply: {
    200: z.strictObject({
      items: z.array(Found).max(FOUND_LIMIT),
      more: z.boolean().describe('whether there are others, which a narrower search would show'),
    }),
  },
  problems: ['UNAVAILABLE'],
  idempotency: 'ignored',
  precondition: 'none',
  personal: true,
});
export type SoughtPerson = z.output<typeof Sought>;

/** One look at a person, as the person is told of it. */
export const PersonLook = z.strictObject({
  at: Instant,
  ministry: z.string().describe('the ministry that looked; empty for the person'),
  roles: z.array(z.string()).describe('the roles of who looked'),
  purpose: z.string().describe('why'),
  what: z
    .string()
    .describe(
      'how it was looked at: `read`, `copy`, `search`, `duplicate`, `comparison`, `correction`, `code`, `binding`, ' +
        '`unbinding`, `transfer`, `guardian`, `contact`, `emergency` or `erasure`',
    ),
  fields: z.record(z.string(), z.string()).describe('the fields of the vault that were shown, with their masks'),
  consent: z
    .string()
    .optional()
    .describe('the consent that it rested on, as purpose/revision; none where it needed none'),
  emergencyAccess: Id.optional().describe(
    'the emergency access under which it was looked at without a consent, by its id',
  ),
  entry: Count.describe('its number in the chain of the audit'),
});
export type PersonLook = z.infer<typeof PersonLook>;

export const listPersonReads = defineRoute({
  ...common,
  method: 'GET',
  path: '/v1/persons/{id}/reads',
  summary: 'List who looked at a person, when and why, the oldest first',
  access: allow('privacy', { ministry: 'own', self: ['person'] }),
  params: IdParams,
  query: z.strictObject(PageQuery),
  reply: { 200: pageOf(PersonLook) },
});

/** What is left of a person: that there was one, and when it was erased. */
export const ErasureReceipt = z.strictObject({
  receiptId: Id.describe('the receipt, by its id'),
  personId: Id.describe('the person who was erased, by the id'),
  ministry: MinistryCode,
  reasonCode: ReasonCode,
  erasedOn: LocalDate.describe('the day of the erasure; today unless told, and never later'),
});
export type ErasureReceipt = z.infer<typeof ErasureReceipt>;

export const erasePerson = defineRoute({
  ...common,
  method: 'POST',
  path: '/v1/persons/{id}/erasure',
  summary:
    'Erase a person for good: the key, the vault and the tokens are destroyed, and nothing brings them back. The ' +
    'receipt holds no personal data; asked again, it is answered again',
  access: allow('privacy', { ministry: 'own' }),
  params: IdParams,
  body: z.strictObject({ reasonCode: ReasonCode, erasedOn: BusinessDate }),
  reply: { 200: ErasureReceipt },
  problems: ['FUTURE_DATE', 'UNAVAILABLE'],
  idempotency: 'ignored',
  precondition: 'none',
});
