// Break-glass access to persons while lives are at risk: open → ended | expired → justified | unjustified. One privacy officer
// declares it, and it holds at once; another one reviews it afterwards. No event names an officer or a person.
import { z } from 'zod';
import { allow } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { ReasonCode } from '../kernel/requests.ts';
import { Instant, LocalDate } from '../values/date.ts';
import { CountryCode } from '../values/identity.ts';
import { describedAs, given, openCode } from '../values/kept-and-given.ts';
import { withOneOf } from '../values/one-of-needed.ts';
import { Code, text } from '../values/text.ts';
import { MOST_ACCESS_HOURS } from './emergency-access-rules.ts';

export const emergencyStates = ['open', 'ended', 'expired', 'justified', 'unjustified'] as const;
/** States in which it is over and nobody has reviewed it. */
export const unreviewedStates = ['ended', 'expired'] as const satisfies readonly (typeof emergencyStates)[number][];
export const reviewOutcomes = ['justified', 'unjustified'] as const;

/** Known purposes of looks under an emergency access, and known reasons to declare one; open lists. */
const purposes = ['EVACUATION', 'WELFARE_CHECK', 'CONSULAR_PROTECTION'];
const reasons = ['EARTHQUAKE', 'FLOOD', 'ARMED_CONFLICT', 'EPIDEMIC', 'TRANSPORT_ACCIDENT'];

const Place = z.strictObject({
  country: CountryCode.describe('the country of residence'),
  subdivisions: z
    .array(Code)
    .min(1)
    .max(100)
    .optional()
    .describe(
      'the parts of the country, by their codes of ISO 3166-2; the whole country unless told. Of a part, only persons ' +
        'whose record says that they live there',
    ),
});
const Officer = text(200);
const declaredOn = LocalDate.describe('the day on which it was declared');

const State = z.strictObject({
  status: z.enum(emergencyStates).describe('in force, over and to be reviewed, or reviewed'),
  incident: Code.describe('the incident, such as its GLIDE number EQ-2023-000166-MAR'),
  reasonCode: describedAs(openCode(reasons), 'what happened, by its code'),
  reason: text(1000).describe('why persons must be reached without waiting for a consent; it names no person'),
  purpose: describedAs(openCode(purposes), 'for what persons are looked at under it; each of them is told'),
  places: z.array(Place).min(1).max(50).describe('where the persons live whom it covers'),
  officers: z.array(Officer).max(100).optional().describe('who may look under it, by the subjects of their tokens'),
  roles: z
    .array(z.enum(['registrar']))
    .max(1)
    .optional()
    .describe('the roles of the ministry all of whose officers may look under it'),
  declaredOn,
  declaredAt: Instant.describe('the moment from which it is in force'),
  declaredBy: z.string().describe('who declared it, by the subject of their token'),
  until: Instant.describe('the moment at which it expires by itself'),
  reviewHours: z.int().describe('the hours after its end within which it is to be reviewed'),
  endedAt: Instant.optional().describe('the moment from which it was in force no longer'),
  endedBy: z.string().optional().describe('who ended it, by the subject of their token; nobody where it expired'),
  endReasonCode: ReasonCode.optional().describe('why it was ended early, by its code'),
  reviewBy: Instant.optional().describe('the moment by which it is to be reviewed'),
  reviewedAt: Instant.optional().describe('the moment of its review'),
  reviewedBy: z.string().optional().describe('who reviewed it, by the subject of their token'),
  reviewReasonCode: ReasonCode.optional().describe('on what the outcome of the review rests, by its code'),
});

export const emergencyAccess = defineAggregate('registry.emergency-access', State, {
  path: '/v1/emergency-accesses',
  called: ['an emergency access', 'emergency accesses of the own ministry'],
  filters: ['status'],
  days: ['declaredOn'],
  status: ({ status }) => status,
  confidential: true,
});
export type EmergencyAccess = z.infer<typeof emergencyAccess.state>;

const { incident, reasonCode, reason, purpose, places } = State.shape;

