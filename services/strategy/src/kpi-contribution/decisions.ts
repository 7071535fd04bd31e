// What an indicator of an initiative adds to a KPI, under review by the KPI's ministry: awaiting → accepted or rejected,
// withdrawn when it is mapped no more, awaiting again by any newer definition that is.
import {
  accept,
  type Decision,
  decideChange,
  decideKpiContribution,
  type Known,
  type KpiContribution,
  kpiContributionAccepted,
  kpiContributionOpened,
  kpiContributionRejected,
  kpiContributionWithdrawn,
  type LocalDate,
  refuseReversed,
  refuseState,
  reject,
  type StatedContribution,
} from '@tributary/contracts';
import type { Standing } from '../drift/standing.ts';

/** What a decision knows of the plan: how a contribution stands under the version in force. */
export interface StandingNow {
  readonly standing: (contribution: KpiContribution) => Standing;
}

const statedOf = ({
  initiativeId,
  indicatorCode,
  kpiCode,
  planCode,
  planVersion,
  contributionType,
  sharePct,
  method,
  revision,
}: StatedContribution): StatedContribution => ({
  initiativeId,
  indicatorCode,
  kpiCode,
  planCode,
  planVersion,
  contributionType,
  sharePct,
  method,
  revision,
});

/** The ministry that decides, and the node that the KPI stands under, where the KPI is known. */
export interface Responsible {
  readonly responsibleMinistry: string;
  readonly nodeCode?: string;
}

/** Asks the responsible ministry for a decision, whatever was decided on an earlier definition. */
export const open = (
  stated: StatedContribution,
  openedOn: LocalDate,
  responsible: Responsible,
): Decision<KpiContribution> => ({
  state: { ...statedOf(stated), ...responsible, status: 'awaiting', openedOn },
  events: [
    kpiContributionOpened({
      ...statedOf(stated),
      responsibleMinistry: responsible.responsibleMinistry,
      openedOn,
    }),
  ],
});

/** Why a contribution is rejected without anybody having looked at it. */
export type AtOnce = 'KPI_UNKNOWN' | 'UNIT_MISMATCH';

/** Opens a contribution and rejects it at once. */
export function openRejected(
  stated: StatedContribution,
  openedOn: LocalDate,
  responsible: Responsible,
  reasonCode: AtOnce,
): Decision<KpiContribution> {
  const { responsibleMinistry } = responsible;
  return {
    state: { ...statedOf(stated), ...responsible, status: 'rejected', openedOn, decidedOn: openedOn, reasonCode },
    events: [
      kpiContributionOpened({ ...statedOf(stated), responsibleMinistry, openedOn }),
      kpiContributionRejected({ ...statedOf(stated), reasonCode, decidedOn: openedOn }),
    ],
  };
}

/** Takes back a contribution, in the `revision` of its indicator that does not make it any more. */
export function withdraw(contribution: KpiContribution, revision: number, on: LocalDate): Decision<KpiContribution> {
  const { nodeCode, responsibleMinistry, openedOn } = contribution;
  const gone = { ...statedOf(contribution), revision };
  return {
    state: {
      ...gone,
      ...(nodeCode !== undefined && { nodeCode }),
      responsibleMinistry,
      status: 'withdrawn',
      openedOn,
    },
    events: [kpiContributionWithdrawn({ ...gone, on })],
  };
}

/** Accepts or rejects the definition that stands; a decision on an older one has no effect. */
export const decide = decideChange(decideKpiContribution, (contribution, command, { standing }: Known<StandingNow>) => {
  const { decision, reasonCode, revision, decidedOn } = command;
  if (revision !== contribution.revision) {
    return reject('REVISION_SUPERSEDED', { given: revision, current: contribution.revision });
  }
  const { status, responsibleMinistry } = standing(contribution);
  const refused = refuseState({ status }, 'awaiting') ?? refuseReversed(contribution.openedOn, decidedOn);
  if (refused !== undefined) return refused;
  const stated = statedOf(contribution);
  const decided = { ...contribution, responsibleMinistry, decidedOn };
  if (decision === 'accept') {
    const accepted = kpiContributionAccepted({ ...stated, decidedOn });
    return accept({ ...decided, status: 'accepted' }, accepted);
  }
  if (reasonCode === undefined) return reject('REASON_REQUIRED');
  const rejected = kpiContributionRejected({ ...stated, reasonCode, decidedOn });
  return accept({ ...decided, status: 'rejected', reasonCode }, rejected);
});
