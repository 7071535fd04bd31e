// Those who act for a minor: other persons of the registry, named by a registrar by evidence, until the minor comes of age
// or the guardianship ends. No event names a guardian, and none tells the day on which somebody comes of age.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { IdParams, LangQuery, PageQuery, pageOf, ReasonCode } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { LocalDate } from '../values/date.ts';
import { Id, MinistryCode } from '../values/identity.ts';
import { given } from '../values/kept-and-given.ts';
import { Code } from '../values/text.ts';
import { AgeOfMajority, MajoritySource } from './majority-rules.ts';
import { person } from './person.ts';
import { Guardianship, guardianshipEnds, MOST_GUARDIANSHIPS } from './person-guardian-state.ts';

const { no, relation, evidence, since, until } = Guardianship.shape;

export const personGuardianAdded = person.event(
  'guardian-added.v1',
  'Someone acts for a minor from a day on; it is not told who',
  z.strictObject({ no, relation: Code.describe('what the guardian is to the minor, by an open list'), since }),
  'since',
);
export const personGuardianEnded = person.event(
  'guardian-ended.v1',
  'Someone acts for a minor no longer; of whoever came of age it is told on the first day of a month after',
  z.strictObject({
    no,
    relation: Code.describe('what the guardian is to the minor, by an open list'),
    cause: z.enum(guardianshipEnds).describe('why it ended: ended, term, of-age or guardian-gone'),
    reasonCode: ReasonCode.optional().describe('why a registrar ended it, by its code'),
    endedOn: LocalDate.describe('the day from which it held no longer'),
  }),
  'endedOn',
);

export const addGuardian = person.change('guardians', {
  summary:
    'Name someone who acts for a minor: another person of your ministry who is of age and was seen by an officer, by ' +
    'the id of their record. Whoever is bound to that record reads and corrects the record of the minor as their own, ' +
    'until the minor comes of age or the guardianship ends',
  by: allow('registrar', { ministry: 'own', person: true }),
  body: z.strictObject({
    guardianId: Id.describe('the record of the guardian, by its id'),
    relation: given(relation).describe('what the guardian is to the minor, by an open list'),
    evidence,
    since: given(since).describe('the first day of it; today unless told, and never later'),
    until: given(LocalDate)
      .optional()
      .describe('the day from which it holds no longer; one on which the minor is of age is not kept'),
  }),
  dated: 'since',
  personal: true,
  refuses: [
    'WRONG_STATE',
    'NOT_A_MINOR',
    'GUARDIAN_NOT_TAKEN',
    'ALREADY_EXISTS',
    'ABOVE_LIMIT',
    'DATES_REVERSED',
    'FOUR_EYES',
  ],
});

export const endGuardianship = person.change('guardians/{no}/end', {
  summary: 'End a guardianship: whoever acted by it does so no longer, from the answer on',
  by: allow('registrar', { ministry: 'own' }),
  place: { no: z.coerce.number<string>().int().min(1).max(MOST_GUARDIANSHIPS) },
  body: z.strictObject({
    reasonCode: ReasonCode.describe('why, by its code, such as COURT_DECISION'),
    endedOn: given(LocalDate).describe('the day from which it held no longer; today unless told, and never later'),
  }),
  dated: 'endedOn',
  personal: true,
  refuses: ['NOT_FOUND', 'WRONG_STATE', 'DATES_REVERSED'],
});

export const guardianshipStates = ['open', 'resting', 'ended'] as const;

export const ShownGuardianship = Guardianship.extend({
  recordId: Id.describe('the record that it is kept in, by its id: one that was merged keeps its own'),
  guardianId: Id.optional().describe(
    'the record of the guardian, by its id; not there once it has ended, while that record is with another ministry, ' +
      'and of other guardians to a guardian',
  ),
  status: z
    .enum(guardianshipStates)
    .describe('open; resting while the two records are with two ministries or that of the guardian is closed; ended'),
});
export type ShownGuardianship = z.infer<typeof ShownGuardianship>;

export const listGuardians = defineRoute({
  service: 'registry',
  method: 'GET',
  path: '/v1/persons/{id}/guardians',
  summary:
    'List who acts for a person, and who did; with the age of majority that counts, whose source is told, and whether ' +
    'the person is a minor by it. Somebody whose day of birth is known in part is of age as soon as they may be',
  access: allow(['registrar', 'privacy'], { ministry: 'own', self: ['person'] }),
  params: IdParams,
  query: z.strictObject(LangQuery),
  reply: {
    200: z.strictObject({
      isMinor: z
        .boolean()
        .describe('whether the person is under age; of somebody whose birth is not known it is false'),
      ageOfMajority: AgeOfMajority,
      source: MajoritySource,
      guardians: z.array(ShownGuardianship).describe('the guardianships, record by record, the oldest first'),
    }),
  },
  problems: ['GONE', 'UNAVAILABLE'],
});

export const listWards = defineRoute({
  service: 'registry',
  method: 'GET',
  path: '/v1/self/wards',
  summary: 'List the minors for whom you act, by their records; a page may have fewer than were asked for',
  access: allow([], { self: ['person'] }),
  query: z.strictObject(PageQuery),
  reply: {
    200: pageOf(
      z.strictObject({
        id: Id.describe('the record of the minor, by its id'),
        ministry: MinistryCode,
        status: z.enum(person.state.shape.status.options),
        relation,
        since,
        until,
      }),
    ),
  },
});
