import { planActivated, planRevised } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import {
  type Activation,
  activate,
  enterPlan,
  finishImport,
  mayActivate,
  type Plan,
  type PlanVersion,
  startImport,
} from '../../src/domain/plan.ts';

const today = '2026-06-30';
const described = {
  code: 'NDP',
  kind: 'national',
  title: { en: 'National development plan' },
  levels: [{ en: 'Goal' }, { en: 'Programme' }],
  programmeLevel: 2,
};
const version = (name: string, status: PlanVersion['status'], from?: string): PlanVersion => ({
  version: name,
  status,
  nodes: 12,
  kpis: 4,
  importedBy: 'ana',
  fingerprint: `content of ${name}`,
  ...(from !== undefined && { from }),
});
const plan = (...versions: PlanVersion[]): Plan => ({ ...described, versions });

describe('a plan', () => {
  it('is entered without a version', () => {
    given(described).when(enterPlan).thenFacts(planRevised({})).thenState({ code: 'NDP', versions: [] });
  });
});

describe('the import of a plan version', () => {
  const content = { version: '1', nodes: 12, kpis: 4, fingerprint: 'content of 1', by: 'ana' };

  it('takes the name of the version, remembering who brought it', () => {
    given(plan())
      .when((it) => startImport(it, content))
      .thenFacts(planRevised({}))
      .thenState({ versions: [version('1', 'importing')] });
  });

  it.each(['importing', 'imported', 'active', 'superseded'] as const)(
    'never takes the name of a version that is %s',
    (status) => {
      given(plan(version('1', status)))
        .when((it) => startImport(it, content))
        .thenRejected('VERSION_TAKEN', { planCode: 'NDP', planVersion: '1' });
    },
  );

  it('is complete once, when everything is there', () => {
    given(plan(version('1', 'importing')))
      .when((it) => finishImport(it, '1'))
      .thenFacts(planRevised({}))
      .thenState({ versions: [version('1', 'imported')] });
    given(plan(version('1', 'imported')))
      .when((it) => finishImport(it, '1'))
      .thenRejected('WRONG_STATE', { state: 'imported', needed: 'importing' });
  });
});

describe('the activation of a plan version', () => {
  const activation: Activation = { version: '2', from: '2026-01-01', today };
  const second = version('2', 'imported');
  const first = version('1', 'active', '2025-01-01');
  const activated = {
    planCode: 'NDP',
    planVersion: '2',
    kind: 'national',
    from: '2026-01-01',
    programmeLevel: 2,
    nodeCount: 12,
    kpiCount: 4,
  };

  it('puts the first version in force, with the counts that make it usable elsewhere', () => {
    given(plan(second))
      .when((it) => activate(it, activation))
      .thenFacts(planActivated(activated))
      .thenState({ versions: [version('2', 'active', '2026-01-01')] });
  });

  it('flips from the version in force to the new one in one step', () => {
    given(plan(first, second))
      .when((it) => activate(it, { ...activation, replacesVersion: '1' }))
      .thenFacts(planActivated({ ...activated, replacesVersion: '1' }))
      .thenState({ versions: [version('1', 'superseded', '2025-01-01'), version('2', 'active', '2026-01-01')] });
  });

  it('may start today or in the past', () => {
    given(plan(second))
      .when((it) => activate(it, { ...activation, from: today }))
      .thenState({ versions: [version('2', 'active', today)] });
  });

  it('does not start in the future', () => {
    given(plan(second))
      .when((it) => activate(it, { ...activation, from: '2026-07-01' }))
      .thenRejected('FUTURE_DATE', { date: '2026-07-01', today });
  });

  it('takes another person than the one who brought the content', () => {
    expect(mayActivate(plan(first, second), '2', 'ana')).toMatchObject({ rejected: 'FOUR_EYES' });
    expect(mayActivate(plan(first, second), '2', 'ben')).toBeUndefined();
    expect(mayActivate(plan(first, second), '3', 'ana')).toBeUndefined();
  });

  it('needs a complete import', () => {
    given(plan())
      .when((it) => activate(it, activation))
      .thenRejected('VERSION_NOT_IMPORTED', { planCode: 'NDP', planVersion: '2' });
    given(plan(version('2', 'importing')))
      .when((it) => activate(it, activation))
      .thenRejected('VERSION_NOT_IMPORTED');
  });

  it.each(['active', 'superseded'] as const)('does not happen twice: a version that is %s stays so', (status) => {
    given(plan(version('2', status, '2026-01-01')))
      .when((it) => activate(it, activation))
      .thenRejected('WRONG_STATE', { state: status, needed: 'imported' });
  });

  it('names the version that it replaces, and it must be the one in force', () => {
    given(plan(first, second))
      .when((it) => activate(it, activation))
      .thenRejected('OTHER_VERSION_IN_FORCE', { planCode: 'NDP', given: '–', current: '1' });
    given(plan(first, second))
      .when((it) => activate(it, { ...activation, replacesVersion: '0' }))
      .thenRejected('OTHER_VERSION_IN_FORCE', { planCode: 'NDP', given: '0', current: '1' });
    given(plan(second))
      .when((it) => activate(it, { ...activation, replacesVersion: '1' }))
      .thenRejected('OTHER_VERSION_IN_FORCE', { planCode: 'NDP', given: '1', current: '–' });
  });

  it('does not start before the version that it replaces did', () => {
    given(plan(first, second))
      .when((it) => activate(it, { ...activation, replacesVersion: '1', from: '2024-12-31' }))
      .thenRejected('DATES_REVERSED', { start: '2025-01-01', end: '2024-12-31' });
  });
});
