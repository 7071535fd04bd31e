// An initiative of the diaspora: what it is, where it lies, what it costs, and the plan nodes that it is linked to.
import { z } from 'zod';
import { allow, governmentRoles } from '../kernel/access.ts';
import { defineAggregate } from '../kernel/aggregate.ts';
import { BusinessDate, IdParams, LangQuery, NormaliseQuery } from '../kernel/requests.ts';
import { defineRoute } from '../kernel/route.ts';
import { toldAs } from '../kernel/told-as.ts';
import { organisationRefusals } from '../registry/organisation-standing.ts';
import { LinkStatus } from '../strategy/link-standing.ts';
import { Count } from '../values/count.ts';
import { LocalDate } from '../values/date.ts';
import { described } from '../values/described.ts';
import { GivenBudget, GivenName } from '../values/given.ts';
import { IatiIdentifier, Id, NodeCode, PlanCode, PlanVersion } from '../values/identity.ts';
import { given } from '../values/kept-and-given.ts';
import { Label } from '../values/label.ts';
import { Valued } from '../values/money.ts';
import { withOneOf } from '../values/one-of-needed.ts';
import { Percentage } from '../values/percentage.ts';
import { Code, Text } from '../values/text.ts';
import { initiativeResultFields, ShownIndicator } from './initiative-indicator.ts';

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

const Registration = z.strictObject({
  registeredOn: LocalDate,
  iatiIdentifier: IatiIdentifier.optional(),
  organisationId: Id.optional(),
  programmeId: Id.optional(),
  awardId: Id.optional().describe('the award that it was registered for'),
  title: Label,
  area: Text.describe('where the largest share of it lies'),
  areas: z.array(AreaShare).optional().describe('where there is more than one, the largest share first'),
  budget: Valued,
  budgetCode: Code.optional(),
  plannedStartOn: LocalDate,
  plannedEndOn: LocalDate.optional(),
  sectors: z.array(SectorShare),
});

/** A registration as its event tells it. */
export const registrationTold = toldAs(Registration, { plannedStartOn: 'plannedStart', plannedEndOn: 'plannedEnd' });

/** The newest proposal to count it under nodes of one plan, with what has been said of each link so far. */
export const Proposal = z.strictObject({
  planCode: PlanCode,
  planVersion: PlanVersion,
  /** counts the proposals for this plan */
  revision: z.int().min(1),
  proposedOn: LocalDate,
  links: z.array(PlanLink.extend({ decision: LinkStatus.exclude(['withdrawn', 'drifted']) })),
});
export type Proposal = z.infer<typeof Proposal>;

export const initiative = defineAggregate(
  'initiatives.initiative',
  Registration.extend({
    status: ActivityStatus,
    statusOn: LocalDate.optional().describe('the day of its newest change of status'),
    proposals: z.array(Proposal).describe('at most one per plan, in the order of their first proposal'),
    ...initiativeResultFields,
  }),
  {
    path: '/v1/initiatives',
    called: ['an initiative', 'initiatives'],
    filters: ['status', 'ministry'],
    identifiers: ['iatiIdentifier'],
    days: ['registeredOn', 'plannedStartOn'],
    grows: ['results', 'verifications'],
    status: ({ status }) => status,
    claims: ({ iatiIdentifier, status }) =>
      iatiIdentifier === undefined || status === activityStatus.cancelled
        ? []
        : [{ identifier: iatiIdentifier, pointer: '/iatiIdentifier' }],
  },
);
export type Initiative = z.infer<typeof initiative.state>;

export const initiativeRegistered = initiative.event(
  'registered.v1',
  'An initiative was entered',
  registrationTold.schema,
  'registeredOn',
);

export const initiativeRescheduled = initiative.event(
  'rescheduled.v1',
  'An initiative is planned to end on another day, since its award was amended',
  z.strictObject({ plannedEnd: LocalDate, on: LocalDate }),
  'on',
);

export const initiativeStatusChanged = initiative.event(
  'status-changed.v1',
  'An initiative moved to another stage of its life (IATI ActivityStatus)',
  z.strictObject({ status: ActivityStatus, on: LocalDate }),
  'on',
);

export const alignmentProposed = initiative.event(
  'alignment-proposed.v1',
  'An initiative asked to be counted under nodes of a plan',
  Proposal.extend({
    remapsVersion: PlanVersion.optional().describe('the version that drifted links named, where this maps them again'),
    links: z.array(
      PlanLink.extend({
        of: z.array(NodeCode).optional().describe('where links are mapped again, the nodes that this one was under'),
      }),
    ),
  }),
  'proposedOn',
);

