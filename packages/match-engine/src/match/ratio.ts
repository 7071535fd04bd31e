// A ratio in steps: how much the shares of others allow, and how much of them an amount needs.
import { parseDecimal, type Ratio, rescale } from '@tributary/contracts';
import { divided, type Teller } from './amounts.ts';

const SCALE = 18;
const ONE = 10n ** BigInt(SCALE);

interface Step {
  /** the matched amount at which the step begins, and what has been allowed up to there, both in parts of a minor unit */
  readonly from: bigint;
  readonly allowed: bigint;
  readonly ratio: bigint;
  readonly upTo: bigint | undefined;
}

/** How a share leans on the shares of others. */
export interface Curve {
  /** the most that is allowed beside so much of the others */
  at(matched: bigint): bigint;
  /** the least of the others that allows so much; undefined where none does */
  need(share: bigint): bigint | undefined;
}

/** The curve of a ratio; undefined where a step's amount is unknown in the currency. */
export function curveOf({ tiers }: Pick<Ratio, 'tiers'>, teller: Teller): Curve | undefined {
  const steps: Step[] = [];
  let [from, allowed] = [0n, 0n];
  for (const { ratio, upTo } of tiers) {
    const factor = rescale(parseDecimal(ratio), SCALE).units;
    const end = upTo && teller.tell(upTo, 'down');
    if (upTo !== undefined && end === undefined) return undefined;
    steps.push({ from, allowed, ratio: factor, upTo: end });
    if (end === undefined || end < from) continue;
    allowed += (end - from) * factor;
    from = end;
  }
  return {
    at(matched) {
      const step = steps.find(({ upTo }) => upTo === undefined || matched <= upTo);
      return step === undefined ? 0n : (step.allowed + (matched - step.from) * step.ratio) / ONE;
    },
    need(share) {
      const wanted = share * ONE;
      for (const { from: start, allowed: before, ratio, upTo } of steps) {
        if (wanted <= before) return start;
        const found = start + divided(wanted - before, ratio, 'up');
        if (upTo === undefined || found <= upTo) return found;
      }
      return undefined;
    },
  };
}

/** The curve of a percentage of the others. */
export function shareCurve(hundredths: bigint): Curve {
  return {
    at: (matched) => (matched * hundredths) / 10_000n,
    need: (share) => (share === 0n ? 0n : hundredths === 0n ? undefined : divided(share * 10_000n, hundredths, 'up')),
  };
}
