// An initiative of the diaspora: what it is, where it lies, what it costs, and the plan nodes that it is linked to.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineEvent } from '../kernel/event.ts';
import {
  Acknowledged,
  BusinessDate,
  IdParams,
  LangQuery,
  NormaliseQuery,
  PageQuery,
  pageOf,
} from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { LinkStatus } from '../strategy/link-standing.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { described } from '../values/described.ts';
import { broken } from '../values/form.ts';
import { GivenBudget, GivenDate, GivenIatiIdentifier, GivenLabel, GivenName } from '../values/given.ts';
import { IatiIdentifier, Id, MinistryCode, NodeCode, PlanCode, PlanVersion } from '../values/identity.ts';
import { Label } from '../values/label.ts';
import { Valued } from '../values/money.ts';
import { Percentage } from '../values/percentage.ts';
import { Code, Text } from '../values/text.ts';

/** A share of an initiative in a sector; the percentages of one vocabulary sum to 100 (IATI sector). */
export const SectorShare = z.strictObject({ vocabulary: Code, code: Code, pct: Percentage });
export type SectorShare = z.infer<typeof SectorShare>;

/** A link to a plan node; the weights of one plan version sum to 100. */
export const PlanLink = z.strictObject({ nodeCode: NodeCode, weightPct: Percentage.gt(0) });
export type PlanLink = z.infer<typeof PlanLink>;

/** A share of an initiative in an area; the percentages sum to 100 (IATI location). */
export const AreaShare = z.strictObject({ area: Text, pct: Percentage.gt(0) });
export type AreaShare = z.infer<typeof AreaShare>;

/** IATI code list ActivityStatus. */
export const activityStatus = {
  proposed: 1,
  active: 2,
  finalising: 3,
  closed: 4,
  cancelled: 5,
  suspended: 6,
} as const;
export const ActivityStatus = z.int().min(1).max(6);

export const initiativeRegistered = defineEvent(
  'initiatives.initiative.registered.v1',
  'An initiative was entered',
  z.strictObject({
    registeredOn: LocalDate,
    iatiIdentifier: IatiIdentifier.optional(),
    organisationId: Id.optional(),
    title: Label,
    area: Text.describe('where the largest share of it lies'),
    areas: z.array(AreaShare).optional().describe('where there is more than one, the largest share first'),
    budget: Valued,
    budgetCode: Code.optional(),
    plannedStart: LocalDate,
    plannedEnd: LocalDate.optional(),
    sectors: z.array(SectorShare),
  }),
  'registeredOn',
);

export const initiativeStatusChanged = defineEvent(
  'initiatives.initiative.status-changed.v1',
  'An initiative moved to another stage of its life (IATI ActivityStatus)',
  z.strictObject({ status: ActivityStatus, on: LocalDate }),
  'on',
);

export const alignmentProposed = defineEvent(
  'initiatives.initiative.alignment-proposed.v1',
  'An initiative asked to be counted under nodes of a plan',
  z.strictObject({
    planCode: PlanCode,
    planVersion: PlanVersion,
    revision: z.int().min(1),
    proposedOn: LocalDate,
    links: z.array(PlanLink),
  }),
  'proposedOn',
);

export const initiativeRevised = defineEvent(
  'initiatives.initiative.revised.v1',
  'Something of an initiative changed that has no event of its own',
  z.strictObject({}),
);

/** The percentage of a share; one that stands alone is the whole, whether it says so or not. */
const pct = SectorShare.shape.pct.optional().describe('may be left out where there is no other share: 100');

/** A sector of a new initiative. */
export const NewSectorShare = SectorShare.extend({ pct });
export type NewSectorShare = z.infer<typeof NewSectorShare>;

const SectorShares = z.array(NewSectorShare).max(50);
described.add(SectorShares, { uniqueItems: true, description: 'Each code of a vocabulary once' });

const PlanLinks = z.array(PlanLink).min(1).max(100);
described.add(PlanLinks, { uniqueItems: true, description: 'Each node once' });

/** An area of a new initiative. */
export const NewAreaShare = z.strictObject({ area: GivenName, pct: AreaShare.shape.pct.optional() });
export type NewAreaShare = z.infer<typeof NewAreaShare>;

/**
 * A new initiative; where sectors are given, the percentages of each vocabulary sum to 100. It lies in one `area` or in
 * several `areas`, whose percentages sum to 100; where both are given, `area` is the one with the largest share.
 */
export const NewInitiative = z
  .strictObject({
    title: GivenLabel,
    area: GivenName.optional(),
    areas: z.array(NewAreaShare).min(1).max(50).optional(),
    plannedStart: GivenDate,
    plannedEnd: GivenDate.optional(),
    organisationId: Id.optional(),
    budgetCode: Code.optional(),
    iatiIdentifier: GivenIatiIdentifier.optional(),
    budget: GivenBudget,
    sectors: SectorShares.default([]),
    registeredOn: BusinessDate,
  })
  .refine(({ area, areas }) => area !== undefined || areas !== undefined, {
    ...broken('REQUIRED'),
    path: ['area'],
    when: ({ value }) => typeof value === 'object' && value !== null,
  });
