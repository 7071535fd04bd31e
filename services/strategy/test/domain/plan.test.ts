import { type KeptPlanVersion, type Plan, planActivated } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { activate, enter, finishImport, secondPerson, startImport } from '../../src/plan/decisions.ts';

const today = '2026-06-30';
const known = { now: new Date(`${today}T12:00:00Z`), today, newId: () => 'none', by: 'ben' };
const described = {
  code: 'NDP',
  kind: 'national',
  title: { en: 'National development plan' },
  levels: [{ en: 'Goal' }, { en: 'Programme' }],
  programmeLevel: 2,
};
const version = (name: string, status: KeptPlanVersion['status'], from?: string): KeptPlanVersion => ({
  version: name,
  status,
  nodes: 12,
  kpis: 4,
  importedBy: 'ana',
  fingerprint: `content of ${name}`,
  ...(from !== undefined && { from }),
});
const plan = (...versions: KeptPlanVersion[]): Plan => ({ ...described, versions });

describe('a plan', () => {
  it('is entered without a version', () => {
    given(described)
      .when((it) => enter(it, known))
      .thenFacts()
      .thenState({ code: 'NDP', versions: [] });
  });
});

describe('the import of a plan version', () => {
  const content = { version: '1', nodes: 12, kpis: 4, fingerprint: 'content of 1', importedBy: 'ana' };

  it('takes the name of the version, remembering who brought it', () => {
    given(plan())
      .when((it) => startImport(it, content))
      .thenFacts()
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
      .thenFacts()
      .thenState({ versions: [version('1', 'imported')] });
    given(plan(version('1', 'imported')))
      .when((it) => finishImport(it, '1'))
      .thenRejected('WRONG_STATE', { state: 'imported', needed: 'importing' });
  });
});

describe('the activation of a plan version', () => {
  const activation = { version: '2', from: '2026-01-01' };
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
      .when((it) => activate(it, activation, known))
      .thenFacts(planActivated(activated))
      .thenState({ versions: [version('2', 'active', '2026-01-01')] });
  });

  it('flips from the version in force to the new one in one step', () => {
    given(plan(first, second))
      .when((it) => activate(it, { ...activation, replacesVersion: '1' }, known))
      .thenFacts(planActivated({ ...activated, replacesVersion: '1' }))
      .thenState({ versions: [version('1', 'superseded', '2025-01-01'), version('2', 'active', '2026-01-01')] });
  });

  it('may start today or in the past', () => {
    given(plan(second))
      .when((it) => activate(it, { ...activation, from: today }, known))
      .thenState({ versions: [version('2', 'active', today)] });
  });

  it('takes another person than the one who brought the content', () => {
    const both = plan(first, second);
    expect(secondPerson(both, { version: '2' }, { by: 'ana' })).toMatchObject({ rejected: 'FOUR_EYES' });
    expect(secondPerson(both, { version: '2' }, { by: 'ben' })).toBeUndefined();
    expect(secondPerson(both, { version: '3' }, { by: 'ana' })).toBeUndefined();
  });

  it('needs a complete import', () => {
    given(plan())
      .when((it) => activate(it, activation, known))
      .thenRejected('VERSION_NOT_IMPORTED', { planCode: 'NDP', planVersion: '2' });
    given(plan(version('2', 'importing')))
      .when((it) => activate(it, activation, known))
      .thenRejected('VERSION_NOT_IMPORTED');
  });

  it.each(['active', 'superseded'] as const)('does not happen twice: a version that is %s stays so', (status) => {
    given(plan(version('2', status, '2026-01-01')))
      .when((it) => activate(it, activation, known))
      .thenRejected('WRONG_STATE', { state: status, needed: 'imported' });
  });

  it('names the version that it replaces, and it must be the one in force', () => {
    given(plan(first, second))
      .when((it) => activate(it, activation, known))
      .thenRejected('OTHER_VERSION_IN_FORCE', { planCode: 'NDP', given: '–', current: '1' });
    given(plan(first, second))
      .when((it) => activate(it, { ...activation, replacesVersion: '0' }, known))
      .thenRejected('OTHER_VERSION_IN_FORCE', { planCode: 'NDP', given: '0', current: '1' });
    given(plan(second))
      .when((it) => activate(it, { ...activation, replacesVersion: '1' }, known))
      .thenRejected('OTHER_VERSION_IN_FORCE', { planCode: 'NDP', given: '1', current: '–' });
  });

  it('does not start before the version that it replaces did', () => {
    given(plan(first, second))
      .when((it) => activate(it, { ...activation, replacesVersion: '1', from: '2024-12-31' }, known))
      .thenRejected('DATES_REVERSED', { start: '2025-01-01', end: '2024-12-31' });
  });
});
