import { type Initiative, initiative, initiativeStatusChanged } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { changeStatus } from '../../src/initiative/status.ts';
import { registered, surroundings, today } from './known.ts';

const all = [1, 2, 3, 4, 5, 6];
const names = ['', 'proposed', 'active', 'finalising', 'closed', 'cancelled', 'suspended'];
const allowed = new Set(['1→2', '1→5', '2→3', '2→5', '2→6', '3→4', '6→2', '6→5']);
const moves = all.flatMap((from) => all.map((to) => [from, to] as const));

const moving =
  (status: number, on = today) =>
  (moved: Initiative) =>
    changeStatus(moved, { status, changedOn: on }, surroundings());

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

  it('holds its IATI identifier until it is cancelled, and nothing where it has none', () => {
    const identified = { ...registered(), iatiIdentifier: 'QM-1/A B' };
    for (const status of all) {
      const held = status === 5 ? [] : [{ identifier: 'QM-1/A B', pointer: '/iatiIdentifier' }];
      expect(initiative.claims?.({ ...identified, status })).toEqual(held);
      expect(initiative.claims?.(registered({ status }))).toEqual([]);
    }
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
