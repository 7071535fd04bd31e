import { type CrosswalkTarget, crosswalkSet, isRejection } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BothPlans, set } from '../../src/crosswalk/decisions.ts';

const today = '2026-06-30';
const plans: BothPlans = {
  from: { planVersion: '2', has: new Set(['1.1']) },
  to: { planVersion: '2015', has: new Set(['6.1', '6.2', '6.3']) },
};
const known = { now: new Date(`${today}T12:00:00Z`), today, newId: () => 'none', by: 'ana', ...plans };
const to = (weights: Readonly<Record<string, number>>): CrosswalkTarget[] =>
  Object.entries(weights).map(([nodeCode, weightPct]) => ({ nodeCode, weightPct }));
const asked = (weights: Readonly<Record<string, number>>) => ({
  planCode: 'NDP',
  toPlan: 'SDG',
  nodeCode: '1.1',
  targets: to(weights),
  setOn: '2026-06-01',
});
const entered = (weights: Readonly<Record<string, number>>) => ({
  ...asked(weights),
  planVersion: '2',
  toVersion: '2015',
});

describe('the crosswalk of a node', () => {
  it('names the versions of both plans that are in force', () => {
    given(undefined)
      .when((it) => set(it, asked({ 6.1: 70, 6.2: 30 }), known))
      .thenFacts(crosswalkSet(entered({ 6.1: 70, 6.2: 30 })))
      .thenState(entered({ 6.1: 70, 6.2: 30 }));
  });

  it('is set anew, and may lead nowhere from a day on', () => {
    given(entered({ 6.1: 100 }))
      .when((it) => set(it, { ...asked({}), setOn: '2026-06-02' }, known))
      .thenState({ targets: [], setOn: '2026-06-02' });
    given(entered({ 6.1: 100 }))
      .when((it) => set(it, { ...asked({}), setOn: '2026-05-31' }, known))
      .thenRejected('DATES_REVERSED', { start: '2026-06-01', end: '2026-05-31' });
  });

  it('is of nodes that the versions in force have', () => {
    given(undefined)
      .when((it) => set(it, asked({ 6.1: 50, 7.1: 25, 7.2: 25 }), known))
      .thenRejected('PLAN_NODE_UNKNOWN', { planCode: 'SDG', planVersion: '2015', nodes: '7.1, 7.2' });
    given(undefined)
      .when((it) => set(it, { ...asked({ 6.1: 100 }), nodeCode: '9' }, known))
      .thenRejected('PLAN_NODE_UNKNOWN', { planCode: 'NDP', planVersion: '2', nodes: '9' });
    given(undefined)
      .when((it) => set(it, asked({ 6.1: 100 }), { ...known, to: undefined }))
      .thenRejected('PLAN_UNKNOWN', { planCode: 'SDG' });
  });

  it('leads to another plan, and to each of its nodes once', () => {
    given(undefined)
      .when((it) => set(it, { ...asked({ 6.1: 100 }), toPlan: 'NDP' }, known))
      .thenRejected('VALIDATION');
    const twice = [...to({ 6.1: 50 }), ...to({ 6.1: 50 })];
    expect(set(undefined, { ...asked({}), targets: twice }, known)).toMatchObject({
      rejected: 'VALIDATION',
      errors: [{ pointer: '/targets/1/nodeCode', code: 'REPEATED' }],
    });
  });

  it('is taken exactly where its weights sum to 100', () => {
    const hundredths = fc.integer({ min: 1, max: 9_998 });
    fc.assert(
      fc.property(hundredths, hundredths, fc.integer({ min: -1, max: 1 }), (one, other, off) => {
        const rest = 10_000 - one - other + off;
        fc.pre(rest > 0);
        const decided = set(undefined, asked({ 6.1: one / 100, 6.2: other / 100, 6.3: rest / 100 }), known);
        expect(isRejection(decided)).toBe(off !== 0);
        if (off !== 0)
          expect(decided).toMatchObject({
            rejected: 'WEIGHTS_NOT_100',
            values: { total: (100 + off / 100).toFixed(2) },
          });
      }),
    );
  });
});
