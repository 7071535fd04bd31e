// A link between an initiative and a plan node, under review by the node's ministry: awaiting → accepted or rejected,
// withdrawn when a newer proposal lacks it, awaiting again by any newer proposal that has it.
import {
  type AlignedLink,
  type Alignment,
  accept,
  alignmentAccepted,
  alignmentOpened,
  alignmentRejected,
  alignmentWithdrawn,
  type Decision,
  decideAlignment,
  decideChange,
  type Known,
  type LocalDate,
  refuseReversed,
  refuseState,
  reject,
} from '@tributary/contracts';
import type { Standing } from '../drift/standing.ts';

/** What a decision knows of the plan: how a link stands under the version in force. */
export interface StandingNow {
  readonly standing: (link: Alignment) => Standing;
}

const linkOf = ({ initiativeId, planCode, planVersion, nodeCode, weightPct, revision }: AlignedLink): AlignedLink => ({
  initiativeId,
  planCode,
  planVersion,
  nodeCode,
  weightPct,
  revision,
});

/** Asks the responsible ministry for a decision, whatever was decided on an earlier proposal. */
export const open = (link: AlignedLink, openedOn: LocalDate, responsibleMinistry: string): Decision<Alignment> => ({
  state: { ...linkOf(link), responsibleMinistry, status: 'awaiting', openedOn },
  events: [alignmentOpened({ ...linkOf(link), responsibleMinistry, openedOn })],
});

/** Opens a link that was mapped again, and accepts it at once: its ministry accepted what it is made of. */
export function openCarried(link: AlignedLink, openedOn: LocalDate, responsibleMinistry: string): Decision<Alignment> {
  const told = linkOf(link);
  const decidedOn = openedOn;
  return {
    state: { ...told, responsibleMinistry, status: 'accepted', openedOn, decidedOn, reasonCode: 'REMAPPED' },
    events: [alignmentOpened({ ...told, responsibleMinistry, openedOn }), alignmentAccepted({ ...told, decidedOn })],
  };
}

/** Opens and rejects at once a link to a node that no version in force has; nobody but its proposer answers for it. */
export function openUnknown(link: AlignedLink, openedOn: LocalDate, proposer: string): Decision<Alignment> {
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

/** Accepts or rejects the proposal that stands; a decision on an older one has no effect. */
export const decide = decideChange(decideAlignment, (link, command, { standing }: Known<StandingNow>) => {
  const { decision, reasonCode, revision, decidedOn } = command;
  if (revision !== link.revision) return reject('REVISION_SUPERSEDED', { given: revision, current: link.revision });
  const { status, responsibleMinistry } = standing(link);
  const refused = refuseState({ status }, 'awaiting') ?? refuseReversed(link.openedOn, decidedOn);
  if (refused !== undefined) return refused;
  const decided = { ...link, responsibleMinistry, decidedOn };
  if (decision === 'accept') {
    return accept({ ...decided, status: 'accepted' }, alignmentAccepted({ ...linkOf(link), decidedOn }));
  }
  if (reasonCode === undefined) return reject('REASON_REQUIRED');
  const rejected = alignmentRejected({ ...linkOf(link), reasonCode, decidedOn });
  return accept({ ...decided, status: 'rejected', reasonCode }, rejected);
});
