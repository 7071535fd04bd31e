// All that the registry has of a person, in one document that a machine reads: it is the person's to take along.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { IdParams, LangQuery } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Count } from '../values/count.ts';
import { Instant } from '../values/date.ts';
import { componentNames } from '../values/described.ts';
import { Id, MinistryCode } from '../values/identity.ts';
import { bookkeeping, person } from './person.ts';
import { ShownGuardianship } from './person-guardian.ts';
import { PersonLook } from './person-reading.ts';
import { VaultContent } from './person-vault.ts';

const CopiedRecord = z.strictObject({
  id: Id,
  ministry: MinistryCode,
  seq: Count,
  updatedAt: Instant,
  ...person.state.omit(bookkeeping).shape,
  vault: VaultContent.describe('who the person is, each field in whole'),
});

const CopiedEvent = z.strictObject({
  recordId: Id.describe('the record that it is about, by its id'),
  type: z.string().describe('what happened, by the type of the event'),
  at: Instant,
  data: z.record(z.string(), z.unknown()).describe('what the event tells'),
});

/** A copy of everything; of looks and events all there are. */
export const PersonCopy = z.strictObject({
  copiedAt: Instant.describe('the moment of the copy'),
  records: z.array(CopiedRecord).min(1).describe('the record, and those that were merged into it'),
  guardians: z
    .array(ShownGuardianship)
    .optional()
    .describe('who acts for the person, and who did; none where nobody ever did'),
  looks: z.array(PersonLook).describe('who looked at them, the oldest first; this copy is the last one'),
  events: z.array(CopiedEvent).describe('what happened to them, record by record'),
});
componentNames.add(PersonCopy, { name: 'PersonCopy' });
export type PersonCopy = z.infer<typeof PersonCopy>;

export const copyPerson = defineRoute({
  service: 'registry',
  method: 'GET',
  path: '/v1/persons/{id}/copy',
  summary:
    'Take a complete copy of what the registry has of you: record and vault in whole, who looked at it, and what ' +
    'happened to it. The copy is recorded before it leaves',
  access: allow([], { self: ['person'] }),
  params: IdParams,
  query: z.strictObject(LangQuery),
  reply: { 200: PersonCopy },
  replyHeaders: ['content-disposition', 'cache-control'],
  problems: ['GONE', 'UNAVAILABLE'],
});
