import { initiativeStatusChanged } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, it } from 'vitest';
import type { Initiative } from '../../src/domain/initiative.ts';
import { changeStatus } from '../../src/domain/status.ts';
import { registered, today } from './known.ts';

const all = [1, 2, 3, 4, 5, 6];
const names = ['', 'proposed', 'active', 'finalising', 'closed', 'cancelled', 'suspended'];
const allowed = new Set(['1→2', '1→5', '2→3', '2→5', '2→6', '3→4', '6→2', '6→5']);
const moves = all.flatMap((from) => all.map((to) => [from, to] as const));

const moving =
  (status: number, on = today) =>
  (initiative: Initiative) =>
    changeStatus(initiative, { status, on }, today);

describe('the status of an initiative', () => {
  it.each(moves.filter(([from, to]) => allowed.has(`${from}→${to}`)))('may go from %i to %i', (from, to) => {
    given(registered({ status: from }))
      .when(moving(to))
      .thenFacts(initiativeStatusChanged({ status: to, on: today }))
      .thenState({ status: to, statusOn: today });
  });

  it.each(moves.filter(([from, to]) => !allowed.has(`${from}→${to}`)))('cannot go from %i to %i', (from, to) => {
    const sources = all.filter((other) => allowed.has(`${other}→${to}`)).map((other) => names[other] ?? '');
    const inOrder = ['proposed', 'active', 'suspended', 'finalising'].filter((name) => sources.includes(name));
    given(registered({ status: from }))
      .when(moving(to))
      .thenRejected('WRONG_STATE', { state: names[from], needed: inOrder.join(', ') || '–' });
  });

  it.each(moves.filter(([from, to]) => allowed.has(`${from}→${to}`)))(
    'frees the identifier only where it is cancelled: from %i to %i',
    (from, to) => {
      given(registered({ status: from, holds: ['QM-1'] }))
        .when(moving(to))
        .thenState({ holds: to === 5 ? undefined : ['QM-1'] });
    },
  );

  it('changes up to today, never ahead', () => {
    given(registered()).when(moving(2, '2026-07-01')).thenRejected('FUTURE_DATE', { date: '2026-07-01', today });
  });

  it('never changes before its last change, and may on the same day', () => {
    const active = registered({ status: 2, statusOn: '2026-01-10' });
    given(active)
      .when(moving(6, '2026-01-09'))
      .thenRejected('DATES_REVERSED', { start: '2026-01-10', end: '2026-01-09' });
    given(active).when(moving(6, '2026-01-10')).thenState({ status: 6, statusOn: '2026-01-10' });
  });

  it('may have changed before the initiative was registered here', () => {
    given(registered()).when(moving(2, '2024-01-01')).thenState({ status: 2, statusOn: '2024-01-01' });
  });
});
