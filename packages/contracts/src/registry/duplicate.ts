// Two records of a ministry that may be of one person: open → rejected | merged → unmerged; lapsed where one of them was
// erased, or both have become one otherwise. It names records by their ids, and says of who they are nothing but how their
// fields compare. One that was decided is never proposed again.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { ReasonCode } from '../kernel/requests.ts';
import { LocalDate } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { duplicateFeatures, fieldAgreements } from './duplicate-features.ts';

export const duplicateStates = ['open', 'rejected', 'merged', 'unmerged', 'lapsed'] as const;

const ScoreLine = z.strictObject({
  feature: z.enum(duplicateFeatures as [string, ...string[]]).describe('what was compared'),
  agreement: z.enum(fieldAgreements).describe('how it compares in both records'),
  points: z.int().describe('what it adds to the score'),
});

export const duplicate = defineAggregate(
  'registry.duplicate',
  z.strictObject({
    status: z.enum(duplicateStates),
    personId: Id.describe('one of the records, by its id'),
    otherId: Id.describe('the other record, by its id'),
    score: z.int().describe('the sum of the points; the higher, the likelier they are one person'),
    lines: z.array(ScoreLine).describe('where the score comes from; empty once one of them was erased'),
    foundOn: LocalDate,
    decidedOn: LocalDate.optional(),
    reasonCode: ReasonCode.optional().describe('why it was decided so, by its code'),
    survivorId: Id.optional().describe('the record that goes on for both, by its id'),
    mergedId: Id.optional().describe('the record that was merged into it, by its id'),
  }),
  {
    path: '/v1/duplicates',
    called: ['a likely duplicate', 'likely duplicates'],
    filters: ['status'],
    days: ['foundOn'],
    soughtBy: [['personId'], ['otherId']],
    status: ({ status }) => status,
    confidential: true,
    ofPersons: { toldTo: ['registrar'], ids: ['personId', 'otherId', 'survivorId', 'mergedId'] },
  },
);
export type Duplicate = z.infer<typeof duplicate.state>;

export const duplicateFound = duplicate.event(
  'found.v1',
  'Two records were found that may be of one person',
  z.strictObject({ personId: Id, otherId: Id, score: z.int(), foundOn: LocalDate }),
  'foundOn',
);
export const duplicateRejected = duplicate.event(
  'rejected.v1',
  'Two records were found to be of two persons',
  z.strictObject({ reasonCode: ReasonCode, rejectedOn: LocalDate }),
  'rejectedOn',
);
export const duplicateMerged = duplicate.event(
  'merged.v1',
  'Two records of one person were merged',
  z.strictObject({ survivorId: Id, mergedId: Id, mergedOn: LocalDate }),
  'mergedOn',
);
export const duplicateUnmerged = duplicate.event(
  'unmerged.v1',
  'Two records that had been merged were parted again',
  z.strictObject({ survivorId: Id, mergedId: Id, reasonCode: ReasonCode, unmergedOn: LocalDate }),
  'unmergedOn',
);
export const duplicateLapsed = duplicate.event(
  'lapsed.v1',
  'There is nothing left to decide of two records: one of them was erased, or both have become one',
  z.strictObject({ lapsedOn: LocalDate }),
  'lapsedOn',
);
export const duplicateRevised = duplicate.revised;

export const { list: listDuplicates, get: getDuplicate } = duplicate.reads({
  by: allow(['registrar', 'privacy'], { ministry: 'own' }),
  summary: 'Read a likely duplicate: which records it is of, and line by line why they may be of one person',
});

export const rejectDuplicate = duplicate.change('rejection', {
  summary: 'Decide that two records are of two persons; they are never proposed again',
  by: allow(['registrar', 'privacy'], { ministry: 'own' }),
  body: z.strictObject({
    reasonCode: ReasonCode.describe('why, by its code, such as TWINS'),
    rejectedOn: LocalDate.describe('the day of the decision; today unless told, and never later'),
  }),
  dated: 'rejectedOn',
  personal: true,
  refuses: ['WRONG_STATE'],
});

export const mergeDuplicate = duplicate.change('merge', {
  summary:
    'Decide that two records are of one person, and merge them. The record that goes on is found by both ids, and ' +
    'shows what both vaults hold; the other one is kept as it is, so that they can be parted again. An identity that is ' +
    'bound to either acts for the record that goes on; two records of two identities are not merged until one of them ' +
    'is unbound',
  by: allow('privacy', { ministry: 'own' }),
  body: z.strictObject({
    survivorId: Id.describe('the record that goes on for both, by its id'),
    mergedOn: LocalDate.describe('the day of the decision; today unless told, and never later'),
  }),
  dated: 'mergedOn',
  personal: true,
  refuses: ['WRONG_STATE', 'NOT_OF_THE_PAIR', 'BOUND_TO_TWO', 'CONSENT_WITHDRAWN'],
});

export const unmergeDuplicate = duplicate.change('unmerge', {
  summary: 'Part two records that were merged: each is again what it was. They are never proposed again',
  by: allow('privacy', { ministry: 'own' }),
  body: z.strictObject({
    reasonCode: ReasonCode.describe('why, by its code, such as MISTAKEN'),
    unmergedOn: LocalDate.describe('the day of the decision; today unless told, and never later'),
  }),
  dated: 'unmergedOn',
  personal: true,
  refuses: ['WRONG_STATE'],
});
