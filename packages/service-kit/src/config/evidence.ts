// The variables that say where files of evidence are kept.
import { z } from 'zod';
import { secretText, web } from './forms.ts';
import type { Variable } from './variable.ts';

const evidence: readonly Variable[] = [
  {
    name: 'TRIBUTARY_EVIDENCE',
    field: 'evidence',
    meaning:
      'Where initiatives keeps files of evidence: a folder, or a bucket of an S3-compatible store. All its processes must reach the same one; without it no file is taken.',
    form: 'an absolute path, or a web address such as https://s3.example/evidence',
    kind: 'text',
    schema: z.union([z.string().startsWith('/'), web]),
    optional: true,
  },
  {
    name: 'TRIBUTARY_EVIDENCE_REGION',
    field: 'evidenceRegion',
    meaning: 'Region of that bucket.',
    form: 'a name without spaces',
    kind: 'text',
    schema: z.string().regex(/^\S{1,64}$/),
    fallback: () => 'us-east-1',
  },
  {
    name: 'TRIBUTARY_EVIDENCE_KEY_ID',
    field: 'evidenceKeyId',
    meaning: 'Access key with which that bucket is reached.',
    form: 'a name without spaces',
    kind: 'text',
    schema: z.string().regex(/^\S{1,128}$/),
    optional: true,
  },
  {
    name: 'TRIBUTARY_EVIDENCE_SECRET_FILE',
    field: 'evidenceSecret',
    meaning: 'File with the secret of that access key.',
    form: 'a file with a secret in it',
    kind: 'file',
    schema: secretText,
    optional: true,
    secret: true,
  },
];

export const evidenceVariables = evidence.map((variable): Variable => ({ ...variable, only: 'initiatives' }));
