// After how long a ministry asks persons to confirm their record again; until it has set its own rule, that of the release
// counts.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { MinistryCode } from '../values/identity.ts';
import type { Assurance } from './person-profile.ts';

const Months = z.int().min(1).max(120);
const of = (whom: string) => Months.describe(`months, of a person ${whom}`);

export const freshnessRules = defineAggregate(
  'registry.freshness-rules',
  z.strictObject({
    ministryCode: MinistryCode.describe('the ministry whose records grow stale by them'),
    dueAfterMonths: z
      .strictObject({
        self: of('who says so alone'),
        assisted: of('whom an officer registered'),
        consular: of('whose documents a consulate has seen'),
        eid: of('who proved it by an electronic identity'),
      } satisfies Record<Assurance, typeof Months>)
      .describe('after how many months a record is to be confirmed again, by how sure it is who the person is'),
    dormantAfterMonths: Months.describe('how many months after that day an active record is dormant'),
  }),
  {
    path: '/v1/freshness-rules',
    called: ['the rules for how records of a ministry grow stale', 'rules for how records grow stale'],
    key: { of: 'freshness-rules', fields: ['ministryCode'] },
    status: () => 'set',
    confidential: true,
  },
);
export type FreshnessRulesSet = z.infer<typeof freshnessRules.state>;

const { ministryCode, ...told } = freshnessRules.state.shape;

export const freshnessRulesSet = freshnessRules.event(
  'set.v1',
  'A ministry set after how long persons are asked to confirm their record again',
  freshnessRules.state,
);
export const freshnessRulesRevised = freshnessRules.revised;

export const setFreshnessRules = freshnessRules.put({
  summary:
    'Set after how long persons are asked to confirm their record again. Scores follow at once; a record that is dormant ' +
    'stays so until its person confirms it',
  by: allow('registrar', { ministry: 'own' }),
  place: { ministryCode },
  body: z.strictObject(told),
  precondition: 'creates',
  refuses: ['FORBIDDEN'],
});

export const { list: listFreshnessRules, get: getFreshnessRules } = freshnessRules.reads({
  by: allow(['registrar', 'privacy'], { ministry: 'own' }),
});
