// How far the accepted budget of a plan piles up on few of its nodes.

interface Weighed {
  readonly level: number;
  readonly budget: bigint;
}

/** Nodes of one level over which money can be spread at all. */
const FEW = 3;

/** The accepted budget of each level, and whether it has nodes enough for one of them to have too much. */
export function levelsOf(
  nodes: readonly Weighed[],
): ReadonlyMap<number, { readonly budget: bigint; readonly count: number }> {
  const levels = new Map<number, { budget: bigint; count: number }>();
  for (const { level, budget } of nodes) {
    const sum = levels.get(level) ?? { budget: 0n, count: 0 };
    levels.set(level, { budget: sum.budget + budget, count: sum.count + 1 });
  }
  return levels;
}

/** Whether a node has more than half of what all nodes of its level have, which are at least three. */
export function isOverConcentrated({ level, budget }: Weighed, levels: ReturnType<typeof levelsOf>): boolean {
  const all = levels.get(level);
  return all !== undefined && all.count >= FEW && budget * 2n > all.budget;
}