export const emergencyAccessDeclared = emergencyAccess.event(
  'declared.v1',
  'An emergency access to persons was declared: officers look at persons in some places without a consent',
  z.strictObject({
    incident,
    reasonCode: Code.describe('what happened, by its code'),
    purpose: Code.describe('for what persons are looked at under it'),
    countries: z.array(CountryCode).describe('the countries of residence of whom it covers'),
    until: Instant.describe('the moment at which it expires by itself'),
    declaredOn,
  }),
  'declaredOn',
);
export const emergencyAccessEnded = emergencyAccess.event(
  'ended.v1',
  'An emergency access to persons is over, and is to be reviewed',
  z.strictObject({
    cause: z.enum(['ended', 'expired']).describe('whether somebody ended it or its hours were over'),
    reasonCode: ReasonCode.optional().describe('why it was ended early, by its code'),
    reviewBy: Instant.describe('the moment by which it is to be reviewed'),
    endedOn: LocalDate.describe('the day on which it ended'),
  }),
  'endedOn',
);
export const emergencyAccessReviewed = emergencyAccess.event(
  'reviewed.v1',
  'An emergency access to persons was reviewed by another person than who declared it',
  z.strictObject({
    outcome: z.enum(reviewOutcomes).describe('whether it and its use were justified'),
    reasonCode: ReasonCode.describe('on what the outcome rests, by its code'),
    reviewedOn: LocalDate.describe('the day of the review'),
  }),
  'reviewedOn',
);
export const emergencyAccessRevised = emergencyAccess.revised;

const officer = allow('privacy', { ministry: 'own', person: true });

/** What declares one: it names officers, or a role, or both. */
const Declared = withOneOf(
  z.strictObject({
    incident,
    reasonCode: given(reasonCode),
    reason,
    purpose: given(purpose),
    places,
    officers: z
      .array(Officer)
      .min(1)
      .max(100)
      .optional()
      .describe(
        'registrars of your ministry who may look under it, by the subjects of their tokens; officers or roles are named',
      ),
    roles: z
      .array(z.enum(['registrar']))
      .min(1)
      .max(1)
      .optional()
      .describe('every officer of your ministry with this role may look under it; officers or roles are named'),
    hours: z
      .int()
      .min(1)
      .max(MOST_ACCESS_HOURS)
      .describe('for how many hours from now on it is in force; the rules of your ministry may allow fewer'),
  }),
  ['officers', 'roles'],
  'officers',
);

export const declareEmergencyAccess = emergencyAccess.create({
  summary:
    'Declare that lives are at risk: from the answer on, the registrars that are named see how to reach persons of your ' +
    'ministry in the places that are named without waiting for a consent, one person at a time, each look recorded ' +
    'before it is answered. It expires by itself, and a second person of the role privacy reviews it',
  by: allow('privacy', { person: true }),
  body: Declared,
  personal: true,
  refuses: ['EMERGENCY_TOO_LONG'],
});

export const endEmergencyAccess = emergencyAccess.change('end', {
  summary: 'End an emergency access before its hours are over: from the answer on nobody looks under it',
  by: officer,
  body: z.strictObject({ reasonCode: ReasonCode.describe('why, by its code, such as ALL_ACCOUNTED_FOR or MISUSE') }),
  refuses: ['WRONG_STATE'],
});

export const reviewEmergencyAccess = emergencyAccess.change('review', {
  summary:
    'Say of an emergency access that is over whether it and the looks under it were justified. Whoever declared it, or ' +
    'looked under it, does not review it',
  by: officer,
  body: z.strictObject({
    outcome: z.enum(reviewOutcomes).describe('whether it and its use were justified'),
    reasonCode: ReasonCode.describe('on what that rests, by its code'),
  }),
  refuses: ['WRONG_STATE', 'FOUR_EYES'],
});

export const { list: listEmergencyAccesses, get: getEmergencyAccess } = emergencyAccess.reads({
  by: allow(['registrar', 'privacy'], { ministry: 'own' }),
});
