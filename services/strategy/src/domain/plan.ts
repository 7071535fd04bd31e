// A plan and the standing of its versions: importing → imported → active → superseded. At most one is active at a time.
import {
  type Decision,
  type LocalDate,
  type NewPlan,
  planActivated,
  planRevised,
  type Rejection,
  reject,
} from '@tributary/contracts';

export interface PlanVersion {
  readonly version: string;
  readonly status: 'importing' | 'imported' | 'active' | 'superseded';
  readonly nodes: number;
  readonly kpis: number;
  /** who brought the content: somebody else must put it in force */
  readonly importedBy: string;
  /** of the content; a version never gets another */
  readonly fingerprint: string;
  /** the first day in force */
  readonly from?: LocalDate;
}

export interface Plan extends NewPlan {
  readonly versions: readonly PlanVersion[];
}

export const versionOf = (plan: Plan, version: string): PlanVersion | undefined =>
  plan.versions.find((one) => one.version === version);

/** Whether its nodes and KPIs are all there: only then does anything else rest on the version. */
export const isComplete = ({ status }: PlanVersion): boolean => status !== 'importing';

/** Whether it is in force or has been. */
export const isPublic = ({ status }: PlanVersion): boolean => status === 'active' || status === 'superseded';

/** Enters a plan, without a version yet. */
export const enterPlan = (plan: NewPlan): Decision<Plan> => ({
  state: { ...plan, versions: [] },
  events: [planRevised({})],
});

export interface StartImport extends Pick<PlanVersion, 'version' | 'nodes' | 'kpis' | 'fingerprint'> {
  readonly by: string;
}

/** Takes the name of a version for a content, before the first of its nodes is made. */
export function startImport(plan: Plan, { by, ...content }: StartImport): Decision<Plan> {
  if (versionOf(plan, content.version) !== undefined) {
    return reject('VERSION_TAKEN', { planCode: plan.code, planVersion: content.version });
  }
  return {
    state: { ...plan, versions: [...plan.versions, { ...content, importedBy: by, status: 'importing' }] },
    events: [planRevised({})],
  };
}

/** States that all nodes and KPIs of a version are there. */
export function finishImport(plan: Plan, version: string): Decision<Plan> {
  const importing = versionOf(plan, version);
  if (importing?.status !== 'importing') {
    return reject('WRONG_STATE', { state: importing?.status ?? 'unknown', needed: 'importing' });
  }
  return { state: replace(plan, { ...importing, status: 'imported' }), events: [planRevised({})] };
}

export interface Activation {
  readonly version: string;
  readonly from: LocalDate;
  readonly replacesVersion?: string | undefined;
  readonly today: LocalDate;
}

/** Who brought the content of a version does not put it in force: it takes a second person. */
export const mayActivate = (plan: Plan, version: string, by: string): Rejection | undefined =>
  versionOf(plan, version)?.importedBy === by ? reject('FOUR_EYES') : undefined;

/** Puts an imported version in force in place of the one that is, if any. */
export function activate(plan: Plan, { version, from, replacesVersion, today }: Activation): Decision<Plan> {
  const chosen = versionOf(plan, version);
  if (chosen === undefined || !isComplete(chosen)) {
    return reject('VERSION_NOT_IMPORTED', { planCode: plan.code, planVersion: version });
  }
  if (chosen.status !== 'imported') return reject('WRONG_STATE', { state: chosen.status, needed: 'imported' });
  if (from > today) return reject('FUTURE_DATE', { date: from, today });
  const active = plan.versions.find(({ status }) => status === 'active');
  if (replacesVersion !== active?.version) {
    const values = { planCode: plan.code, given: replacesVersion ?? '–', current: active?.version ?? '–' };
    return reject('OTHER_VERSION_IN_FORCE', values);
  }
  // Reports take the version with the latest `from`: an earlier one would be in force here and not there.
  if (active?.from !== undefined && from < active.from) {
    return reject('DATES_REVERSED', { start: active.from, end: from });
  }
  const { nodes: nodeCount, kpis: kpiCount } = chosen;
  const superseded = active === undefined ? plan : replace(plan, { ...active, status: 'superseded' });
  return {
    state: replace(superseded, { ...chosen, status: 'active', from }),
    events: [
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
    ],
  };
}

const replace = (plan: Plan, changed: PlanVersion): Plan => ({
  ...plan,
  versions: plan.versions.map((one) => (one.version === changed.version ? changed : one)),
});
