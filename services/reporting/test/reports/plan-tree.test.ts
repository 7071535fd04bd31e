import { describe, expect, test } from 'vitest';
import { planTree } from '../../src/reports/plan-alignment/plan-tree.ts';

const version = { planCode: 'NDP', planVersion: '1', nodeCount: 0 };
const node = (code: string, parentCode?: string) => ({
  ...version,
  code,
  ...(parentCode !== undefined && { parentCode }),
  level: 1,
  levelLabel: { en: 'Level' },
  title: { en: code },
  responsibleMinistry: 'MHEA',
});

describe('the tree of a plan', () => {
  test('has siblings in the order of their codes, and children under their parents', () => {
    const nodes = ['8.a', '8.10', '8.9', '8.A', '8.b'].map((code) => node(code, '8'));
    const tree = planTree([...nodes, node('10'), node('8.10.2', '8.10'), node('8')], version);
    expect(tree.map(({ node: { code } }) => code)).toEqual(['8', '8.9', '8.10', '8.10.2', '8.A', '8.a', '8.b', '10']);
  });

  test('has children whose level is not the next one under their parents too', () => {
    const tree = planTree([{ ...node('1.1.1', '1'), level: 3 }, node('1'), node('2')], version);
    expect(tree.map(({ node: { code }, parent }) => [code, parent])).toEqual([
      ['1', undefined],
      ['1.1.1', 0],
      ['2', undefined],
    ]);
  });
});
