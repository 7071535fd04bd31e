// By which points a ministry proposes two records as one person; until it has set its own, those of the release count.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { MinistryCode } from '../values/identity.ts';
import { DuplicateWeights } from './duplicate-features.ts';

export const duplicateRules = defineAggregate(
  'registry.duplicate-rules',
  z.strictObject({
    ministryCode: MinistryCode.describe('the ministry whose records are compared by them'),
    weights: DuplicateWeights.describe('the points of each comparison'),
    proposeFrom: z.int().min(1).max(1000).describe('the sum from which on two records are proposed as one person'),
  }),
  {
    path: '/v1/duplicate-rules',
    called: ['the rules for likely duplicates of a ministry', 'rules for likely duplicates'],
    key: { of: 'duplicate-rules', fields: ['ministryCode'] },
    status: () => 'set',
    confidential: true,
  },
);
export type DuplicateRulesSet = z.infer<typeof duplicateRules.state>;

const { ministryCode, ...told } = duplicateRules.state.shape;

export const duplicateRulesSet = duplicateRules.event(
  'set.v1',
  'A ministry set by which points it proposes two records as one person',
  duplicateRules.state,
);
export const duplicateRulesRevised = duplicateRules.revised;

export const setDuplicateRules = duplicateRules.put({
  summary:
    'Set by which points your ministry proposes two records as one person. Records are compared by them from now on; ' +
    'what was proposed before stays',
  by: allow('privacy', { ministry: 'own' }),
  place: { ministryCode },
  body: z.strictObject(told),
  precondition: 'creates',
  refuses: ['FORBIDDEN'],
});

export const { list: listDuplicateRules, get: getDuplicateRules } = duplicateRules.reads({
  by: allow(['registrar', 'privacy'], { ministry: 'own' }),
});
