// What the version of a plan in force makes of links and contributions that name an earlier one. Nothing of it is stored:
// a node or KPI that lives on keeps what was said of it, one that is gone leaves it drifted, and both follow from the plan.
import {
  type Drift,
  isDrifted,
  type LinkStatus,
  type LocalDate,
  type PlanPart,
  successionOf,
  weightsOver,
} from '@tributary/contracts';

/** A node or a KPI of a version. */
export interface Part extends PlanPart {
  readonly responsibleMinistry: string;
}

/** The nodes of a version, or its KPIs, by code. */
export type Parts = ReadonlyMap<string, Part>;

export interface Version {
  readonly from: LocalDate;
  readonly parts: Parts;
}

/** A plan that has replaced a version: the one in force, and what it and all before it hold, in their order. */
export interface RevisedPlan {
  readonly inForce: string;
  readonly versions: ReadonlyMap<string, Version>;
}

/** What is judged: where it points, and what was said of it. */
export interface Placed {
  readonly planVersion: string;
  /** the node or KPI */
  readonly code: string;
  readonly status: LinkStatus;
  readonly responsibleMinistry: string;
  /** of a link: per cent */
  readonly weightPct?: number;
}

/** How it stands under the version in force, and who decides on it there. */
export interface Standing {
  readonly status: LinkStatus;
  readonly responsibleMinistry: string;
  /** where it has drifted */
  readonly drift?: Drift;
}

/**
 * How something stands. What never had its node or KPI in the version it names was rejected for that and stays so.
 * @param plan undefined: no version of its plan has been replaced
 */
export function standingOf(placed: Placed, plan: RevisedPlan | undefined): Standing {
  const { status, responsibleMinistry, planVersion, code } = placed;
  const asSaid = { status, responsibleMinistry };
  if (plan === undefined || status === 'withdrawn' || planVersion === plan.inForce) return asSaid;
  const { inForce, versions } = plan;
  const partsOf = (version: string) => versions.get(version)?.parts;
  if (isDrifted({ planVersion, nodeCode: code }, inForce, partsOf)) {
    const drift = driftOf(placed, plan);
    return { ...asSaid, status: 'drifted', ...(drift && { drift }) };
  }
  const now = partsOf(planVersion)?.has(code) ? partsOf(inForce)?.get(code) : undefined;
  return { status, responsibleMinistry: now?.responsibleMinistry ?? responsibleMinistry };
}

function driftOf({ planVersion, code, weightPct }: Placed, { inForce, versions }: RevisedPlan): Drift | undefined {
  const inOrder = [...versions].map(([version, { parts }]) => ({ planVersion: version, parts }));
  const succession = successionOf(code, planVersion, inOrder);
  if (succession === undefined) return undefined;
  const { change, goneIn, successors } = succession;
  const weights = new Map(
    weightPct === undefined ? [] : weightsOver(weightPct, successors).map((one) => [one.code, one.sharePct]),
  );
  return {
    change,
    goneIn,
    driftedOn: versions.get(goneIn)?.from ?? '',
    suggested: successors.map((successor) => ({
      ...successor,
      ...(weightPct !== undefined && { weightPct: weights.get(successor.code) ?? 0 }),
      responsibleMinistry: versions.get(inForce)?.parts.get(successor.code)?.responsibleMinistry ?? '',
    })),
  };
}

/** The codes that are gone from the version in force. */
export function goneCodes({ inForce, versions }: RevisedPlan): ReadonlySet<string> {
  const kept = versions.get(inForce)?.parts;
  return new Set([...versions.values()].flatMap(({ parts }) => [...parts.keys()].filter((code) => !kept?.has(code))));
}

/** The codes for which a ministry is responsible now and another one was in an earlier version. */
export function codesMovedTo(ministry: string, { inForce, versions }: RevisedPlan): readonly string[] {
  const earlier = [...versions].flatMap(([version, { parts }]) => (version === inForce ? [] : [parts]));
  const isMoved = (code: string) =>
    earlier.some((parts) => parts.has(code) && parts.get(code)?.responsibleMinistry !== ministry);
  return [...(versions.get(inForce)?.parts.values() ?? [])].flatMap(({ code, responsibleMinistry }) =>
    responsibleMinistry === ministry && isMoved(code) ? [code] : [],
  );
}
