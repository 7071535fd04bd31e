// What becomes of nodes and KPIs in later versions of a plan: followed version by version, and shared out to the hundredth.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type PlanPart, successionOf, type VersionParts, weightsOver } from '../src/index.ts';

type Held = readonly (string | PlanPart)[];

const version = (planVersion: string, held: Held): VersionParts => ({
  planVersion,
  parts: new Map(held.map((one) => (typeof one === 'string' ? [one, { code: one }] : [one.code, one]))),
});
const plan = (...versions: readonly Held[]) => versions.map((held, at) => version(String(at + 1), held));

const under = (code: string, parentCode: string): PlanPart => ({ code, parentCode });
const instead = (code: string, replaces: Readonly<Record<string, number>>): PlanPart => ({
  code,
  replaces: Object.entries(replaces).map(([of, sharePct]) => ({ code: of, sharePct })),
});

describe('what became of a part', () => {
  test.each([
    ['renamed', plan(['1'], [instead('2', { 1: 100 })]), [{ code: '2', sharePct: 100 }]],
    [
      'split',
      plan(['1'], [instead('3', { 1: 40 }), instead('2', { 1: 60 })]),
      [
        { code: '2', sharePct: 60 },
        { code: '3', sharePct: 40 },
      ],
    ],
    ['merged', plan(['1', '2'], [instead('3', { 1: 100, 2: 100 })]), [{ code: '3', sharePct: 100 }]],
    ['retired', plan(['1'], ['2']), []],
  ])('%s', (change, versions, successors) => {
    expect(successionOf('1', '1', versions)).toEqual({ change, goneIn: '2', successors });
  });

  it('is nothing where it lives on, or never was', () => {
    const versions = plan(['1'], ['1', instead('2', {})]);
    expect(successionOf('1', '1', versions)).toBeUndefined();
    expect(successionOf('9', '1', versions)).toBeUndefined();
    expect(successionOf('1', '7', versions)).toBeUndefined();
  });

  it('is followed through every version since, and told by the first that was without it', () => {
    const versions = plan(
      ['1'],
      [instead('a', { 1: 50 }), instead('b', { 1: 50 })],
      [instead('c', { a: 25 }), instead('d', { a: 75 }), 'b'],
      [instead('e', { c: 100, b: 100 }), 'd'],
    );
    expect(successionOf('1', '1', versions)).toEqual({
      change: 'split',
      goneIn: '2',
      successors: [
        { code: 'd', sharePct: 37.5 },
        { code: 'e', sharePct: 62.5 },
      ],
    });
  });

  it('goes to the nearest ancestor that lives on, or that one other replaces', () => {
    const tree = [under('1.1.1', '1.1'), under('1.1', '1'), '1'];
    expect(successionOf('1.1.1', '1', plan(tree, ['1']))).toMatchObject({
      change: 'retired',
      successors: [{ code: '1', sharePct: 100 }],
    });
    const replaced = plan(tree, ['1', instead('1.2', { 1.1: 100 })]);
    expect(successionOf('1.1.1', '1', replaced)).toMatchObject({ successors: [{ code: '1.2' }] });
    const parted = plan(tree, ['1', instead('1.2', { 1.1: 50 }), instead('1.3', { 1.1: 50 })]);
    expect(successionOf('1.1.1', '1', parted)).toMatchObject({ successors: [{ code: '1' }] });
  });

  it('is undone where its code is there again, and begins anew where that goes', () => {
    const versions = plan(['1'], [instead('2', { 1: 100 })], ['1', '2'], [instead('4', { 1: 100 }), '2']);
    expect(successionOf('1', '1', versions.slice(0, 3))).toBeUndefined();
    expect(successionOf('1', '1', versions)).toEqual({
      change: 'renamed',
      goneIn: '4',
      successors: [{ code: '4', sharePct: 100 }],
    });
  });

  it('sums to a hundred per cent, whatever was split and split again', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 5 }).map((parts) => {
      const total = parts.reduce((sum, part) => sum + part, 0);
      const cut = parts.map((part) => Math.max(1, Math.floor((part * 10000) / total)));
      const rest = 10000 - cut.slice(1).reduce((sum, part) => sum + part, 0);
      return [rest, ...cut.slice(1)].map((part) => part / 100);
    });
    const split = (of: string, into: readonly number[]) =>
      into.map((sharePct, at) => instead(`${of}.${at}`, { [of]: sharePct }));
    fc.assert(
      fc.property(shares, shares, shares, (first, second, third) => {
        const halves = split('1', first);
        const versions = plan(
          ['1'],
          halves,
          halves.flatMap(({ code }, at) => split(code, at === 0 ? second : third)),
        );
        const { successors = [] } = successionOf('1', '1', versions) ?? {};
        expect(Math.round(successors.reduce((sum, { sharePct }) => sum + sharePct * 100, 0))).toBe(10000);
        expect(successionOf('1', '1', versions)).toEqual(successionOf('1', '1', versions));
      }),
    );
  });

  it('of one in five thousand nodes is found', () => {
    const codes = Array.from({ length: 5000 }, (_, at) => `N${at}`);
    const versions = plan(
      codes,
      codes.map((code) => instead(`${code}-b`, { [code]: 100 })),
    );
    for (const code of codes) {
      expect(successionOf(code, '1', versions)?.successors).toEqual([{ code: `${code}-b`, sharePct: 100 }]);
    }
  });
});

describe('a weight over successors', () => {
  it('is shared out to the hundredth, the first ones taking what is left', () => {
    const thirds = ['a', 'b', 'c'].map((code, at) => ({ code, sharePct: at === 0 ? 33.34 : 33.33 }));
    expect(weightsOver(60, thirds).map(({ sharePct }) => sharePct)).toEqual([20.01, 20, 19.99]);
    expect(weightsOver(0.01, thirds)).toEqual([{ code: 'a', sharePct: 0.01 }]);
    expect(weightsOver(60, [])).toEqual([]);
  });

  it('sums to the weight', () => {
    const parts = fc.array(fc.integer({ min: 0, max: 10000 }), { minLength: 0, maxLength: 6 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10000 }), parts, (weight, cuts) => {
        const edges = [0, ...cuts.toSorted((one, other) => one - other), 10000];
        const successors = edges
          .slice(1)
          .map((edge, at) => ({ code: `N${at}`, sharePct: (edge - (edges[at] ?? 0)) / 100 }));
        const shared = weightsOver(weight / 100, successors);
        expect(shared.reduce((sum, { sharePct }) => sum + Math.round(sharePct * 100), 0)).toBe(weight);
      }),
    );
  });
});
