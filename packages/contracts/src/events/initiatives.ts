import { z } from 'zod';
import { defineEvent } from '../forms/event.ts';
import { LocalDate } from '../values/date.ts';
import { formed } from '../values/form.ts';
import { Id, NodeCode, PlanCode, PlanVersion } from '../values/identity.ts';
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

/** An activity's own IATI identifier. */
export const IatiIdentifier = formed('iati-identifier')
  .max(100)
  .check(formed('iati-identifier', /^[^\p{Cc}]+$/u));

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
    area: Text,
    budget: Valued,
    budgetCode: Code.optional(),
    plannedStart: LocalDate,
    plannedEnd: LocalDate,
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

export const initiativesEvents = [
  initiativeRegistered,
  initiativeStatusChanged,
  alignmentProposed,
  initiativeRevised,
] as const;
