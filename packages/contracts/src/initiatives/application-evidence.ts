// The files of an application: added with their digest, and read as attachments, each read noted before it is answered.
import { z } from 'zod';
import { allow, selfRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { IdParams } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { LocalDate } from '../values/date.ts';
import { Id } from '../values/identity.ts';
import { Code } from '../values/text.ts';
import { application } from './application.ts';
import { EVIDENCE_BYTES, EvidenceFile, evidenceTypes, Sha256 } from './evidence.ts';

export const applicationEvidenceAdded = application.event(
  'evidence-added.v1',
  'A file of evidence was added to an application',
  EvidenceFile.extend({ callId: Id, programmeId: Id }),
  'addedOn',
);

export const addEvidence = application.change('evidence', {
  summary:
    'Add a file of evidence to an application: the body is its bytes, which must have the digest that is named and be ' +
    'what their media type says',
  by: allow('officer', { ministry: 'own', self: selfRoles }),
  query: z.strictObject({
    sha256: Sha256,
    kind: Code.describe('what the file is, e.g. `REPORT`'),
  }),
  body: z.strictObject({}),
  upload: { types: evidenceTypes, bytes: EVIDENCE_BYTES, example: '%PDF-1.7' },
  answerMs: 25_000,
  refuses: [
    'WRONG_STATE',
    'ALREADY_EXISTS',
    'CONFLICT',
    'ABOVE_LIMIT',
    'EVIDENCE_OF_OTHER_TYPE',
    'EVIDENCE_OF_OTHER_DIGEST',
    'BODY_TOO_LARGE',
    'EVIDENCE_NOT_KEPT',
    'STORAGE_FULL',
    'NOT_A_REPRESENTATIVE',
  ],
});

export const getEvidence = defineRoute({
  service: 'initiatives',
  method: 'GET',
  path: '/v1/applications/{id}/evidence/{sha256}',
  summary: 'Read a file of evidence as an attachment; that it was read is noted before it is answered',
  access: allow(['officer', 'reviewer', 'approver', 'finance'], { ministry: 'own', self: selfRoles }),
  params: IdParams.extend({ sha256: Sha256 }),
  produces: evidenceTypes,
  reply: { 200: z.string() },
  replyHeaders: ['etag', 'content-disposition', 'cache-control'],
  problems: ['EVIDENCE_NOT_KEPT'],
});

/** One read of a file of evidence. Who read it is told to the data protection officer of the ministry alone. */
export const evidenceReading = defineAggregate(
  'initiatives.evidence-reading',
  z.strictObject({
    applicationId: Id,
    sha256: Sha256,
    reader: z.string().describe('the person or machine that read it, as its token names it'),
    byApplicant: z.boolean().describe('whether it was the applicant'),
    readOn: LocalDate.describe('the day on which it was read'),
  }),
  {
    path: '/v1/evidence-readings',
    called: ['a read of a file of evidence', 'reads of files of evidence of the own ministry'],
    filters: ['applicationId', 'sha256'],
    status: () => 'noted',
    confidential: true,
  },
);
export type EvidenceReading = z.infer<typeof evidenceReading.state>;

export const evidenceReadingNoted = evidenceReading.event(
  'noted.v1',
  'A file of evidence was read',
  evidenceReading.state.pick({ applicationId: true, sha256: true, readOn: true }),
  'readOn',
);
export const evidenceReadingRevised = evidenceReading.revised;

export const { list: listEvidenceReadings, get: getEvidenceReading } = evidenceReading.reads({
  by: allow('privacy', { ministry: 'own' }),
});
