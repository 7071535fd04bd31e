import {
  type decideKpiContribution,
  type Given,
  type KpiContribution,
  kpiContributionAccepted,
  kpiContributionOpened,
  kpiContributionRejected,
  kpiContributionWithdrawn,
} from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, it } from 'vitest';
import { decide, open, openRejected, withdraw } from '../../src/kpi-contribution/decisions.ts';

const stated = {
  initiativeId: '0190a1b2-0000-7000-8000-000000000001',
  indicatorCode: 'WATER',
  kpiCode: 'K8',
  planCode: 'NDP',
  planVersion: '1',
  contributionType: 'direct',
  sharePct: 50,
  method: 'COUNTED',
  revision: 2,
} as const;
const responsible = { responsibleMinistry: 'MLOC', nodeCode: '3.1' };
const awaiting: KpiContribution = { ...stated, ...responsible, status: 'awaiting', openedOn: '2026-03-01' };
const accepted: KpiContribution = { ...awaiting, status: 'accepted', decidedOn: '2026-03-05' };
const rejected: KpiContribution = { ...accepted, status: 'rejected', reasonCode: 'NOT_RELATED' };

const today = '2026-06-30';
const standing = ({ status, responsibleMinistry }: KpiContribution) => ({ status, responsibleMinistry });
const known = { now: new Date(`${today}T12:00:00Z`), today, newId: () => 'none', by: 'ana', standing };
type Command = Given<typeof decideKpiContribution>;
const accept: Command = { decision: 'accept', revision: 2, decidedOn: '2026-03-05' };
const refuse: Command = { ...accept, decision: 'reject', reasonCode: 'NOT_RELATED' };

describe('a contribution under review', () => {
  it('is opened for the ministry of its KPI', () => {
    given(stated)
      .when((it) => open(it, '2026-03-01', responsible))
      .thenFacts(kpiContributionOpened({ ...stated, responsibleMinistry: 'MLOC', openedOn: '2026-03-01' }))
      .thenState(awaiting);
  });

  it.each(['UNIT_MISMATCH', 'KPI_UNKNOWN'] as const)('is opened and rejected at once: %s', (reasonCode) => {
    given(stated)
      .when((it) => openRejected(it, '2026-03-01', responsible, reasonCode))
      .thenFacts(
        kpiContributionOpened({ ...stated, responsibleMinistry: 'MLOC', openedOn: '2026-03-01' }),
        kpiContributionRejected({ ...stated, reasonCode, decidedOn: '2026-03-01' }),
      )
      .thenState({ status: 'rejected', reasonCode });
  });

  it('is withdrawn in the revision that lacks it, whatever was decided', () => {
    given(rejected)
      .when((it) => withdraw(it, 3, '2026-04-01'))
      .thenFacts(kpiContributionWithdrawn({ ...stated, revision: 3, on: '2026-04-01' }))
      .thenState({ status: 'withdrawn', revision: 3, decidedOn: undefined, reasonCode: undefined });
  });
});

describe('the decision on a contribution', () => {
  it('accepts it', () => {
    given(awaiting)
      .when((it) => decide(it, accept, known))
      .thenFacts(kpiContributionAccepted({ ...stated, decidedOn: '2026-03-05' }))
      .thenState(accepted);
  });

  it('rejects it with a reason, and not without', () => {
    given(awaiting)
      .when((it) => decide(it, refuse, known))
      .thenFacts(kpiContributionRejected({ ...stated, reasonCode: 'NOT_RELATED', decidedOn: '2026-03-05' }))
      .thenState(rejected);
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
    (contribution) => {
      given(contribution)
        .when((it) => decide(it, accept, known))
        .thenRejected('WRONG_STATE', { state: contribution.status, needed: 'awaiting' });
    },
  );

  it('is taken by the ministry that is responsible for its KPI now, and not once the KPI is gone', () => {
    const under = (status: 'awaiting' | 'drifted') => ({
      ...known,
      standing: () => ({ status, responsibleMinistry: 'MEDU' }),
    });
    given(awaiting)
      .when((it) => decide(it, accept, under('awaiting')))
      .thenState({ ...accepted, responsibleMinistry: 'MEDU' });
    given(awaiting)
      .when((it) => decide(it, accept, under('drifted')))
      .thenRejected('WRONG_STATE', { state: 'drifted', needed: 'awaiting' });
  });

  it('is not dated before the contribution was opened', () => {
    given(awaiting)
      .when((it) => decide(it, { ...accept, decidedOn: '2026-02-28' }, known))
      .thenRejected('DATES_REVERSED', { start: '2026-03-01', end: '2026-02-28' });
  });
});
