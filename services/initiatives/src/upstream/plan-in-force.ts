// Which version of a plan can be linked to on a day.
import type { LocalDate } from '@tributary/contracts';

/** A version was put in force from a day on, with so many nodes and KPIs. */
export interface Activation {
  readonly planVersion: string;
  readonly from: LocalDate;
  readonly nodeCount: number;
  readonly kpiCount: number;
}

/** A plan's version with the codes of its nodes. */
export interface PlanInForce {
  readonly version: string;
  readonly nodes: ReadonlySet<string>;
}

/** What has arrived here of one version. */
export interface Arrived {
  readonly nodes: ReadonlySet<string>;
  readonly kpis: number;
}

/**
 * The version with the latest `from` up to the day, among those whose counted nodes and KPIs are all here: until the
 * last of them has arrived the version before stays in force. Of two that start on one day the later activation counts.
 * @param activations in the order in which they were made
 */
export function versionInForce(
  activations: readonly Activation[],
  on: LocalDate,
  arrived: (planVersion: string) => Arrived | undefined,
): PlanInForce | undefined {
  let latest: (PlanInForce & { readonly from: LocalDate }) | undefined;
  for (const { planVersion, from, nodeCount, kpiCount } of activations) {
    const parts = arrived(planVersion);
    const complete = parts !== undefined && parts.nodes.size >= nodeCount && parts.kpis >= kpiCount;
    if (!complete || from > on || (latest !== undefined && from < latest.from)) continue;
    latest = { version: planVersion, nodes: parts.nodes, from };
  }
  return latest && { version: latest.version, nodes: latest.nodes };
}
