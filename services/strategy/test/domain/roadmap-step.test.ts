// What a step of the roadmap may hold, and the order in which steps can be done.
import type { SetRoadmapStep } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import { set } from '../../src/roadmap-step/decisions.ts';
import {
  type AskedStep,
  claimedBefore,
  type RoadmapOrder,
  refuseOrder,
  settled,
  withClaim,
} from '../../src/roadmap-step/order.ts';
import { known } from '../stores/requests.ts';

const evidence = [{ title: 'Decree No. 14', reference: 'https://gazette.example/14', on: '2026-05-01' }];
const given: SetRoadmapStep = {
  code: 'P1-1',
  pillar: 'P1',
  horizon: 'short',
  title: { en: 'Name who answers' },
  owner: 'MFOR',
  status: 'planned',
  dueOn: '2026-12-31',
  setOn: '2026-06-01',
  dependsOn: [],
  evidence: [],
  support: [{ kind: 'training', institution: 'ICMPD' }],
};
const free = { ...known, refused: undefined };
const decide = (changed: Partial<SetRoadmapStep>, before?: SetRoadmapStep) =>
  set(before, { ...given, ...changed }, free);

describe('a step', () => {
  it('is told with what shows it and who supports it as counts, without their words', () => {
    const decided = decide({ status: 'done', evidence });
    expect(decided).toMatchObject({
      state: { status: 'done', evidence },
      events: [{ type: 'strategy.roadmap-step.set.v1' }],
    });
    const [event] = 'events' in decided ? decided.events : [];
    expect(event?.data).toEqual({
      code: 'P1-1',
      pillar: 'P1',
      horizon: 'short',
      title: { en: 'Name who answers' },
      owner: 'MFOR',
      status: 'done',
      dueOn: '2026-12-31',
      setOn: '2026-06-01',
      evidenceCount: 1,
      supportCount: 1,
    });
  });

  it('is done only with something that shows it', () => {
    expect(decide({ status: 'done' })).toMatchObject({
      rejected: 'EVIDENCE_NEEDED',
      errors: [{ pointer: '/evidence' }],
    });
  });

  it('says why it is blocked, and only then', () => {
    expect(decide({ status: 'blocked' })).toMatchObject({ rejected: 'REASON_REQUIRED' });
    expect(decide({ status: 'blocked', reasonCode: 'AWAITING_LAW' })).toMatchObject({ state: { status: 'blocked' } });
    expect(decide({ reasonCode: 'AWAITING_LAW' })).toMatchObject({
      rejected: 'VALIDATION',
      errors: [{ pointer: '/reasonCode', code: 'UNKNOWN_FIELD' }],
    });
  });

  it('names each step that it waits for once', () => {
    expect(decide({ dependsOn: ['A', 'B', 'A'] })).toMatchObject({
      rejected: 'VALIDATION',
      errors: [{ pointer: '/dependsOn/2', code: 'REPEATED' }],
    });
  });

  it('is not said to have stood otherwise before a day of which it has been told already', () => {
    expect(decide({ setOn: '2026-05-31' }, given)).toMatchObject({ rejected: 'DATES_REVERSED' });
    expect(decide({ status: 'in-progress' }, given)).toMatchObject({ state: { status: 'in-progress' } });
  });
});

describe('the order of the roadmap', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 5, 1, 12, minute));
  const order: RoadmapOrder = {
    steps: [
      { code: 'A', held: { dependsOn: [], isDone: true }, claims: [] },
      { code: 'B', held: { dependsOn: ['A'], isDone: false }, claims: [] },
      { code: 'C', held: { dependsOn: ['B'], isDone: false }, claims: [] },
    ],
  };
  const ask = (code: string, dependsOn: readonly string[], status: AskedStep['status'] = 'planned', of = order) =>
    refuseOrder(of, { code, dependsOn: [...dependsOn], status });

  it('names each step of a circle, the shortest one where there are several', () => {
    expect(ask('A', ['C'], 'done')).toMatchObject({
      rejected: 'STEPS_CIRCULAR',
      values: { cycle: 'A → C → B → A' },
    });
    expect(ask('A', ['C', 'B'], 'done')).toMatchObject({ values: { cycle: 'A → B → A' } });
    expect(ask('D', ['D'])).toMatchObject({ values: { cycle: 'D → D' } });
    expect(ask('D', ['C', 'B'])).toBeUndefined();
  });

  it('knows no step that was never written', () => {
    expect(ask('D', ['A', 'X', 'Y'])).toMatchObject({ rejected: 'STEP_UNKNOWN', values: { steps: 'X, Y' } });
    const claimed = withClaim(order, 'X', { id: '1', at: at(0).toISOString(), dependsOn: [], isDone: false });
    expect(ask('D', ['X'], 'planned', claimed)).toMatchObject({ rejected: 'STEP_UNKNOWN' });
  });

  it('lets no step be done before those that it waits for, and none be reopened on which a done one rests', () => {
    expect(ask('B', ['A'], 'done')).toBeUndefined();
    expect(ask('C', ['B'], 'done')).toMatchObject({ rejected: 'STEPS_NOT_DONE', values: { steps: 'B' } });
    const done = settled(order, 'B', [], { dependsOn: ['A'], isDone: true });
    expect(ask('C', ['B'], 'done', done)).toBeUndefined();
    expect(ask('A', [], 'in-progress', done)).toMatchObject({
      rejected: 'STEPS_REST_ON_IT',
      values: { code: 'A', steps: 'B' },
    });
  });

  it('counts what is being written beside what is written, until the one or the other is gone', () => {
    const claim = { id: '1', at: at(0).toISOString(), dependsOn: ['C'], isDone: true };
    const claimed = withClaim(order, 'A', claim);
    expect(ask('C', ['A'], 'planned', claimed)).toMatchObject({ values: { cycle: 'C → A → C' } });
    const reopening = withClaim(order, 'A', { ...claim, dependsOn: [], isDone: false });
    expect(ask('B', ['A'], 'done', reopening)).toMatchObject({ rejected: 'STEPS_NOT_DONE' });
    const dropped = settled(claimed, 'A', ['1'], { dependsOn: [], isDone: true });
    expect(ask('C', ['A'], 'planned', dropped)).toBeUndefined();
    const first = withClaim(order, 'X', { ...claim, dependsOn: [] });
    expect(settled(first, 'X', ['1'], undefined)).toEqual(order);
  });

  it('finds what nobody is writing any more by its moment', () => {
    const claimed = withClaim(
      withClaim(order, 'A', { id: 'old', at: at(0).toISOString(), dependsOn: [], isDone: true }),
      'A',
      { id: 'new', at: at(2).toISOString(), dependsOn: [], isDone: true },
    );
    expect(claimedBefore(claimed, at(1)).map(({ code, claims }) => [code, claims.map(({ id }) => id)])).toEqual([
      ['A', ['old']],
    ]);
  });
});
