// Crosswalks between plans: under a cut, what a node counts under at `to`.
import { crosswalkSet, defineView, toHundredths } from '@tributary/contracts';

export interface CrosswalkRow {
  readonly planCode: string;
  readonly toPlan: string;
  readonly nodeCode: string;
  readonly targets: readonly {
    readonly nodeCode: string;
    /** hundredths of a per cent */
    readonly weight: number;
  }[];
}

export const crosswalks = defineView<CrosswalkRow>(
  'crosswalks',
  () => ({ planCode: '', toPlan: '', nodeCode: '', targets: [] }),
  (when) => [
    when(crosswalkSet, (_row, { data: { planCode, toPlan, nodeCode, targets } }) => ({
      planCode,
      toPlan,
      nodeCode,
      targets: targets.map((target) => ({ nodeCode: target.nodeCode, weight: toHundredths(target.weightPct) })),
    })),
  ],
);
