// What is shown of a link or contribution whose node or KPI is gone from the version in force.
import { z } from 'zod';
import { LocalDate } from '../values/date.ts';
import { MinistryCode, NodeCode, PlanVersion } from '../values/identity.ts';
import { Percentage } from '../values/percentage.ts';
import { PartChange } from './succession.ts';

/** How it drifted, and where it can go. Nothing goes there by itself: its owner maps it again, or takes it back. */
export const Drift = z.strictObject({
  change: PartChange.describe('how the plan says that its node or KPI went'),
  goneIn: PlanVersion.describe('the version that was the first without it'),
  driftedOn: LocalDate.describe('the first day on which that version was in force'),
  suggested: z
    .array(
      z.strictObject({
        code: NodeCode.describe('a node or KPI of the version in force'),
        sharePct: Percentage.describe('how much of it goes there, as the plan says; the shares sum to 100'),
        weightPct: Percentage.optional().describe('of a link: that share of its weight'),
        responsibleMinistry: MinistryCode,
      }),
    )
    .describe('what takes its place; of what was retired the nearest node above it, and nothing where none is left'),
});
export type Drift = z.infer<typeof Drift>;
