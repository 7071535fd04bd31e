import { describe, expect, it } from 'vitest';
import { type Arrived, versionInForce } from '../../src/upstream/plan-in-force.ts';

const activation = (planVersion: string, from: string) => ({ planVersion, from, nodeCount: 2, kpiCount: 1 });
const arrived = (nodes: number, kpis: number): Arrived => ({
  nodes: new Set(['1', '1.1', '1.2'].slice(0, nodes)),
  kpis,
});

/** The version in force, where of each version so many nodes and KPIs are here. */
const inForce = (activations: ReturnType<typeof activation>[], on: string, parts: Record<string, Arrived>) =>
  versionInForce(activations, on, (version) => parts[version])?.version;

describe('the version of a plan in force', () => {
  const first = activation('1', '2025-01-01');
  const second = activation('2', '2026-01-01');
  const all = { 1: arrived(2, 1), 2: arrived(2, 1) };

  it('is none before any was activated', () => {
    expect(inForce([], '2026-06-30', all)).toBeUndefined();
  });

  it.each([
    ['2024-12-31', undefined],
    ['2025-01-01', '1'],
    ['2025-12-31', '1'],
    ['2026-01-01', '2'],
  ])('on %s is %s, by the day that each is in force from', (on, version) => {
    expect(inForce([first, second], on, all)).toBe(version);
    expect(inForce([second, first], on, all)).toBe(version);
  });

  it('of two that start on one day is the one activated last', () => {
    expect(inForce([activation('2', '2025-01-01'), first], '2025-06-30', all)).toBe('1');
  });

  it.each([
    ['nothing', undefined],
    ['a node too few', arrived(1, 1)],
    ['a KPI too few', arrived(2, 0)],
  ])('is not used while %s of it has arrived; the version before stays', (_what, parts) => {
    expect(inForce([first], '2026-06-30', parts === undefined ? {} : { 1: parts })).toBeUndefined();
    expect(inForce([first, second], '2026-06-30', { 1: arrived(2, 1), ...(parts && { 2: parts }) })).toBe('1');
  });

  it('brings the codes of its nodes', () => {
    expect(versionInForce([first], '2026-06-30', () => arrived(3, 1))?.nodes).toEqual(new Set(['1', '1.1', '1.2']));
  });
});
