// Files that prove something, by the SHA-256 of their bytes: what an application keeps of each.
import { z } from 'zod';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { formed } from '../values/form.ts';
import { Code } from '../values/text.ts';

/** What a file of evidence may be. */
export const evidenceTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export type EvidenceType = (typeof evidenceTypes)[number];

/** The largest file, in bytes. */
export const EVIDENCE_BYTES = 10 * 1024 * 1024;
/** The most files of one application. */
export const EVIDENCE_FILES = 200;

export const Sha256 = formed('sha-256').describe('the SHA-256 of the bytes of a file');

/** The files that something leans on, by their digests. */
export const CitedEvidence = z
  .array(Sha256)
  .max(20)
  .describe('files of the application that show it, by their SHA-256');

/** A file of evidence. It has no name of its own: names of files tell of persons. */
export const EvidenceFile = z.strictObject({
  sha256: Sha256,
  mediaType: z.enum(evidenceTypes).describe('what its bytes are'),
  bytes: Count.describe('how large it is'),
  kind: Code.describe('what it is, e.g. `REPORT`'),
  addedOn: LocalDate.describe('the day on which it was added'),
});
export type EvidenceFile = z.infer<typeof EvidenceFile>;
