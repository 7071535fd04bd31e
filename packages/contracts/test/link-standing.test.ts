import { describe, expect, it } from 'vitest';
import { isDrifted } from '../src/index.ts';

const versions: Readonly<Record<string, ReadonlySet<string>>> = {
  1: new Set(['1', '1.1', '1.2']),
  2: new Set(['1', '1.1']),
  3: new Set(['1', '1.2']),
};
const isDriftedIn = (inForce: string, planVersion: string, nodeCode: string) =>
  isDrifted({ planVersion, nodeCode }, inForce, (version) => versions[version]);

describe('a link to a plan node', () => {
  it('has drifted when its node is in the version that it names and not in the one in force', () => {
    expect(isDriftedIn('2', '1', '1.2')).toBe(true);
    expect(isDriftedIn('3', '2', '1.1')).toBe(true);
  });

  it('has not drifted while a node of its code lives on, however many versions came between', () => {
    expect(isDriftedIn('2', '1', '1.1')).toBe(false);
    expect(isDriftedIn('3', '1', '1.2')).toBe(false);
    expect(isDriftedIn('1', '1', '1.2')).toBe(false);
  });

  it('has not drifted from a version that never had its node', () => {
    expect(isDriftedIn('2', '1', '9')).toBe(false);
  });

  it('is not said to have drifted while the nodes of a version are not all known', () => {
    expect(isDriftedIn('4', '1', '1.2')).toBe(false);
    expect(isDriftedIn('2', '4', '1.2')).toBe(false);
  });
});
