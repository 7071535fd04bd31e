// The cases of good practice that ship with the product, and how they are entered.
import { getGoodPractice, languages, setGoodPractice } from '@tributary/contracts';
import { describe, expect, it } from 'vitest';
import shipped from '../good-practice/cases.json' with { type: 'json' };
import plan from '../roadmap/action-plan.json' with { type: 'json' };
import { CommandError } from '../src/command.ts';
import { Cases, loadCases } from '../src/good-practice/load.ts';
import type { Desk } from '../src/sample/desk.ts';

const cases = Cases.parse(shipped);

describe('the cases of good practice', () => {
  it('are told in six languages, each in its own words', () => {
    for (const { code, title, actors, description, lessons } of cases.cases) {
      for (const label of [title, actors, description, lessons]) {
        expect([code, Object.keys(label)]).toEqual([code, [...languages]]);
        expect([code, new Set(Object.values(label)).size]).toEqual([code, languages.length]);
        expect([code, label['ru']]).toEqual([code, expect.stringMatching(/[а-я]/)]);
      }
    }
    expect(new Set(cases.cases.map(({ code }) => code)).size).toBe(cases.cases.length);
  });

  it('say the same figures in every language', () => {
    const figures = (text: string) =>
      (text.match(/\d[\d\u00a0\u202f ,.]*/g) ?? []).map((one) => one.replace(/\D/g, '')).sort();
    for (const { code, description } of cases.cases) {
      const [first, ...others] = Object.values(description).map(figures);
      for (const other of others) expect([code, other]).toEqual([code, first]);
    }
  });

  it('stand beside steps of the action plan that ships', () => {
    const known = new Map(plan.steps.map(({ code, pillar }) => [code, pillar]));
    for (const { code, steps, pillars } of cases.cases) {
      expect([code, steps.length]).toEqual([code, expect.toSatisfy((count: number) => count > 0)]);
      for (const step of steps) expect(pillars.map(String), `${code} ${step}`).toContain(known.get(step));
    }
  });

  it('are what callers may give', () => {
    for (const { code: _code, ...body } of cases.cases)
      expect(setGoodPractice.body?.safeParse(body)).toMatchObject({ success: true });
  });
});

describe('entering cases', () => {
  const planner = { role: 'planner', ministry: 'MPLA', name: 'ana' };
  const codeIn = (request: unknown) => (request as { params: { code: string } }).params.code;

  /** A desk whose cases are a map; `refuse` stands for a service that refuses one. */
  const deskOf = (there: Map<string, unknown>, refuse?: (code: string) => void): Pick<Desk, 'once' | 'read'> => ({
    async read(_person, contract, ...[request]) {
      expect(contract.path).toBe(getGoodPractice.path);
      return there.get(codeIn(request)) as never;
    },
    async once(name, _person, _contract, ...[request]) {
      refuse?.(codeIn(request));
      there.set(codeIn(request), (request as unknown as { body: unknown }).body);
      return { id: name, seq: 1, token: '' };
    },
  });

  it('goes on where a run was cut, and leaves what is there as it is', async () => {
    const there = new Map<string, unknown>([['MX-3X1', { title: 'told anew' }]]);
    const cut = deskOf(there, () => {
      if (there.size === 3) throw new CommandError('nothing answers', 2);
    });
    await expect(loadCases(cut, cases, planner, () => undefined)).rejects.toThrow('nothing answers');
    const told: number[] = [];
    const loaded = await loadCases(deskOf(there), cases, planner, (done) => told.push(done));
    expect(loaded).toEqual({ entered: cases.cases.length - 3, kept: 3 });
    expect(told.at(-1)).toBe(cases.cases.length);
    expect(there.get('MX-3X1')).toEqual({ title: 'told anew' });
  });

  it('takes a case that another planner entered meanwhile for one that is there', async () => {
    const there = new Map<string, unknown>();
    const raced = deskOf(there, (code) => {
      if (code !== 'SN-FSE') return;
      there.set(code, {});
      throw new CommandError('case SN-FSE is refused with 412', 1);
    });
    expect(await loadCases(raced, cases, planner, () => undefined)).toMatchObject({ kept: 1 });
  });
});
