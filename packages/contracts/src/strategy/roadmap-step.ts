// A step of the roadmap: what an institution does for a pillar by a day, what it waits for, what proves it, who supports it.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import type { Given } from '../kernel/decide.ts';
import { BusinessDate } from '../kernel/requests.ts';
import type { RouteContract } from '../kernel/route.ts';
import { languageHeaders, reportFormat } from '../reporting/report-form.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { described } from '../values/described.ts';
import { MinistryCode } from '../values/identity.ts';
import { describedAs, given, listOf, openCode } from '../values/kept-and-given.ts';
import { Label } from '../values/label.ts';
import { Code, Text } from '../values/text.ts';
import { Pillar } from './pillar.ts';

/** When a step is due, from the day on which a country begins: within a year, within three, within seven. */
export const horizons = ['short', 'medium', 'long'] as const;
export const Horizon = z.enum(horizons);
export type Horizon = z.infer<typeof Horizon>;

export const stepStatuses = ['planned', 'in-progress', 'blocked', 'done'] as const;
export const StepStatus = z.enum(stepStatuses);
export type StepStatus = z.infer<typeof StepStatus>;

/** Known kinds of support; an open list. */
export const supportKinds = ['training', 'funding', 'technical-assistance'] as const;

/** Institutions that are known to support such steps; an open list. */
export const supportInstitutions = ['IOM', 'ICMPD', 'GIZ', 'UNDP', 'EMBASSY'] as const;

/** Why a step stands still; an open list. */
export const blockingReasons = [
  'AWAITING_FUNDS',
  'AWAITING_LAW',
  'AWAITING_DECISION',
  'AWAITING_STAFF',
  'AWAITING_PARTNER',
] as const;

/** The most steps that one waits for, things that prove it, and institutions that support it. */
const MOST = 50;

const StepCode = Code.describe('the code of the step, e.g. `P1-1`');

const Evidence = z.strictObject({
  title: describedAs(Text, 'what it is, e.g. `Decree No. 14`'),
  reference: describedAs(Text, 'where it is found: an address, or a number in a register'),
  on: describedAs(LocalDate, 'the day that it is of'),
});

export const StepSupport = z.strictObject({
  kind: describedAs(openCode(supportKinds), 'the kind of support'),
  institution: describedAs(openCode(supportInstitutions), 'who gives it'),
});

const Told = z.strictObject({
  code: StepCode,
  pillar: Pillar.describe('the pillar that it serves'),
  horizon: Horizon.describe('short: within a year, medium: within three, long: within seven'),
  title: Label,
  owner: MinistryCode.describe('the institution that answers for it'),
  status: StepStatus,
  reasonCode: describedAs(openCode(blockingReasons), 'why it is blocked; of such a step alone').optional(),
  dueOn: LocalDate,
  setOn: describedAs(LocalDate, 'the day on which it came to stand so; today unless told, and never later'),
});

export const roadmapStep = defineAggregate(
  'strategy.roadmap-step',
  Told.extend({
    action: describedAs(Label, 'what is to be done').optional(),
    doneWhen: describedAs(Label, 'what will show that it is done').optional(),
    dependsOn: describedAs(listOf(StepCode, MOST), 'steps that must be done before it can be'),
    evidence: describedAs(listOf(Evidence, MOST), 'what shows that it is done'),
    support: describedAs(listOf(StepSupport, MOST), 'who supports it, and how'),
  }),
  {
    path: '/v1/roadmap-steps',
    called: ['a step of the roadmap', 'steps of the roadmap'],
    key: { of: 'roadmap-step', fields: ['code'] },
    order: { code: 1 },
    filters: ['pillar', 'horizon', 'status', 'owner'],
    days: ['dueOn'],
    status: ({ status }) => status,
  },
);
export type RoadmapStep = z.infer<typeof roadmapStep.state>;

export const roadmapStepSet = roadmapStep.event(
  'set.v1',
  'A step of the roadmap was entered, or stands otherwise than before',
  Told.extend({
    evidenceCount: Count.describe('how many things show that it is done'),
    supportCount: Count.describe('how many kinds of support it has from institutions'),
  }),
  'setOn',
);

export const roadmapStepRevised = roadmapStep.revised;

const { code: _code, ...entered } = roadmapStep.state.shape;

const entry = given(z.strictObject(entered)).extend({ setOn: BusinessDate });
// A reason is of a step that is blocked, and of no other.
described.add(entry, {
  examples: [
    {
      pillar: 'P1',
      horizon: 'short',
      title: { en: 'Clean water for Upper Torva', fr: 'De l’eau propre pour le Haut-Torva' },
      owner: 'MPLA',
      status: 'blocked',
      reasonCode: 'AWAITING_FUNDS',
      dueOn: '2026-03-31',
      setOn: '2026-03-31',
      action: { 'pt-BR': 'Clean water for three villages' },
      doneWhen: { 'pt-BR': 'Clean water for three villages' },
      dependsOn: ['REG-2026/17'],
      evidence: [
        { title: 'Clean water for Upper Torva', reference: 'Clean water for three villages', on: '2026-03-31' },
      ],
      support: [{ kind: 'training', institution: 'IOM' }],
    },
  ],
  anyOf: [
    { properties: { status: { const: 'blocked' } }, required: ['status'] },
    { not: { properties: { reasonCode: {} }, required: ['reasonCode'] } },
  ],
});

export const setRoadmapStep = roadmapStep.put({
  summary: 'Enter a step of the roadmap, or say anew how it stands',
  by: allow('planner'),
  place: { code: StepCode },
  body: entry,
  bodyLimit: 64 * 1024,
  dated: 'setOn',
  precondition: 'creates',
  refuses: [
    'STEP_UNKNOWN',
    'STEPS_CIRCULAR',
    'STEPS_NOT_DONE',
    'STEPS_REST_ON_IT',
    'EVIDENCE_NEEDED',
    'REASON_REQUIRED',
    'DATES_REVERSED',
  ],
});

export type SetRoadmapStep = Given<typeof setRoadmapStep>;

const { list, get } = roadmapStep.reads({ by: allow(governmentRoles) });

export const getRoadmapStep = get;

/** A list like any other, and a CSV file of the same page. */
export const listRoadmapSteps = {
  ...list,
  summary: 'List steps of the roadmap, as JSON or CSV',
  query: (list.query as unknown as z.ZodObject).safeExtend(reportFormat) as unknown as NonNullable<typeof list.query>,
  produces: ['application/json', 'text/csv'],
  replyHeaders: ['etag', 'link', 'content-disposition', ...languageHeaders],
} as const satisfies RouteContract;
