// Which plan a report is about, and which version of it: the one in force at `to`.
import { byCode, type LocalDate, type Rejection, reject } from '@tributary/contracts';
import type { PlanRow } from '../../read-models/plans.ts';

/** The version of a plan that counts. */
export type ActiveVersion = Pick<
  PlanRow,
  'planCode' | 'planVersion' | 'nodeCount' | 'kpiCount' | 'programmeLevel' | 'versions'
>;

/**
 * The version in force of the plan asked for, else of the one national plan in force.
 * @param plans as of `to`: a plan without a version in force on that day is not among them
 */
export function activeVersion(
  plans: Iterable<PlanRow>,
  asked: string | undefined,
  to: LocalDate,
): ActiveVersion | Rejection {
  const inForce = [...plans];
  if (asked !== undefined) {
    const plan = inForce.find(({ planCode }) => planCode === asked);
    return plan ?? reject('NO_ACTIVE_VERSION', { planCode: asked, to });
  }
  const [plan, ...others] = inForce.filter(({ kind }) => kind === 'national');
  if (plan !== undefined && others.length === 0) return plan;
  const codes = inForce.map(({ planCode }) => planCode).sort(byCode);
  return reject('PLAN_REQUIRED', { plans: codes.join(', ') || '–' });
}
