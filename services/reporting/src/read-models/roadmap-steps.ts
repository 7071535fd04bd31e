// Steps of the roadmap, as they were last said to stand.
import {
  defineView,
  type Horizon,
  type LocalDate,
  type Pillar,
  roadmapStepSet,
  type StepStatus,
} from '@tributary/contracts';

export interface RoadmapStepRow {
  /** undefined: it was not on the roadmap yet */
  readonly standing: Standing | undefined;
}

export interface Standing {
  readonly pillar: Pillar;
  readonly horizon: Horizon;
  /** the institution that answers for it */
  readonly owner: string;
  readonly status: StepStatus;
  readonly dueOn: LocalDate;
  readonly hasEvidence: boolean;
  readonly isSupported: boolean;
}

export const roadmapSteps = defineView<RoadmapStepRow>(
  'roadmap-steps',
  () => ({ standing: undefined }),
  (when) => [
    when(roadmapStepSet, (_row, { data: { pillar, horizon, owner, status, dueOn, evidenceCount, supportCount } }) => ({
      standing: {
        pillar,
        horizon,
        owner,
        status,
        dueOn,
        hasEvidence: evidenceCount > 0,
        isSupported: supportCount > 0,
      },
    })),
  ],
);
