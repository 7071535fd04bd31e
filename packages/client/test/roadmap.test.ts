// The action plan that ships with the product, and how a plan is entered.
import { getRoadmapStep, horizons, languages, pillars } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import shipped from '../roadmap/action-plan.json' with { type: 'json' };
import { CommandError } from '../src/command.ts';
import { ActionPlan, inOrder } from '../src/roadmap/action-plan.ts';
import { loadPlan } from '../src/roadmap/load.ts';
import type { Desk } from '../src/sample/desk.ts';

const plan = ActionPlan.parse(shipped);

describe('the action plan', () => {
  it('has at least four steps for each pillar, over all three horizons', () => {
    for (const pillar of pillars) {
      const steps = plan.steps.filter((step) => step.pillar === pillar);
      expect([pillar, steps.length]).toEqual([pillar, expect.toSatisfy((count: number) => count >= 4)]);
      expect([pillar, new Set(steps.map(({ horizon }) => horizon))]).toEqual([pillar, new Set(horizons)]);
    }
    expect(new Set(plan.steps.map(({ code }) => code)).size).toBe(plan.steps.length);
  });

  it('says what is to be done and what will show it in six languages, each in its own words', () => {
    for (const { code, title, action, doneWhen, support } of plan.steps) {
      for (const label of [title, action, doneWhen]) {
        expect([code, Object.keys(label)]).toEqual([code, [...languages]]);
        expect([code, new Set(Object.values(label)).size]).toEqual([code, languages.length]);
        expect([code, label['ru']]).toEqual([code, expect.stringMatching(/[а-я]/)]);
      }
      expect([code, support.length]).toEqual([code, expect.toSatisfy((count: number) => count > 0)]);
    }
  });

  it('is due within its horizon, and never before what it waits for', () => {
    const most = { short: 12, medium: 36, long: 84 };
    const dueOf = new Map(plan.steps.map(({ code, dueMonths }) => [code, dueMonths]));
    for (const { code, horizon, dueMonths, dependsOn } of plan.steps) {
      expect([code, dueMonths]).toEqual([code, expect.toSatisfy((due: number) => due <= most[horizon])]);
      for (const other of dependsOn) expect(dueOf.get(other), `${code} ${other}`).toBeLessThanOrEqual(dueMonths);
    }
  });

  it('is ordered so that what a step waits for comes before it', () => {
    const seen = new Set<string>();
    for (const { code, dependsOn } of inOrder(plan)) {
      expect(dependsOn.filter((other) => !seen.has(other))).toEqual([]);
      seen.add(code);
    }
    expect(seen.size).toBe(plan.steps.length);
    const [first] = plan.steps;
    const circular = { steps: first === undefined ? [] : [{ ...first, dependsOn: [first.code] }] };
    expect(() => inOrder(circular)).toThrow('wait for each other');
  });
});

describe('entering a plan', () => {
  /** A desk whose roadmap is a map; `refuse` stands for a service that refuses a step. */
  function deskOf(there: Map<string, unknown>, refuse?: (code: string) => void): Pick<Desk, 'once' | 'read'> {
    const codeIn = (request: unknown) => (request as { params: { code: string } }).params.code;
    return {
      async read(_person, contract, ...[request]) {
        expect(contract.path).toBe(getRoadmapStep.path);
        return there.get(codeIn(request)) as never;
      },
      async once(name, _person, _contract, ...[request]) {
        refuse?.(codeIn(request));
        there.set(codeIn(request), (request as unknown as { body: unknown }).body);
        return { id: name, seq: 1, token: '' };
      },
    };
  }
  const beginning = {
    startsOn: '2026-01-01',
    today: '2026-01-02',
    planner: { role: 'planner', ministry: 'MPLA', name: 'ana' },
    ownerOf: (by: string) => (by === 'finance' ? 'MFIN' : 'MPLA'),
  };

  it('gives each step its owner and its day, and goes on where a run was cut', async () => {
    const there = new Map<string, unknown>();
    const cut = deskOf(there, () => {
      if (there.size === 7) throw new CommandError('nothing answers', 2);
    });
    await expect(loadPlan(cut, plan, beginning, () => undefined)).rejects.toThrow('nothing answers');
    const told: number[] = [];
    const loaded = await loadPlan(deskOf(there), plan, beginning, (done) => told.push(done));
    expect(loaded).toEqual({ entered: plan.steps.length - 7, kept: 7 });
    expect(told.at(-1)).toBe(plan.steps.length);
    expect(there.get('P7-2')).toMatchObject({ owner: 'MFIN', status: 'planned', dueOn: '2027-01-01' });
    expect(there.get('P1-1')).toMatchObject({ owner: 'MPLA', dueOn: '2026-04-01', setOn: '2026-01-01' });
    expect(await loadPlan(deskOf(there), plan, beginning, () => undefined)).toEqual({
      entered: 0,
      kept: plan.steps.length,
    });
  });

  it('leaves the day on which steps stand so to the service where the first day has not passed', async () => {
    const there = new Map<string, unknown>();
    await loadPlan(deskOf(there), plan, { ...beginning, today: '2026-01-01' }, () => undefined);
    expect(there.get('P1-1')).not.toHaveProperty('setOn');
  });

  it('takes a step that another planner entered meanwhile for one that is there', async () => {
    const there = new Map<string, unknown>();
    const raced = deskOf(there, (code) => {
      if (code !== 'P7-1' || there.has(code)) return;
      there.set(code, { owner: 'MFOR' });
      throw new CommandError('step P7-1 is refused with 412', 1);
    });
    expect(await loadPlan(raced, plan, beginning, () => undefined)).toMatchObject({ kept: 1 });
    expect(there.get('P7-1')).toEqual({ owner: 'MFOR' });
  });
});
