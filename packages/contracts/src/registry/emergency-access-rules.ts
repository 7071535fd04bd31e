// For how long a ministry lets an emergency access run at most, and how soon each must be reviewed; until a ministry has said
// so, three days each.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { MinistryCode } from '../values/identity.ts';

/** Hours that no ministry can go beyond: a week of access, a month until its review. */
export const MOST_ACCESS_HOURS = 168;
const MOST_REVIEW_HOURS = 720;

/** What counts where a ministry has set nothing. */
export const defaultEmergencyRules = { accessHours: 72, reviewHours: 72 } as const;

export const emergencyAccessRules = defineAggregate(
  'registry.emergency-access-rules',
  z.strictObject({
    ministryCode: MinistryCode.describe('the ministry whose emergency accesses follow them'),
    accessHours: z
      .int()
      .min(1)
      .max(MOST_ACCESS_HOURS)
      .describe('the hours that an emergency access is in force at most'),
    reviewHours: z
      .int()
      .min(1)
      .max(MOST_REVIEW_HOURS)
      .describe('the hours after its end within which it is to be reviewed'),
  }),
  {
    path: '/v1/emergency-access-rules',
    called: ['the rules of a ministry for emergency access', 'rules for emergency access'],
    key: { of: 'emergency-access-rules', fields: ['ministryCode'] },
    status: () => 'set',
    confidential: true,
  },
);
export type EmergencyAccessRules = z.infer<typeof emergencyAccessRules.state>;

const { ministryCode, ...told } = emergencyAccessRules.state.shape;

export const emergencyAccessRulesSet = emergencyAccessRules.event(
  'set.v1',
  'A ministry set for how long emergency access runs at most, and how soon it is to be reviewed',
  emergencyAccessRules.state,
);
export const emergencyAccessRulesRevised = emergencyAccessRules.revised;

export const setEmergencyAccessRules = emergencyAccessRules.put({
  summary:
    'Set for how long emergency access to persons of your ministry runs at most, and how soon after its end it is to be ' +
    `reviewed; until it is set, ${defaultEmergencyRules.accessHours} and ${defaultEmergencyRules.reviewHours} hours. ` +
    'What was declared before stays as it is',
  by: allow('privacy', { ministry: 'own', person: true }),
  place: { ministryCode },
  body: z.strictObject(told),
  precondition: 'creates',
  refuses: ['FORBIDDEN'],
});

export const { list: listEmergencyAccessRules, get: getEmergencyAccessRules } = emergencyAccessRules.reads({
  by: allow(['registrar', 'privacy'], { ministry: 'own' }),
});
