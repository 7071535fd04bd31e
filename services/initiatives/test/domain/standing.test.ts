import type { Proposal } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { standingLinks } from '../../src/initiative/standing.ts';
import { planInForce } from './known.ts';

const proposal: Proposal = {
  planCode: 'NDP-2028',
  planVersion: '1',
  revision: 2,
  proposedOn: '2026-01-10',
  links: [
    { nodeCode: '2.1', weightPct: 50, decision: 'accepted' },
    { nodeCode: '2.2', weightPct: 30, decision: 'awaiting' },
    { nodeCode: '3.1', weightPct: 20, decision: 'rejected' },
  ],
};
const first = new Set(['2', '2.1', '2.2', '3.1']);
const nodesOf = (version: string) => (version === '1' ? first : undefined);
const decisions = (plan: Parameters<typeof standingLinks>[1]) =>
  standingLinks(proposal, plan, nodesOf).map((link) => `${link.nodeCode} ${link.status} in ${link.versionInForce}`);

describe('the links of a proposal', () => {
  it('stand as they were decided under the version that they name', () => {
    expect(standingLinks(proposal, planInForce('1'), nodesOf)).toEqual(
      proposal.links.map(({ decision: status, ...link }) => ({
        planCode: 'NDP-2028',
        planVersion: '1',
        ...link,
        status,
        versionInForce: '1',
      })),
    );
  });

  it('count in the version in force where their nodes live on, and have drifted where they are gone', () => {
    expect(decisions(planInForce('2', '2', '2.1', '9'))).toEqual([
      '2.1 accepted in 2',
      '2.2 drifted in 2',
      '3.1 drifted in 2',
    ]);
    expect(decisions(planInForce('3', '2.2', '3.1'))).toEqual([
      '2.1 drifted in 3',
      '2.2 awaiting in 3',
      '3.1 rejected in 3',
    ]);
  });

  it('stand as they were decided while no version is known to be in force', () => {
    expect(decisions(undefined)).toEqual([
      '2.1 accepted in undefined',
      '2.2 awaiting in undefined',
      '3.1 rejected in undefined',
    ]);
    expect(standingLinks(proposal, undefined, nodesOf)[0]).not.toHaveProperty('versionInForce');
  });
});
