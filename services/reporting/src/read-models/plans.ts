// Plans as the versions put in force: under a cut, the version in force at `to`.
import { defineView, type LocalDate, planActivated } from '@tributary/contracts';

export interface PlanRow {
  readonly planCode: string;
  readonly kind: string;
  readonly planVersion: string;
  /** the first day in force */
  readonly from: LocalDate;
  /** nodes of the version: as many as there are once all have arrived */
  readonly nodeCount: number;
  /** KPIs of the version, likewise */
  readonly kpiCount: number;
  /** all versions that have been in force, in their order, this one last */
  readonly versions: readonly { readonly planVersion: string; readonly from: LocalDate }[];
  /** the level from which on a node is a programme */
  readonly programmeLevel: number;
}

/** The latest `from` is in force; of two versions with the same one, that which was activated later. */
export const plans = defineView<PlanRow>(
  'plans',
  () => ({
    planCode: '',
    kind: '',
    planVersion: '',
    from: '',
    nodeCount: 0,
    kpiCount: 0,
    programmeLevel: 1,
    versions: [],
  }),
  (when) => [
    when(planActivated, (row, { data: { replacesVersion: _before, ...version } }) =>
      version.from < row.from
        ? row
        : { ...version, versions: [...row.versions, { planVersion: version.planVersion, from: version.from }] },
    ),
  ],
);
