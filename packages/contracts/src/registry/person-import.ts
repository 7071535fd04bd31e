// An import of persons: receiving → running → checked (nothing written) → running → finished | cancelled | failed. Its file
// is sealed as it comes in, and destroyed when the import has ended; how far it is, is told beside its state.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { IdParams, LangQuery } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { formed } from '../values/form.ts';
import { Code } from '../values/text.ts';
import { importReading, importReadingGiven } from './person-import-fields.ts';

/** What a file of persons can be. */
export const importTypes = [
  'text/csv',
  'application/x-ndjson',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;
export type ImportType = (typeof importTypes)[number];

/** The largest file, the largest piece of one, in bytes, and the most rows. */
export const IMPORT_BYTES = 128 * 1024 * 1024;
export const IMPORT_PIECE_BYTES = 8 * 1024 * 1024;
export const IMPORT_ROWS = 200_000;

const Digest = formed('sha-256').describe('the SHA-256 of the bytes of the file');
const Bytes = z.int().min(1).max(IMPORT_BYTES).describe('how many bytes the file has');

export const personImport = defineAggregate(
  'registry.person-import',
  z.strictObject({
    status: z
      .enum(['receiving', 'running', 'checked', 'finished', 'cancelled', 'failed'])
      .describe('how far it is; `checked`: every row was looked at, and nothing was written'),
    dryRun: z.boolean().describe('whether rows are only checked, and nothing is written'),
    mediaType: z.enum(importTypes).describe('what the file is'),
    bytes: Bytes,
    sha256: Digest,
    ...importReading,
    openedOn: LocalDate.describe('the day on which it was opened'),
    endedOn: LocalDate.optional().describe('the day on which it ended'),
  }),
  {
    path: '/v1/person-imports',
    called: ['an import of persons', 'imports of persons of the own ministry'],
    filters: ['status'],
    days: ['openedOn'],
    soughtBy: [['status']],
    status: ({ status }) => status,
    confidential: true,
  },
);
export type PersonImport = z.infer<typeof personImport.state>;

export const personImportOpened = personImport.event(
  'opened.v1',
  'An import of persons was opened: its file can be sent',
  z.strictObject({ dryRun: z.boolean(), openedOn: LocalDate }),
  'openedOn',
);
export const personImportStarted = personImport.event(
  'started.v1',
  'An import of persons began to go through the rows of its file',
  z.strictObject({ dryRun: z.boolean(), startedOn: LocalDate }),
  'startedOn',
);
export const personImportChecked = personImport.event(
  'checked.v1',
  'All rows of a file of persons were checked, and nothing was written',
  z.strictObject({ checkedOn: LocalDate }),
  'checkedOn',
);
export const personImportEnded = personImport.event(
  'ended.v1',
  'An import of persons ended, and its file was destroyed',
  z.strictObject({ outcome: Code.describe('`finished`, `cancelled` or `failed`'), endedOn: LocalDate }),
  'endedOn',
);
export const personImportRevised = personImport.revised;

const registrar = allow('registrar', { ministry: 'own' });

export const openPersonImport = personImport.create({
  summary:
    'Open an import of persons; its file is sent next. With dryRun=true its rows are checked and nothing is written; ' +
    'the same file can be imported then by a start',
  by: allow('registrar'),
  query: z.strictObject({
    ...LangQuery,
    dryRun: z.enum(['true', 'false']).default('false').describe('whether rows are only checked'),
    mapping: Code.optional().describe(
      'the name under which your ministry keeps how the file is read; the body goes before it',
    ),
  }),
  body: z.strictObject({
    mediaType: personImport.state.shape.mediaType,
    bytes: Bytes,
    sha256: Digest,
    ...importReadingGiven,
  }),
  refuses: ['IMPORT_MAPPING_UNKNOWN'],
});

export const startPersonImport = personImport.change('start', {
  summary: 'Import the rows of a file that was checked: the same file, which need not be sent again',
  by: registrar,
  body: z.strictObject({}),
  refuses: ['WRONG_STATE'],
});

export const cancelPersonImport = personImport.change('cancellation', {
  summary: 'End an import before it has gone through its rows; what it made stays, and its file is destroyed',
  by: registrar,
  body: z.strictObject({}),
  refuses: ['WRONG_STATE'],
});

/** How much of the file is there. */
export const ImportFileState = z.strictObject({
  offset: Count.describe('how many bytes are there; the next piece begins here'),
  bytes: Bytes,
  complete: z.boolean().describe('whether all of it is there'),
});
export type ImportFileState = z.infer<typeof ImportFileState>;

const file = {
  service: 'registry',
  path: '/v1/person-imports/{id}/file',
  access: registrar,
  params: IdParams,
} as const;

export const sendPersonImportFile = defineRoute({
  ...file,
  method: 'POST',
  summary:
    `Send a piece of the file, of at most ${IMPORT_PIECE_BYTES / 1024 / 1024} MiB, from the byte on that is named. What arrived before a ` +
    'connection was cut is kept: ask how much that is, and go on there. With the last byte the rows begin to be gone through',
  query: z.strictObject({
    ...LangQuery,
    offset: z.coerce
      .number<string>()
      .int()
      .min(0)
      .max(IMPORT_BYTES)
      .describe('how many bytes of the file come before this piece'),
  }),
  body: z.strictObject({}),
  upload: {
    types: ['application/octet-stream'],
    bytes: IMPORT_PIECE_BYTES,
    example: 'given name,family name,birth date',
  },
  answerMs: 30_000,
  reply: { 200: ImportFileState },
  problems: ['UPLOAD_OFFSET', 'WRONG_STATE', 'EVIDENCE_OF_OTHER_DIGEST', 'BODY_TOO_LARGE', 'UNAVAILABLE'],
  idempotency: 'ignored',
  precondition: 'none',
});

export const getPersonImportFile = defineRoute({
  ...file,
  method: 'GET',
  summary: 'Read how much of the file is there',
  query: z.strictObject(LangQuery),
  reply: { 200: ImportFileState },
  problems: ['WRONG_STATE'],
});

const Failure = z.strictObject({
  code: z.string().describe('why, by a code that stays'),
  detail: z.string().describe('what is wrong with the file, and how to mend it'),
});

const Progress = z.strictObject({
  rows: Count.describe('rows that were gone through'),
  made: Count.describe('persons that were made; of a check: that would be'),
  there: Count.describe('rows whose person is in the registry already'),
  refused: Count.describe('rows that cannot be taken'),
  erased: Count.describe('rows of persons who were erased, and stay so'),
  likelyDuplicates: Count.describe('persons made who have the name and the birth date of somebody else'),
});

export const { list: listPersonImports, get: getPersonImport } = personImport.reads({
  by: registrar,
  summary: 'Read an import of persons, and how far it is',
  shows: {
    progress: Progress.describe('how far it is'),
    readAs: z
      .array(z.strictObject({ name: z.string(), field: z.enum(importReading.columns.element.shape.field.options) }))
      .optional()
      .describe('what each column was taken for, once the file was looked at'),
    failure: Failure.optional().describe('why it failed'),
  },
});

/** What can become of a row. */
export const rowOutcomes = ['made', 'there', 'refused', 'erased'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

export const getPersonImportResults = defineRoute({
  service: 'registry',
  method: 'GET',
  path: '/v1/person-imports/{id}/results',
  summary:
    'Download what became of each row, as NDJSON or CSV, for 30 days. A row is named by its number and its key; no value ' +
    'of it is repeated: of one that cannot be taken, the form is told, with 9 for each digit and a for each letter',
  access: registrar,
  params: IdParams,
  query: z.strictObject({
    ...LangQuery,
    format: z.enum(['ndjson', 'csv']).default('ndjson').describe('what the answer is written in'),
    outcome: z.enum(rowOutcomes).optional().describe('only rows of which this became'),
  }),
  reply: { 200: z.string() },
  produces: ['application/x-ndjson', 'text/csv'],
  replyHeaders: ['content-disposition', 'etag'],
  answerMs: 60_000,
  problems: ['GONE', 'UNAVAILABLE'],
});
