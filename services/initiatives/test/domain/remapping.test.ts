import { alignmentProposed, type Initiative, type Known, type Proposal } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { remap } from '../../src/initiative/remapping.ts';
import type { Upstream } from '../../src/upstream/upstream.ts';
import { planInForce, registered, surroundings } from './known.ts';

/** Version 1 had nodes 1, 2 and 3; version 2 has 1, and 5 and 6 in the place of 2, and 7 in that of 3. */
const versions = { 1: planInForce('1', '1', '2', '3'), 2: planInForce('2', '1', '5', '6', '7') };
const known: Known<Upstream> = {
  ...surroundings({ plan: versions[2] }),
  nodesOf: (_plan, version) => versions[version as '1' | '2']?.nodes,
};

const proposal = (weights: Readonly<Record<string, number>>, changed: Partial<Proposal> = {}): Proposal => ({
  planCode: 'NDP-2028',
  planVersion: '1',
  revision: 3,
  proposedOn: '2026-01-10',
  links: Object.entries(weights).map(([nodeCode, weightPct]) => ({ nodeCode, weightPct, decision: 'accepted' })),
  ...changed,
});
const linked = (weights: Readonly<Record<string, number>>) => registered({ proposals: [proposal(weights)] });

type Command = Parameters<typeof remap>[1];
type Moves = Readonly<Record<string, Readonly<Record<string, number>>>>;

const remapping =
  (moves: Moves, changed: Partial<Command> = {}) =>
  (initiative: Initiative) =>
    remap(
      initiative,
      {
        planCode: 'NDP-2028',
        planVersion: '2',
        remappedOn: '2026-06-01',
        moves: Object.entries(moves).map(([from, to]) => ({
          from,
          to: Object.entries(to).map(([nodeCode, weightPct]) => ({ nodeCode, weightPct })),
        })),
        ...changed,
      },
      known,
    );

describe('mapping the drifted links of an initiative again', () => {
  it('proposes all links in the version in force, and tells what each is made of', () => {
    given(linked({ 1: 20, 2: 50, 3: 30 }))
      .when(remapping({ 2: { 5: 30, 6: 20 }, 3: { 7: 10, 1: 20 } }))
      .thenFacts(
        alignmentProposed({
          planCode: 'NDP-2028',
          planVersion: '2',
          revision: 4,
          proposedOn: '2026-06-01',
          remapsVersion: '1',
          links: [
            { nodeCode: '1', weightPct: 40, of: ['1', '3'] },
            { nodeCode: '5', weightPct: 30, of: ['2'] },
            { nodeCode: '6', weightPct: 20, of: ['2'] },
            { nodeCode: '7', weightPct: 10, of: ['3'] },
          ],
        }),
      )
      .thenState({
        proposals: [
          proposal(
            { 1: 40, 5: 30, 6: 20, 7: 10 },
            {
              planVersion: '2',
              revision: 4,
              proposedOn: '2026-06-01',
              links: [40, 30, 20, 10].map((weightPct, at) => ({
                nodeCode: ['1', '5', '6', '7'][at] ?? '',
                weightPct,
                decision: 'awaiting',
              })),
            },
          ),
        ],
      });
  });

  it.each([
    ['whose node is there still', linked({ 1: 50, 2: 50 }), { 1: { 5: 50 }, 2: { 5: 50 } }, '1'],
    ['that was taken back meanwhile', linked({ 1: 100 }), { 2: { 5: 50 } }, '2'],
    [
      'that was mapped again already',
      registered({ proposals: [proposal({ 5: 100 }, { planVersion: '2' })] }),
      { 2: { 5: 100 } },
      '2',
    ],
    ['of an initiative without any', registered(), { 2: { 5: 100 } }, '2'],
  ])('refuses a link %s', (_what, initiative, moves, nodes) => {
    given(initiative)
      .when(remapping(moves as Moves))
      .thenRejected('LINKS_NOT_DRIFTED', { planCode: 'NDP-2028', nodes });
  });

  it('wants all that have drifted: a proposal names nodes of one version', () => {
    given(linked({ 2: 50, 3: 50 }))
      .when(remapping({ 2: { 5: 50 } }))
      .thenRejected('LINKS_STILL_DRIFTED', { planCode: 'NDP-2028', nodes: '3' });
  });

  it.each([49.99, 50.01])('keeps the weight of a link: %d is not 50', (total) => {
    given(linked({ 1: 50, 2: 50 }))
      .when(remapping({ 2: { 5: total } }))
      .thenRejected('WEIGHTS_NOT_KEPT', { nodeCode: '2', weight: 50, total });
  });

  it('names nodes that the version does not have', () => {
    given(linked({ 2: 100 }))
      .when(remapping({ 2: { 8: 40, 5: 40, 9: 20 } }))
      .thenRejected('PLAN_NODE_UNKNOWN', { planCode: 'NDP-2028', planVersion: '2', nodes: '8, 9' });
  });

  it('is for the version in force', () => {
    given(linked({ 2: 100 }))
      .when(remapping({ 2: { 5: 100 } }, { planVersion: '3' }))
      .thenRejected('PLAN_NOT_READY', { planCode: 'NDP-2028', planVersion: '3', date: '2026-06-01', current: '2' });
  });

  it('points at what is moved twice, and at a node that is named twice', () => {
    const to = [{ nodeCode: '5', weightPct: 50 }];
    const twice = [
      { from: '2', to },
      { from: '2', to: [...to, ...to] },
    ];
    expect(remapping({}, { moves: twice })(linked({ 2: 100 }))).toMatchObject({
      rejected: 'VALIDATION',
      errors: [
        { pointer: '/moves/1/from', code: 'REPEATED' },
        { pointer: '/moves/1/to/1/nodeCode', code: 'REPEATED' },
      ],
    });
  });
});
