// What the responsible ministries say of contributions to KPIs. A contribution decides a mapping; it does not make one.
import {
  defineView,
  type KpiContributionStatus,
  kpiContributionAccepted,
  kpiContributionOpened,
  kpiContributionRejected,
  kpiContributionWithdrawn,
  type StatedContribution,
} from '@tributary/contracts';

export interface KpiContributionRow {
  readonly initiativeId: string;
  readonly indicatorCode: string;
  readonly planCode: string;
  readonly planVersion: string;
  readonly kpiCode: string;
  /** of the definition of the indicator that is decided */
  readonly revision: number;
  /** what was said of it last */
  readonly state: KpiContributionStatus;
}

const saying =
  (state: KpiContributionRow['state']) =>
  (_row: KpiContributionRow, { data }: { readonly data: StatedContribution }): KpiContributionRow => {
    const { initiativeId, indicatorCode, planCode, planVersion, kpiCode, revision } = data;
    return { initiativeId, indicatorCode, planCode, planVersion, kpiCode, revision, state };
  };

export const kpiContributions = defineView<KpiContributionRow>(
  'kpi-contributions',
  () => ({
    initiativeId: '',
    indicatorCode: '',
    planCode: '',
    planVersion: '',
    kpiCode: '',
    revision: 0,
    state: 'awaiting',
  }),
  (when) => [
    when(kpiContributionOpened, saying('awaiting')),
    when(kpiContributionAccepted, saying('accepted')),
    when(kpiContributionRejected, saying('rejected')),
    when(kpiContributionWithdrawn, saying('withdrawn')),
  ],
);
