import { alignmentProposed, isRejection } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import type { Initiative, Proposal } from '../../src/domain/initiative.ts';
import type { PlanInForce } from '../../src/domain/plan-in-force.ts';
import { type LinkPlan, linkPlan, noteDecision } from '../../src/domain/plan-links.ts';
import { planInForce, registered, today } from './known.ts';

const half = [
  { nodeCode: '2.1', weightPct: 50 },
  { nodeCode: '2.2', weightPct: 50 },
];

const command = (changed: Partial<LinkPlan> = {}): LinkPlan => ({
  planCode: 'NDP-2028',
  planVersion: '1',
  proposedOn: '2026-06-01',
  links: half,
  ...changed,
});

const linking =
  (changed: Partial<LinkPlan> = {}) =>
  (initiative: Initiative, plan: PlanInForce | undefined) =>
    linkPlan(initiative, command(changed), plan, today);

const proposal = (changed: Partial<Proposal> = {}): Proposal => ({
  planCode: 'NDP-2028',
  planVersion: '1',
  revision: 1,
  proposedOn: '2026-06-01',
  links: half.map((link) => ({ ...link, decision: 'awaiting' })),
  ...changed,
});

describe('linking an initiative to a plan', () => {
  it('proposes the links under revision 1, each awaiting its decision', () => {
    given(registered(), planInForce())
      .when(linking())
      .thenFacts(alignmentProposed({ ...command(), revision: 1 }))
      .thenState({ proposals: [proposal()] });
  });

  it('replaces the links of the same plan under the next revision, and awaits all decisions anew', () => {
    const accepted = proposal({ links: [{ nodeCode: '2.1', weightPct: 100, decision: 'accepted' }] });
    given(registered({ proposals: [accepted] }), planInForce())
      .when(linking())
      .thenFacts(alignmentProposed({ ...command(), revision: 2 }))
      .thenState({ proposals: [proposal({ revision: 2 })] });
  });

  it('goes on counting revisions when the plan has a new version', () => {
    given(registered({ proposals: [proposal({ revision: 4 })] }), planInForce('2'))
      .when(linking({ planVersion: '2' }))
      .thenState({ proposals: [proposal({ planVersion: '2', revision: 5 })] });
  });

  it('leaves the links of other plans as they are', () => {
    const sdg = proposal({ planCode: 'SDG', revision: 3 });
    given(registered({ proposals: [sdg, proposal()] }), planInForce())
      .when(linking())
      .thenState({ proposals: [sdg, proposal({ revision: 2 })] });
  });

  it.each([
    ['no version of the plan is in force here', undefined, '–'],
    ['another version is', planInForce('2'), '2'],
  ])('waits while %s, and names the one that is', (_when, plan, current) => {
    given(registered(), plan)
      .when(linking())
      .thenRejected('PLAN_NOT_READY', { planCode: 'NDP-2028', planVersion: '1', date: '2026-06-01', current });
  });

  it('names every node that the plan does not have, and points at each', () => {
    const links = ['9', '2.1', '9.9'].map((nodeCode) => ({ nodeCode, weightPct: 10 }));
    const decision = linkPlan(registered(), command({ links }), planInForce(), today);
    expect(decision).toMatchObject({
      rejected: 'PLAN_NODE_UNKNOWN',
      values: { planCode: 'NDP-2028', planVersion: '1', nodes: '9, 9.9' },
      errors: [{ pointer: '/links/0/nodeCode' }, { pointer: '/links/2/nodeCode' }],
    });
  });

  it.each([
    [[50, 49.99], '99.99'],
    [[50, 50.01], '100.01'],
    [[60], '60.00'],
  ])('refuses weights of %j', (weights, total) => {
    const links = weights.map((weightPct, index) => ({ nodeCode: index === 0 ? '2.1' : '2.2', weightPct }));
    given(registered(), planInForce()).when(linking({ links })).thenRejected('WEIGHTS_NOT_100', { total });
  });

  it('sums weights in hundredths, where floats would miss 100', () => {
    const weights = [33.33, 33.33, 33.34, 0];
    const links = ['2', '2.1', '2.2'].map((nodeCode, index) => ({ nodeCode, weightPct: weights[index] ?? 0 }));
    given(registered(), planInForce())
      .when(linking({ links }))
      .thenFacts(alignmentProposed({ ...command({ links }), revision: 1 }));
  });

  it('refuses a node named twice and points at the second', () => {
    const links = [...half, { nodeCode: '2.1', weightPct: 1 }];
    expect(linkPlan(registered(), command({ links }), planInForce(), today)).toMatchObject({
      rejected: 'VALIDATION',
      errors: [{ pointer: '/links/2/nodeCode', code: 'REPEATED' }],
    });
  });

  it('refuses a day that lies ahead', () => {
    given(registered(), planInForce())
      .when(linking({ proposedOn: '2026-07-01' }))
      .thenRejected('FUTURE_DATE');
  });

  it.each([
    [4, 'closed'],
    [5, 'cancelled'],
  ])('refuses an initiative of status %i', (status, state) => {
    given(registered({ status }), planInForce())
      .when(linking())
      .thenRejected('WRONG_STATE', { state, needed: 'proposed, active, suspended, finalising' });
  });

  it.each([1, 2, 3, 6])('takes an initiative of status %i', (status) => {
    given(registered({ status }), planInForce())
      .when(linking())
      .thenState({ proposals: [proposal()] });
  });
});

describe('a decision of the responsible ministry', () => {
  const decided = { planCode: 'NDP-2028', planVersion: '1', nodeCode: '2.1', revision: 2 };
  const linked = registered({ proposals: [proposal({ planCode: 'SDG' }), proposal({ revision: 2 })] });

  it.each(['accepted', 'rejected'] as const)('that it is %s shows on its link alone', (decision) => {
    const result = noteDecision(linked, decided, decision);
    if (result === 'unchanged' || isRejection(result)) throw new Error('it must have an effect');
    expect(result.events).toEqual([]);
    expect(result.state.proposals).toEqual([
      proposal({ planCode: 'SDG' }),
      proposal({
        revision: 2,
        links: [
          { nodeCode: '2.1', weightPct: 50, decision },
          { nodeCode: '2.2', weightPct: 50, decision: 'awaiting' },
        ],
      }),
    ]);
  });

  it.each([
    ['an earlier revision', { revision: 1 }],
    ['a revision that never was', { revision: 3 }],
    ['another version', { planVersion: '2' }],
    ['another plan', { planCode: 'OTHER' }],
    ['a link that is gone', { nodeCode: '3.1' }],
  ])('about %s has no effect', (_what, changed) => {
    expect(noteDecision(linked, { ...decided, ...changed }, 'accepted')).toBe('unchanged');
  });

  it('that shows already changes nothing', () => {
    const once = noteDecision(linked, decided, 'accepted');
    if (once === 'unchanged' || isRejection(once)) throw new Error('it must have an effect');
    expect(noteDecision(once.state, decided, 'accepted')).toBe('unchanged');
  });

  it('may be turned by a later one', () => {
    const once = noteDecision(linked, decided, 'accepted');
    if (once === 'unchanged' || isRejection(once)) throw new Error('it must have an effect');
    expect(noteDecision(once.state, decided, 'rejected')).not.toBe('unchanged');
  });
});
