import {
  type Alignment,
  alignmentAccepted,
  alignmentOpened,
  alignmentRejected,
  alignmentWithdrawn,
  type decideAlignment,
  type Given,
} from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, it } from 'vitest';
import { decide, open, openUnknown, withdraw } from '../../src/alignment/decisions.ts';

const link = {
  initiativeId: '0190a1b2-0000-7000-8000-000000000001',
  planCode: 'NDP',
  planVersion: '1',
  nodeCode: '1.2',
  weightPct: 60,
  revision: 2,
};
const awaiting: Alignment = { ...link, responsibleMinistry: 'MHEA', status: 'awaiting', openedOn: '2026-03-01' };
const accepted: Alignment = { ...awaiting, status: 'accepted', decidedOn: '2026-03-05' };
const rejected: Alignment = { ...accepted, status: 'rejected', reasonCode: 'NOT_RELATED' };

const today = '2026-06-30';
const known = {
  now: new Date(`${today}T12:00:00Z`),
  today,
  newId: () => 'none',
  by: 'ana',
  standing: (it: Alignment) => it,
};
type Command = Given<typeof decideAlignment>;
const accept: Command = { decision: 'accept', revision: 2, decidedOn: '2026-03-05' };
const refuse: Command = { ...accept, decision: 'reject', reasonCode: 'NOT_RELATED' };

describe('a link under review', () => {
  it('is opened for the ministry of its node', () => {
    given(link)
      .when((it) => open(it, '2026-03-01', 'MHEA'))
      .thenFacts(alignmentOpened({ ...link, responsibleMinistry: 'MHEA', openedOn: '2026-03-01' }))
      .thenState(awaiting);
  });

  it('is opened anew by a newer proposal, with nothing left of the earlier decision', () => {
    given({ ...rejected, weightPct: 40, revision: 3 })
      .when((it) => open(it, '2026-04-01', 'MHEA'))
      .thenFacts(
        alignmentOpened({ ...link, weightPct: 40, revision: 3, responsibleMinistry: 'MHEA', openedOn: '2026-04-01' }),
      )
      .thenState({ status: 'awaiting', decidedOn: undefined, reasonCode: undefined });
  });

  it('is opened and rejected at once where nobody knows its node', () => {
    given(link)
      .when((it) => openUnknown(it, '2026-03-01', 'MECO'))
      .thenFacts(
        alignmentOpened({ ...link, responsibleMinistry: 'MECO', openedOn: '2026-03-01' }),
        alignmentRejected({ ...link, reasonCode: 'NODE_UNKNOWN', decidedOn: '2026-03-01' }),
      )
      .thenState({ status: 'rejected', reasonCode: 'NODE_UNKNOWN' });
  });

  it('is withdrawn by a proposal that lacks it, whatever was decided', () => {
    given(rejected)
      .when((it) => withdraw(it, 3, '2026-04-01'))
      .thenFacts(alignmentWithdrawn({ ...link, revision: 3, on: '2026-04-01' }))
      .thenState({ status: 'withdrawn', revision: 3, decidedOn: undefined, reasonCode: undefined });
  });
});

describe('the decision on a link', () => {
  it('accepts it', () => {
    given(awaiting)
      .when((it) => decide(it, accept, known))
      .thenFacts(alignmentAccepted({ ...link, decidedOn: '2026-03-05' }))
      .thenState(accepted);
  });

  it('rejects it with a reason', () => {
    given(awaiting)
      .when((it) => decide(it, refuse, known))
      .thenFacts(alignmentRejected({ ...link, reasonCode: 'NOT_RELATED', decidedOn: '2026-03-05' }))
      .thenState(rejected);
  });

  it('does not reject it without a reason', () => {
    given(awaiting)
      .when((it) => decide(it, { ...refuse, reasonCode: undefined }, known))
      .thenRejected('REASON_REQUIRED');
  });

  it.each([1, 3])('has no effect on revision %d when another one stands', (revision) => {
    given(awaiting)
      .when((it) => decide(it, { ...accept, revision }, known))
      .thenRejected('REVISION_SUPERSEDED', { given: revision, current: 2 });
  });

  it.each([accepted, rejected, { ...awaiting, status: 'withdrawn' as const }])(
    'is taken once for a revision: $status stays',
    (alignment) => {
      given(alignment)
        .when((it) => decide(it, accept, known))
        .thenRejected('WRONG_STATE', { state: alignment.status, needed: 'awaiting' });
    },
  );

  it('is not dated before the link was opened', () => {
    given(awaiting)
      .when((it) => decide(it, { ...accept, decidedOn: '2026-02-28' }, known))
      .thenRejected('DATES_REVERSED', { start: '2026-03-01', end: '2026-02-28' });
  });
});
