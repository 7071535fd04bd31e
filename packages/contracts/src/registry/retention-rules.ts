// After how long a ministry has the data protection officer decide whether a record is still needed; it says so itself.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { MinistryCode } from '../values/identity.ts';

const years = (words: string) => z.int().min(1).max(150).optional().describe(words);

export const retentionRules = defineAggregate(
  'registry.retention-rules',
  z.strictObject({
    ministryCode: MinistryCode.describe('the ministry whose records are looked at by them'),
    withdrawnYears: years('years after a person withdrew; never proposed unless told'),
    deceasedYears: years('years after a person died; never proposed unless told'),
    unconfirmedYears: years(
      'years after a person was last registered, verified or confirmed; never proposed unless told',
    ),
  }),
  {
    path: '/v1/retention-rules',
    called: ['the rules of a ministry for how long records are kept', 'rules for how long records are kept'],
    key: { of: 'retention-rules', fields: ['ministryCode'] },
    status: () => 'set',
    confidential: true,
  },
);
export type RetentionRules = z.infer<typeof retentionRules.state>;

const { ministryCode, ...told } = retentionRules.state.shape;

export const retentionRulesSet = retentionRules.event(
  'set.v1',
  'A ministry set after how long it looks at records anew',
  retentionRules.state,
);
export const retentionRulesRevised = retentionRules.revised;

export const setRetentionRules = retentionRules.put({
  summary:
    'Set after how long records of your ministry are proposed for erasure. Nothing is erased by it: each proposal is ' +
    'decided by a person',
  by: allow('privacy', { ministry: 'own', person: true }),
  place: { ministryCode },
  body: z.strictObject(told),
  precondition: 'creates',
  refuses: ['FORBIDDEN'],
});

export const { list: listRetentionRules, get: getRetentionRules } = retentionRules.reads({
  by: allow(['registrar', 'privacy'], { ministry: 'own' }),
});
