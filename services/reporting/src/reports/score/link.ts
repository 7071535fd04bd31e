// Link, 25 points: whether an initiative is linked to programmes of the plan, whole, and how much of that is accepted.
// A link whose node is gone from the version in force does not count.
import { fromHundredths } from '@tributary/contracts';
import type { Share } from '../plan-alignment/portfolio.ts';
import { allOrNone, type Scored } from './rule.ts';

/** Hundredths of a per cent of a whole. */
const WHOLE = 100_00;

const weightOf = (shares: readonly Share[]): number => shares.reduce((sum, { weight }) => sum + weight, 0);

const inForce = (shares: readonly Share[]): readonly Share[] => shares.filter(({ state }) => state !== 'drifted');

/** Whether the links of an initiative share out the whole of it. */
export const isWhole = (shares: readonly Share[]): boolean => weightOf(inForce(shares)) === WHOLE;

/** @param levels the level of each node of the version in force, by code */
export function linkRules(
  shares: readonly Share[],
  { levels, programmeLevel }: { readonly levels: ReadonlyMap<string, number>; readonly programmeLevel: number },
): readonly Scored[] {
  const standing = inForce(shares);
  const programme = standing.find(({ nodeCode }) => (levels.get(nodeCode) ?? 0) >= programmeLevel);
  const accepted = weightOf(standing.filter(({ state }) => state === 'accepted'));
  return [
    allOrNone(
      'PROGRAMME_LEVEL',
      10,
      programme !== undefined,
      programme === undefined
        ? { key: 'PROGRAMME_LEVEL.unmet', values: { level: programmeLevel } }
        : { key: 'PROGRAMME_LEVEL.met', values: { level: programmeLevel, node: programme.nodeCode } },
    ),
    allOrNone(
      'WEIGHTS_WHOLE',
      5,
      isWhole(shares),
      isWhole(shares)
        ? { key: 'WEIGHTS_WHOLE.met' }
        : { key: 'WEIGHTS_WHOLE.unmet', values: { pct: fromHundredths(weightOf(standing)) } },
    ),
    {
      rule: 'ACCEPTED_WEIGHT',
      points: Math.floor((10 * accepted) / WHOLE),
      of: 10,
      because: { key: 'ACCEPTED_WEIGHT.met', values: { pct: fromHundredths(accepted) } },
    },
  ];
}
