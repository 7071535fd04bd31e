import type { Alignment } from '@tributary/contracts';
import { given } from '@tributary/testkit';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/alignment/decisions.ts';
import { codesMovedTo, goneCodes, type RevisedPlan, standingOf as standing } from '../../src/drift/standing.ts';
import { versionsOf } from './versions.ts';

const standingOf = ({ nodeCode: code, ...link }: Alignment, plan: RevisedPlan | undefined) =>
  standing({ ...link, code }, plan);

const alignment = (changed: Partial<Alignment> = {}): Alignment => ({
  initiativeId: '0190a1b2-0000-7000-8000-000000000001',
  planCode: 'NDP',
  planVersion: '1',
  nodeCode: '1',
  weightPct: 60,
  revision: 2,
  responsibleMinistry: 'MHEA',
  status: 'awaiting',
  openedOn: '2026-03-01',
  ...changed,
});

/** Node 1 stays, 2 is given to another ministry, 3 goes in version 2 and comes back in version 3, 4 goes for good. */
const versions = versionsOf({
  1: { 1: 'MHEA', 2: 'MHEA', 3: 'MHEA', 4: 'MHEA' },
  2: { 1: 'MHEA', 2: 'MEDU', 4: 'MHEA' },
  3: { 1: 'MHEA', 2: 'MEDU', 3: 'MECO', 5: { responsibleMinistry: 'MHEA', replaces: [{ code: '4', sharePct: 100 }] } },
});
const inForce = (version: string): RevisedPlan => ({ inForce: version, versions });

describe('a link to a version that was replaced', () => {
  it.each(['awaiting', 'accepted', 'rejected'] as const)('is %s still while its node lives on', (status) => {
    expect(standingOf(alignment({ status }), inForce('2'))).toEqual({ status, responsibleMinistry: 'MHEA' });
  });

  it.each(['awaiting', 'accepted', 'rejected'] as const)('has drifted when its node is gone, also if %s', (status) => {
    const link = alignment({ nodeCode: '4', status });
    expect(standingOf(link, inForce('2'))).toEqual({ status, responsibleMinistry: 'MHEA' });
    expect(standingOf(link, inForce('3'))).toEqual({
      status: 'drifted',
      responsibleMinistry: 'MHEA',
      drift: {
        change: 'renamed',
        goneIn: '3',
        driftedOn: '2025-03-01',
        suggested: [{ code: '5', sharePct: 100, weightPct: 60, responsibleMinistry: 'MHEA' }],
      },
    });
  });

  it('counts again when a later version has its node again', () => {
    const link = alignment({ nodeCode: '3', status: 'accepted' });
    expect(standingOf(link, inForce('2'))).toMatchObject({ status: 'drifted' });
    expect(standingOf(link, inForce('3'))).toEqual({ status: 'accepted', responsibleMinistry: 'MECO' });
  });

  it('belongs to the ministry that is responsible for its node now', () => {
    expect(standingOf(alignment({ nodeCode: '2' }), inForce('3'))).toMatchObject({ responsibleMinistry: 'MEDU' });
  });

  it('stays withdrawn, and what named a node that never was stays rejected', () => {
    const withdrawn = alignment({ nodeCode: '4', status: 'withdrawn' });
    expect(standingOf(withdrawn, inForce('3'))).toEqual({ status: 'withdrawn', responsibleMinistry: 'MHEA' });
    const unknown = alignment({ nodeCode: '9', status: 'rejected', responsibleMinistry: 'MLOC' });
    expect(standingOf(unknown, inForce('3'))).toEqual({ status: 'rejected', responsibleMinistry: 'MLOC' });
  });

  it('stands as it was said while no version of its plan has been replaced', () => {
    expect(standingOf(alignment(), undefined)).toEqual({ status: 'awaiting', responsibleMinistry: 'MHEA' });
  });
});

describe('the decision on a link to a version that was replaced', () => {
  const command = { decision: 'accept', revision: 2, decidedOn: '2026-03-05' } as const;
  const moment = { now: new Date('2026-06-30T12:00:00Z'), today: '2026-06-30', newId: () => 'none', by: 'ana' };
  const decideUnder = (link: Alignment, version: string) =>
    decide(link, command, { ...moment, standing: (it: Alignment) => standingOf(it, inForce(version)) });

  it('is taken by the ministry that is responsible now', () => {
    given(alignment({ nodeCode: '2' }))
      .when((link) => decideUnder(link, '3'))
      .thenState({ status: 'accepted', planVersion: '1', responsibleMinistry: 'MEDU' });
  });

  it('is not taken once its node is gone', () => {
    given(alignment({ nodeCode: '4' }))
      .when((link) => decideUnder(link, '3'))
      .thenRejected('WRONG_STATE', { state: 'drifted', needed: 'awaiting' });
  });
});

describe('what a revision did to the nodes of a plan', () => {
  it('left some out of the version in force', () => {
    expect([...goneCodes(inForce('2'))].sort()).toEqual(['3', '5']);
    expect([...goneCodes(inForce('3'))]).toEqual(['4']);
  });

  it('gave some to another ministry', () => {
    expect(codesMovedTo('MEDU', inForce('3'))).toEqual(['2']);
    expect(codesMovedTo('MECO', inForce('3'))).toEqual(['3']);
    expect(codesMovedTo('MLOC', inForce('3'))).toEqual([]);
  });
});
