// A plan and the standing of its versions: importing → imported → active → superseded. At most one is active at a time.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineEvent } from '../kernel/event.ts';
import { Acknowledged, LangQuery, PageQuery, pageOf } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { described } from '../values/described.ts';
import { GivenDate, GivenLabel } from '../values/given.ts';
import { MinistryCode, PlanCode, PlanVersion } from '../values/identity.ts';
import { given, openCode } from '../values/kept-and-given.ts';
import { Code } from '../values/text.ts';

/** Known kinds of plan; an open list. */
export const planKinds = ['national', 'sector', 'diaspora', 'sdg', 'regional'] as const;

export const planRevised = defineEvent(
  'strategy.plan.revised.v1',
  'A plan was entered, or something of it changed that has no event of its own',
  z.strictObject({}),
);

export const planActivated = defineEvent(
  'strategy.plan.activated.v1',
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

/** `{code}` of a plan. */
export const PlanParams = z.strictObject({ code: PlanCode });

/** `{version}` of the plan `{code}`. */
export const VersionParams = z.strictObject({ code: PlanCode, version: PlanVersion });

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

/** A plan with the state of its versions. */
export const Plan = z.strictObject({
  id: z.string(),
  seq: Count,
  ministry: MinistryCode,
  ...NewPlan.shape,
  versions: z.array(
    z.strictObject({
      version: z.string(),
      status: z.enum(['importing', 'imported', 'active', 'superseded']),
      nodes: Count,
      kpis: Count,
      from: LocalDate.optional(),
    }),
  ),
});
export type Plan = z.infer<typeof Plan>;

export const createPlan = defineRoute({
  service: 'strategy',
  method: 'POST',
  path: '/v1/plans',
  summary: 'Enter a plan',
  access: allow('planner'),
  body: NewPlan,
  reply: { 201: Acknowledged },
  problems: ['ALREADY_EXISTS'],
});

export const listPlans = defineRoute({
  service: 'strategy',
  method: 'GET',
  path: '/v1/plans',
  summary: 'List plans by code, with the state of their versions',
  access: allow(governmentRoles),
  query: z.strictObject(PageQuery),
  reply: { 200: pageOf(Plan) },
});

export const getPlan = defineRoute({
  service: 'strategy',
  method: 'GET',
  path: '/v1/plans/{code}',
  summary: 'Read a plan with the state of its versions',
  access: allow(governmentRoles),
  params: PlanParams,
  query: z.strictObject(LangQuery),
  reply: { 200: Plan },
});

export const activatePlan = defineRoute({
  service: 'strategy',
  method: 'POST',
  path: '/v1/plans/{code}/versions/{version}/activation',
  summary: 'Put an imported plan version in force; another person than its importer must do it',
  access: allow('planner', { person: true }),
  params: VersionParams,
  body: z.strictObject({ from: GivenDate, replacesVersion: PlanVersion.optional() }),
  reply: { 200: Acknowledged },
  problems: [
    'FOUR_EYES',
    'VERSION_NOT_IMPORTED',
    'WRONG_STATE',
    'OTHER_VERSION_IN_FORCE',
    'FUTURE_DATE',
    'DATES_REVERSED',
  ],
});
