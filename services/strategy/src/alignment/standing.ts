// What the version of a plan in force makes of links that name an earlier one. Nothing of it is stored: a node that
// lives on keeps its links with their decisions, one that is gone leaves them drifted, and both follow from the nodes.
import { type Alignment, isDrifted } from '@tributary/contracts';
import type { Standing } from './decisions.ts';

/** The ministries responsible for the nodes of a version, by code. */
export type Ministries = ReadonlyMap<string, string>;

/** A plan that has replaced a version: the one in force, and the nodes of it and of all that were. */
export interface RevisedPlan {
  readonly inForce: string;
  readonly versions: ReadonlyMap<string, Ministries>;
}

/**
 * How a link stands. One that never had a node in the version it names was rejected for that and stays so.
 * @param plan undefined: no version of the link's plan has been replaced
 */
export function standingOf(alignment: Alignment, plan: RevisedPlan | undefined): Standing {
  const { status, responsibleMinistry, planVersion, nodeCode } = alignment;
  const asSaid = { status, responsibleMinistry };
  if (plan === undefined || status === 'withdrawn' || planVersion === plan.inForce) return asSaid;
  const { inForce, versions } = plan;
  if (isDrifted(alignment, inForce, (version) => versions.get(version))) return { ...asSaid, status: 'drifted' };
  const now = versions.get(planVersion)?.has(nodeCode) ? versions.get(inForce)?.get(nodeCode) : undefined;
  return { status, responsibleMinistry: now ?? responsibleMinistry };
}

/** The codes of nodes that are gone from the version in force. */
export function goneCodes({ inForce, versions }: RevisedPlan): ReadonlySet<string> {
  const kept = versions.get(inForce);
  return new Set([...versions.values()].flatMap((nodes) => [...nodes.keys()].filter((code) => !kept?.has(code))));
}

/** The codes of nodes for which a ministry is responsible now and another one was in an earlier version. */
export function codesMovedTo(ministry: string, { inForce, versions }: RevisedPlan): readonly string[] {
  const earlier = [...versions].flatMap(([version, nodes]) => (version === inForce ? [] : [nodes]));
  return [...(versions.get(inForce) ?? [])].flatMap(([code, responsible]) =>
    responsible === ministry && earlier.some((nodes) => nodes.has(code) && nodes.get(code) !== ministry) ? [code] : [],
  );
}
