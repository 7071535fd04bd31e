// How the files of a ministry are read, kept under a name for the next time.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { MinistryCode } from '../values/identity.ts';
import { Code } from '../values/text.ts';
import { importReading, importReadingGiven } from './person-import-fields.ts';

const name = Code.describe('the name under which the ministry keeps it');

export const personImportMapping = defineAggregate(
  'registry.person-import-mapping',
  z.strictObject({
    ministryCode: MinistryCode.describe('the ministry whose files are read so'),
    name,
    ...importReading,
  }),
  {
    path: '/v1/person-import-mappings',
    called: [
      'how files of persons of a ministry are read',
      'how files of persons are read, by the names that ministries gave',
    ],
    key: { of: 'person-import-mapping', fields: ['ministryCode', 'name'] },
    status: () => 'set',
    confidential: true,
  },
);
export type PersonImportMapping = z.infer<typeof personImportMapping.state>;

export const personImportMappingSet = personImportMapping.event(
  'set.v1',
  'A ministry said how files of persons are read that it keeps under a name',
  z.strictObject({ name }),
);
export const personImportMappingRevised = personImportMapping.revised;

const { ministryCode } = personImportMapping.state.shape;

export const setPersonImportMapping = personImportMapping.put({
  summary: 'Keep how files of persons of your ministry are read, under a name; imports that run go on as they began',
  by: allow('registrar', { ministry: 'own' }),
  place: { ministryCode, name },
  body: z.strictObject(importReadingGiven),
  precondition: 'creates',
  refuses: ['FORBIDDEN'],
});

export const { list: listPersonImportMappings, get: getPersonImportMapping } = personImportMapping.reads({
  by: allow('registrar', { ministry: 'own' }),
});
