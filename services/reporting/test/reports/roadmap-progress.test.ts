// roadmap/progress: how far the steps of each pillar are on a day, by horizon.
import { languages } from '@tributary/contracts';
import { describe, expect, test } from 'vitest';
import { roadmapProgress } from '../../src/reports/roadmap-progress/roadmap-progress.ts';
import { render } from '../../src/serving/render.ts';
import { rowsFrom, type Told } from './history.ts';
import { step } from './roadmap.ts';

const to = '2026-06-30';

function progress(history: readonly Told[], day = to, language: (typeof languages)[number] = 'en') {
  const asked = { plan: undefined, to: day, language, currency: 'EUR' } as const;
  const figures = roadmapProgress.fold(rowsFrom(history, { to: day }), asked);
  if ('rejected' in figures) throw new Error(figures.rejected);
  return figures;
}
const rowOf = (history: readonly Told[], pillar: string, horizon: string | null, day?: string) =>
  progress(history, day).rows.find((row) => row['pillar'] === pillar && row['horizon'] === horizon);

const done = { status: 'done', evidenceCount: 1 } as const;

describe('roadmap/progress', () => {
  test('has a row for each pillar and horizon, and one for all, also where nothing is planned', () => {
    const { rows, footer } = progress([]);
    expect(rows).toHaveLength(31);
    expect(rows[0]).toEqual({
      pillar: 'P1',
      pillarTitle: 'Institutions and coordination',
      horizon: 'short',
      steps: 0,
      planned: 0,
      inProgress: 0,
      blocked: 0,
      done: 0,
      donePct: null,
      overdue: 0,
      withEvidence: 0,
      supported: 0,
      owners: [],
    });
    expect(rows.at(-1)).toMatchObject({ pillar: 'all', pillarTitle: 'All pillars', horizon: null, steps: 0 });
    expect(footer).toEqual({ steps: 0, done: 0, donePct: null, overdue: 0 });
  });

  test('counts each step where it stands, and all of them in the last row and the footer', () => {
    const history = [
      ...step('A', { ...done, supportCount: 2 }),
      ...step('B', { status: 'in-progress', evidenceCount: 3, owner: 'MFIN' }),
      ...step('C', { status: 'blocked', reasonCode: 'AWAITING_LAW' }),
      ...step('D', { pillar: 'P10', horizon: 'long', supportCount: 1 }),
    ];
    expect(rowOf(history, 'P1', 'short')).toMatchObject({
      steps: 3,
      planned: 0,
      inProgress: 1,
      blocked: 1,
      done: 1,
      donePct: 33.3,
      withEvidence: 2,
      supported: 1,
      owners: ['MFOR 2', 'MFIN 1'],
    });
    expect(rowOf(history, 'P10', 'long')).toMatchObject({ steps: 1, planned: 1, donePct: 0, supported: 1 });
    expect(rowOf(history, 'all', null)).toMatchObject({ steps: 4, done: 1, donePct: 25, owners: ['MFOR 3', 'MFIN 1'] });
    expect(progress(history).footer).toEqual({ steps: 4, done: 1, donePct: 25, overdue: 0 });
  });

  test('shows steps as they stood on the day, wherever they were moved later', () => {
    const history = [
      ...step('A', { setOn: '2026-02-01' }),
      ...step('A', { setOn: '2026-04-01', status: 'in-progress' }),
      ...step('A', { setOn: '2026-06-01', ...done, pillar: 'P2' }),
    ];
    expect(progress(history, '2026-01-31').footer).toMatchObject({ steps: 0 });
    expect(rowOf(history, 'P1', 'short', '2026-02-01')).toMatchObject({ planned: 1 });
    expect(rowOf(history, 'P1', 'short', '2026-05-31')).toMatchObject({ planned: 0, inProgress: 1 });
    expect(rowOf(history, 'P1', 'short', '2026-06-01')).toMatchObject({ steps: 0 });
    expect(rowOf(history, 'P2', 'short', '2026-06-01')).toMatchObject({ done: 1, donePct: 100 });
  });

  test('takes a step for overdue from the day after it was due, unless it is done', () => {
    const history = [...step('A', { dueOn: '2026-06-30' }), ...step('B', { dueOn: '2026-06-30', ...done })];
    expect(progress(history, '2026-06-30').footer).toMatchObject({ overdue: 0 });
    expect(progress(history, '2026-07-01').footer).toMatchObject({ overdue: 1 });
  });

  test.each(languages)('has a label and a definition for each column, in %s', (language) => {
    const shown = [...roadmapProgress.columns(language, 'EUR'), ...roadmapProgress.footer(language, 'EUR')];
    for (const { label, definition } of shown)
      expect([label.length > 0, (definition ?? '').length > 0]).toEqual([true, true]);
  });

  test('is a CSV file with the keys or the labels of its columns', () => {
    const figures = progress([...step('A', done), ...step('B', { owner: 'MFIN' })]);
    const form = { format: 'csv', to, language: 'es', currency: 'EUR', labelled: false } as const;
    const lines = render(roadmapProgress, figures, form).toString('utf8').trim().split('\r\n');
    expect(lines[0]).toContain('pillar,pillarTitle,horizon,steps,planned,inProgress,blocked,done,donePct,overdue');
    expect(lines[1]).toBe('P1,Institutions and coordination,short,2,1,0,0,1,50,0,1,0,MFIN 1; MFOR 1');
    const labelled = render(roadmapProgress, figures, { ...form, labelled: true }).toString('utf8');
    expect(labelled).toContain('Pilar,Título,Horizonte,Pasos');
  });
});
