// A plan and the standing of its versions: importing → imported → active → superseded. At most one is active at a time.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { described } from '../values/described.ts';
import { GivenDate, GivenLabel } from '../values/given.ts';
import { PlanCode, PlanVersion } from '../values/identity.ts';
import { given, openCode } from '../values/kept-and-given.ts';
import { Code } from '../values/text.ts';

/** Known kinds of plan; an open list. */
export const planKinds = ['national', 'sector', 'diaspora', 'sdg', 'regional'] as const;

/**
 * A new plan; `levels` names each level of its tree, top first; links count as programme links from `programmeLevel`
 * down, which is one of them.
 */
export const NewPlan = z
  .strictObject({
    code: PlanCode,
    kind: given(openCode(planKinds)),
    title: GivenLabel,
    levels: z.array(GivenLabel).min(1).max(9),
    programmeLevel: z.int().min(1).max(9),
    fiscalYearFirstMonth: z
      .int()
      .min(1)
      .max(12)
      .optional()
      .describe('the month in which fiscal years begin, which gives periods such as 2024/25 their days'),
  })
  .check(({ value: { levels, programmeLevel: input }, issues }) => {
    const maximum = levels.length;
    if (input > maximum) issues.push({ code: 'too_big', origin: 'int', maximum, input, path: ['programmeLevel'] });
  });
export type NewPlan = z.infer<typeof NewPlan>;
described.add(NewPlan, {
  // Of one alternative for each count of levels exactly one fits.
  oneOf: Array.from({ length: 9 }, (_, index) => ({
    properties: { levels: { minItems: index + 1, maxItems: index + 1 }, programmeLevel: { maximum: index + 1 } },
  })),
});

/** A version of a plan as it is read. */
const VersionStanding = z.strictObject({
  version: PlanVersion,
  status: z.enum(['importing', 'imported', 'active', 'superseded']),
  nodes: Count,
  kpis: Count,
  from: LocalDate.optional().describe('the first day in force'),
});

/** A version as it is kept. */
export const KeptPlanVersion = VersionStanding.extend({
  importedBy: z.string().describe('who brought the content: somebody else must put it in force'),
  fingerprint: z.string().describe('of the content; a version never gets another'),
});
export type KeptPlanVersion = z.infer<typeof KeptPlanVersion>;

export const plan = defineAggregate(
  'strategy.plan',
  z.strictObject({ ...NewPlan.shape, kind: Code, versions: z.array(KeptPlanVersion) }),
  {
    path: '/v1/plans',
    called: ['a plan', 'plans'],
    key: { of: 'plan', fields: ['code'] },
    order: { code: 1 },
    status: ({ versions }) =>
      versions.some(({ status }) => status === 'active') ? 'active' : (versions.at(-1)?.status ?? 'entered'),
  },
);
export type Plan = z.infer<typeof plan.state>;

export const planRevised = plan.revised;

export const planActivated = plan.event(
  'activated.v1',
  'A version of a plan was put in force from a day on',
  z.strictObject({
    planCode: PlanCode,
    planVersion: PlanVersion,
    kind: Code,
    from: LocalDate,
    programmeLevel: z.int().min(1).max(9),
    nodeCount: z.int().min(1),
    kpiCount: z.int().min(0),
    replacesVersion: PlanVersion.optional(),
  }),
  'from',
);

export const createPlan = plan.create({ summary: 'Enter a plan', by: allow('planner'), body: NewPlan });

export const activatePlan = plan.change('versions/{version}/activation', {
  summary: 'Put an imported plan version in force; another person than its importer must do it',
  by: allow('planner', { person: true }),
  place: { version: PlanVersion },
  body: z.strictObject({ from: GivenDate, replacesVersion: PlanVersion.optional() }),
  dated: 'from',
  refuses: ['FOUR_EYES', 'VERSION_NOT_IMPORTED', 'WRONG_STATE', 'OTHER_VERSION_IN_FORCE', 'DATES_REVERSED'],
});

export const { list: listPlans, get: getPlan } = plan.reads({
  by: allow(governmentRoles),
  hides: ['versions'],
  shows: { versions: z.array(VersionStanding) },
  summary: 'Read a plan with the state of its versions',
});

/** `{version}` of the plan `{code}`. */
export const VersionParams = z.strictObject({ code: PlanCode, version: PlanVersion });
