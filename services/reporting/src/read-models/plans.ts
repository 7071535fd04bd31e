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
  /** the level from which on a node is a programme */
  readonly programmeLevel: number;
}

/** The latest `from` is in force; of two versions with the same one, that which was activated later. */
export const plans = defineView<PlanRow>(
  'plans',
  () => ({ planCode: '', kind: '', planVersion: '', from: '', nodeCount: 0, programmeLevel: 1 }),
  (when) => [
    when(planActivated, (row, { data: { planCode, kind, planVersion, from, nodeCount, programmeLevel } }) =>
      from < row.from ? row : { planCode, kind, planVersion, from, nodeCount, programmeLevel },
    ),
  ],
);
