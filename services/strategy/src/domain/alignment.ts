// A link between an initiative and a plan node, under review by the node's ministry: awaiting → accepted or rejected,
// withdrawn when a newer proposal lacks it, awaiting again by any newer proposal that has it.
import {
  alignmentAccepted,
  alignmentOpened,
  alignmentRejected,
  alignmentWithdrawn,
  type Decision,
  type LinkStatus,
  type LocalDate,
  reject,
} from '@tributary/contracts';

/** One link as a proposal states it. */
export interface Link {
  readonly initiativeId: string;
  readonly planCode: string;
  readonly planVersion: string;
  readonly nodeCode: string;
  readonly weightPct: number;
  /** of the proposal, counted by the initiative */
  readonly revision: number;
}

export interface Alignment extends Link {
  readonly responsibleMinistry: string;
  /** what was said of it; whether it has drifted since depends on the plan */
  readonly status: Exclude<LinkStatus, 'drifted'>;
  readonly openedOn: LocalDate;
  readonly decidedOn?: LocalDate;
  readonly reasonCode?: string;
}

/** How a link stands under the version in force, and who decides on it there. */
export interface Standing {
  readonly status: LinkStatus;
  readonly responsibleMinistry: string;
}

/** Where a link stands in the newest proposal of its initiative. */
export const standingStatuses = ['awaiting', 'accepted', 'rejected'] as const;

const linkOf = ({ initiativeId, planCode, planVersion, nodeCode, weightPct, revision }: Link): Link => ({
  initiativeId,
  planCode,
  planVersion,
  nodeCode,
  weightPct,
  revision,
});

/** Asks the responsible ministry for a decision, whatever was decided on an earlier proposal. */
export const open = (link: Link, openedOn: LocalDate, responsibleMinistry: string): Decision<Alignment> => ({
  state: { ...linkOf(link), responsibleMinistry, status: 'awaiting', openedOn },
  events: [alignmentOpened({ ...linkOf(link), responsibleMinistry, openedOn })],
});

/** Opens and rejects at once a link to a node that no version in force has; nobody but its proposer answers for it. */
export function openUnknown(link: Link, openedOn: LocalDate, proposer: string): Decision<Alignment> {
  const reasonCode = 'NODE_UNKNOWN';
  return {
    state: {
      ...linkOf(link),
      responsibleMinistry: proposer,
      status: 'rejected',
      openedOn,
      decidedOn: openedOn,
      reasonCode,
    },
    events: [
      alignmentOpened({ ...linkOf(link), responsibleMinistry: proposer, openedOn }),
      alignmentRejected({ ...linkOf(link), reasonCode, decidedOn: openedOn }),
    ],
  };
}

/** Takes back a link that the proposal of `revision` lacks. */
export function withdraw(alignment: Alignment, revision: number, on: LocalDate): Decision<Alignment> {
  const { responsibleMinistry, openedOn } = alignment;
  const gone = { ...linkOf(alignment), revision };
  return {
    state: { ...gone, responsibleMinistry, status: 'withdrawn', openedOn },
    events: [alignmentWithdrawn({ ...gone, on })],
  };
}

export interface AlignmentDecision {
  readonly decision: 'accept' | 'reject';
  readonly reasonCode?: string | undefined;
  readonly revision: number;
  readonly decidedOn: LocalDate;
  readonly today: LocalDate;
}

/**
 * Accepts or rejects the proposal that stands; a decision on an older one has no effect.
 * @param standing of the link under the version of its plan in force now
 */
export function decide(alignment: Alignment, standing: Standing, command: AlignmentDecision): Decision<Alignment> {
  const { decision, reasonCode, revision, decidedOn, today } = command;
  if (revision !== alignment.revision) {
    return reject('REVISION_SUPERSEDED', { given: revision, current: alignment.revision });
  }
  const { status, responsibleMinistry } = standing;
  if (status !== 'awaiting') return reject('WRONG_STATE', { state: status, needed: 'awaiting' });
  if (decidedOn > today) return reject('FUTURE_DATE', { date: decidedOn, today });
  if (decidedOn < alignment.openedOn) {
    return reject('DATES_REVERSED', { start: alignment.openedOn, end: decidedOn });
  }
  if (decision === 'accept') {
    return {
      state: { ...alignment, responsibleMinistry, status: 'accepted', decidedOn },
      events: [alignmentAccepted({ ...linkOf(alignment), decidedOn })],
    };
  }
  if (reasonCode === undefined) return reject('REASON_REQUIRED');
  return {
    state: { ...alignment, responsibleMinistry, status: 'rejected', decidedOn, reasonCode },
    events: [alignmentRejected({ ...linkOf(alignment), reasonCode, decidedOn })],
  };
}
