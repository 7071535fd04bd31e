// A plan and the standing of its versions: importing → imported → active → superseded. At most one is active at a time.
import {
  accept,
  activatePlan,
  createPlan,
  type Decision,
  decideChange,
  decideNew,
  type KeptPlanVersion,
  type Known,
  type Plan,
  planActivated,
  type Rejection,
  refuseReversed,
  refuseState,
  reject,
} from '@tributary/contracts';

export const versionOf = (plan: Plan, version: string): KeptPlanVersion | undefined =>
  plan.versions.find((one) => one.version === version);

/** Whether its nodes and KPIs are all there: only then does anything else rest on the version. */
export const isComplete = ({ status }: KeptPlanVersion): boolean => status !== 'importing';

/** Whether it is in force or has been. */
export const isPublic = ({ status }: KeptPlanVersion): boolean => status === 'active' || status === 'superseded';

/** Enters a plan, without a version yet. */
export const enter = decideNew(createPlan, (plan) => accept({ ...plan, versions: [] }));

/**
 * Takes the name of a version for a content, before the first of its nodes is made.
 * @param content `importedBy` is who brings it
 */
export function startImport(
  plan: Plan,
  content: Omit<KeptPlanVersion, 'status' | 'from'>,
): Decision<Plan, 'VERSION_TAKEN'> {
  if (versionOf(plan, content.version) !== undefined) {
    return reject('VERSION_TAKEN', { planCode: plan.code, planVersion: content.version });
  }
  return accept({ ...plan, versions: [...plan.versions, { ...content, status: 'importing' }] });
}

/** States that all nodes and KPIs of a version are there. */
export function finishImport(plan: Plan, version: string): Decision<Plan, 'WRONG_STATE'> {
  const importing = versionOf(plan, version);
  if (importing?.status !== 'importing') {
    return reject('WRONG_STATE', { state: importing?.status ?? 'unknown', needed: 'importing' });
  }
  return accept(replacing(plan, { ...importing, status: 'imported' }));
}

/** Who brought the content of a version does not put it in force: it takes a second person. */
export const secondPerson = (
  plan: Plan,
  { version }: { readonly version: string },
  { by }: Pick<Known, 'by'>,
): Rejection<'FOUR_EYES'> | undefined =>
  versionOf(plan, version)?.importedBy === by ? reject('FOUR_EYES') : undefined;

/** Puts an imported version in force in place of the one that is, if any. */
export const activate = decideChange(activatePlan, (plan, { version, from, replacesVersion }) => {
  const chosen = versionOf(plan, version);
  if (chosen === undefined || !isComplete(chosen)) {
    return reject('VERSION_NOT_IMPORTED', { planCode: plan.code, planVersion: version });
  }
  const refused = refuseState(chosen, 'imported');
  if (refused !== undefined) return refused;
  const active = plan.versions.find(({ status }) => status === 'active');
  if (replacesVersion !== active?.version) {
    const values = { planCode: plan.code, given: replacesVersion ?? '–', current: active?.version ?? '–' };
    return reject('OTHER_VERSION_IN_FORCE', values);
  }
  // Reports take the version with the latest `from`: an earlier one would be in force here and not there.
  const reversed = active?.from && refuseReversed(active.from, from);
  if (reversed) return reversed;
  const { nodes: nodeCount, kpis: kpiCount } = chosen;
  const superseded = active === undefined ? plan : replacing(plan, { ...active, status: 'superseded' });
  return accept(
    replacing(superseded, { ...chosen, status: 'active', from }),
    planActivated({
      planCode: plan.code,
      planVersion: version,
      kind: plan.kind,
      from,
      programmeLevel: plan.programmeLevel,
      nodeCount,
      kpiCount,
      ...(active && { replacesVersion: active.version }),
    }),
  );
});

const replacing = (plan: Plan, changed: KeptPlanVersion): Plan => ({
  ...plan,
  versions: plan.versions.map((one) => (one.version === changed.version ? changed : one)),
});