export const initiativeRevised = initiative.revised;

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
export const NewInitiative = withOneOf(
  z.strictObject({
    ...given(Registration).omit({ programmeId: true, awardId: true }).shape,
    area: GivenName.optional(),
    areas: z.array(NewAreaShare).min(1).max(50).optional(),
    budget: GivenBudget,
    sectors: SectorShares.default([]),
    registeredOn: BusinessDate,
  }),
  ['area', 'areas'],
  'area',
);
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
  status: LinkStatus.exclude(['withdrawn']),
  versionInForce: z.string().optional(),
});
export type DecidedPlanLink = z.infer<typeof DecidedPlanLink>;

/** The newest proposal for one plan, and how each of its links stands; `seq` is the version of the initiative. */
export const PlanLinksOfPlan = z.strictObject({
  ...Proposal.omit({ links: true }).shape,
  seq: Count,
  versionInForce: DecidedPlanLink.shape.versionInForce,
  links: z.array(DecidedPlanLink.pick({ nodeCode: true, weightPct: true, status: true })),
});
export type PlanLinksOfPlan = z.infer<typeof PlanLinksOfPlan>;

/** A proposal to count an initiative under nodes of one plan; it replaces the one before for that plan. */
export const NewPlanLinks = z.strictObject({
  planVersion: PlanVersion,
  links: PlanLinks,
  proposedOn: BusinessDate,
});
export type NewPlanLinks = z.infer<typeof NewPlanLinks>;

export const registerInitiative = initiative.create({
  summary: 'Register an initiative',
  by: allow('officer'),
  query: NormaliseQuery,
  body: NewInitiative,
  dated: 'registeredOn',
  refuses: ['RATE_MISSING', 'SECTORS_NOT_100', 'AREAS_NOT_100', 'DATES_REVERSED', ...organisationRefusals],
});

export const linkPlan = initiative.replace('plan-links/{planCode}', {
  summary: 'Link an initiative to the nodes of a plan in force',
  by: allow('officer', { ministry: 'own' }),
  place: { planCode: PlanCode },
  query: NormaliseQuery,
  body: NewPlanLinks,
  dated: 'proposedOn',
  refuses: ['WRONG_STATE', 'PLAN_NOT_READY', 'PLAN_NODE_UNKNOWN', 'WEIGHTS_NOT_100', 'VALIDATION'],
});

/** Where each drifted link of an initiative goes in the version in force; its weight is kept. */
export const NewRemapping = z.strictObject({
  planVersion: PlanVersion,
  moves: z
    .array(
      z.strictObject({
        from: NodeCode.describe('the node of a drifted link'),
        to: z
          .array(PlanLink)
          .min(1)
          .max(100)
          .describe('nodes of the version in force; their weights sum to that of the link'),
      }),
    )
    .min(1)
    .max(100)
    .describe('one for each drifted link'),
  remappedOn: BusinessDate.describe('the day of the mapping; today unless told, and never later'),
});
export type NewRemapping = z.infer<typeof NewRemapping>;

export const remapPlanLinks = initiative.change('plan-links/{planCode}/remapping', {
  summary:
    'Map the drifted links of an initiative to nodes of the version in force; what was accepted stays so where the plan declares that node the successor and the same ministry is responsible',
  by: allow('officer', { ministry: 'own' }),
  place: { planCode: PlanCode },
  body: NewRemapping,
  dated: 'remappedOn',
  refuses: [
    'WRONG_STATE',
    'PLAN_NOT_READY',
    'PLAN_NODE_UNKNOWN',
    'LINKS_NOT_DRIFTED',
    'LINKS_STILL_DRIFTED',
    'WEIGHTS_NOT_KEPT',
    'VALIDATION',
  ],
});

export const getPlanLinks = defineRoute({
  service: 'initiatives',
  method: 'GET',
  path: linkPlan.path,
  summary: 'Read how an initiative is linked to a plan',
  access: allow(governmentRoles),
  params: z.strictObject({ ...IdParams.shape, planCode: PlanCode }),
  query: z.strictObject(LangQuery),
  reply: { 200: PlanLinksOfPlan },
});

export const changeInitiativeStatus = initiative.change('status', {
  summary:
    'Move an initiative to another stage of its life (IATI ActivityStatus); cancelling frees its IATI identifier',
  by: allow('officer', { ministry: 'own' }),
  body: z.strictObject({ status: ActivityStatus, changedOn: BusinessDate }),
  dated: 'changedOn',
  refuses: ['WRONG_STATE', 'DATES_REVERSED'],
});

export const { list: listInitiatives, get: getInitiative } = initiative.reads({
  by: allow(governmentRoles),
  hides: ['statusOn', 'proposals', 'indicators', 'results', 'verifications'],
  shows: {
    planLinks: z.array(DecidedPlanLink),
    indicators: z.array(ShownIndicator).describe('what it counts, with what was reported and verified so far'),
  },
  summary: 'Read an initiative with its plan links, its indicators, and what was decided of both',
});
