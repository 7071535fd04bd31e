// From which age on persons of a ministry act for themselves, and by what it is so; until a ministry has said it, the age of
// the Convention on the Rights of the Child counts.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { MinistryCode } from '../values/identity.ts';
import { describedAs } from '../values/kept-and-given.ts';
import { Text } from '../values/text.ts';

export const AgeOfMajority = z.int().min(15).max(21).describe('the age in years from which persons act for themselves');
export const MajoritySource = describedAs(Text, 'the law or treaty by which that is so');

/** What counts where a ministry has set nothing. */
export const defaultMajority = {
  ageOfMajority: 18,
  source: 'Convention on the Rights of the Child, Article 1',
} as const;

export const majorityRules = defineAggregate(
  'registry.majority-rules',
  z.strictObject({
    ministryCode: MinistryCode.describe('the ministry whose persons come of age by them'),
    ageOfMajority: AgeOfMajority,
    source: MajoritySource,
  }),
  {
    path: '/v1/majority-rules',
    called: ['the age of majority of a ministry', 'ages of majority'],
    key: { of: 'majority-rules', fields: ['ministryCode'] },
    status: () => 'set',
    confidential: true,
  },
);
export type MajorityRules = z.infer<typeof majorityRules.state>;

const { ministryCode, ...told } = majorityRules.state.shape;

export const majorityRulesSet = majorityRules.event(
  'set.v1',
  'A ministry set from which age on its persons act for themselves',
  majorityRules.state,
);
export const majorityRulesRevised = majorityRules.revised;

export const setMajorityRules = majorityRules.put({
  summary:
    'Set from which age on persons act for themselves, and by what that is so; until it is set, it is ' +
    `${defaultMajority.ageOfMajority} by the ${defaultMajority.source}. Guardianships follow at once`,
  by: allow('privacy', { ministry: 'own' }),
  place: { ministryCode },
  body: z.strictObject(told),
  precondition: 'creates',
  refuses: ['FORBIDDEN'],
});

export const { list: listMajorityRules, get: getMajorityRules } = majorityRules.reads({
  by: allow(['registrar', 'privacy'], { ministry: 'own' }),
});