described.add(NewInitiative, { anyOf: [{ required: ['area'] }, { required: ['areas'] }] });
export type NewInitiative = z.infer<typeof NewInitiative>;

/**
 * A link with what the responsible ministry said of it; `drifted` where its node is gone. `planVersion` is the version
 * that the link names; `versionInForce` is the one in force today, as far as it has arrived, in which the link counts
 * unless it has drifted.
 */
export const DecidedPlanLink = z.strictObject({
  planCode: z.string(),
  planVersion: z.string(),
  nodeCode: z.string(),
  weightPct: z.number(),
  decision: LinkStatus.exclude(['withdrawn']),
  versionInForce: z.string().optional(),
});
export type DecidedPlanLink = z.infer<typeof DecidedPlanLink>;

/** A proposal to count an initiative under nodes of one plan; it replaces the one before for that plan. */
export const NewPlanLinks = z.strictObject({
  planCode: PlanCode,
  planVersion: PlanVersion,
  links: PlanLinks,
  proposedOn: BusinessDate,
});
export type NewPlanLinks = z.infer<typeof NewPlanLinks>;

/** An initiative as it is read. */
export const Initiative = z.strictObject({
  id: z.string(),
  seq: Count,
  ministry: MinistryCode,
  title: Label,
  area: Text,
  areas: z.array(AreaShare).optional(),
  plannedStart: LocalDate,
  plannedEnd: LocalDate.optional(),
  organisationId: Id.optional(),
  budgetCode: Code.optional(),
  iatiIdentifier: IatiIdentifier.optional(),
  status: ActivityStatus,
  registeredOn: LocalDate,
  budget: Valued,
  sectors: z.array(SectorShare),
  planLinks: z.array(DecidedPlanLink),
});
export type Initiative = z.infer<typeof Initiative>;

export const registerInitiative = defineRoute({
  service: 'initiatives',
  method: 'POST',
  path: '/v1/initiatives',
  summary: 'Register an initiative',
  access: allow('officer'),
  query: NormaliseQuery,
  body: NewInitiative,
  reply: { 201: Acknowledged },
  problems: [
    'ALREADY_EXISTS',
    'RATE_MISSING',
    'SECTORS_NOT_100',
    'AREAS_NOT_100',
    'DATES_REVERSED',
    'FUTURE_DATE',
    'ORGANISATION_UNKNOWN',
    'ORGANISATION_NOT_RECOGNISED',
    'ORGANISATION_SUSPENDED',
  ],
});

export const listInitiatives = defineRoute({
  service: 'initiatives',
  method: 'GET',
  path: '/v1/initiatives',
  summary: 'List initiatives',
  access: allow(governmentRoles),
  query: z.strictObject({
    ...PageQuery,
    status: z.coerce.number<string>().int().min(1).max(6).optional(),
    ministry: MinistryCode.optional(),
    iatiIdentifier: GivenIatiIdentifier.optional(),
  }),
  reply: { 200: pageOf(Initiative) },
});

export const getInitiative = defineRoute({
  service: 'initiatives',
  method: 'GET',
  path: '/v1/initiatives/{id}',
  summary: 'Read an initiative with its plan links and their decisions',
  access: allow(governmentRoles),
  params: IdParams,
  query: z.strictObject(LangQuery),
  reply: { 200: Initiative },
});

export const linkPlan = defineRoute({
  service: 'initiatives',
  method: 'PUT',
  path: '/v1/initiatives/{id}/plan-links',
  summary: 'Link an initiative to the nodes of a plan in force',
  access: allow('officer', { ministry: 'own' }),
  params: IdParams,
  query: NormaliseQuery,
  body: NewPlanLinks,
  reply: { 200: Acknowledged },
  problems: ['WRONG_STATE', 'PLAN_NOT_READY', 'PLAN_NODE_UNKNOWN', 'WEIGHTS_NOT_100', 'FUTURE_DATE', 'VALIDATION'],
});

export const changeInitiativeStatus = defineRoute({
  service: 'initiatives',
  method: 'POST',
  path: '/v1/initiatives/{id}/status',
  summary:
    'Move an initiative to another stage of its life (IATI ActivityStatus); cancelling frees its IATI identifier',
  access: allow('officer', { ministry: 'own' }),
  params: IdParams,
  body: z.strictObject({ status: ActivityStatus, on: BusinessDate }),
  reply: { 200: Acknowledged },
  problems: ['WRONG_STATE', 'FUTURE_DATE', 'DATES_REVERSED'],
});
