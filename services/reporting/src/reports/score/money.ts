// Money, 20 points, and execution, 20 points: whether an initiative is paid for, by others too, and paid as planned.
import { divideHalfUp, type LocalDate } from '@tributary/contracts';
import { type AwardRow, isStanding } from '../../read-models/awards.ts';
import { promisedOf, verifiedOf } from '../award-money.ts';
import { sharePct } from '../figures.ts';
import type { LiveInitiative } from '../plan-alignment/portfolio.ts';
import { isWhole } from './link.ts';
import { allOrNone, type Scored } from './rule.ts';

/** @param award the award that the initiative was registered for */
export function moneyRules(
  { budget, shares }: Pick<LiveInitiative, 'budget' | 'shares'>,
  budgetCode: string | undefined,
  award: AwardRow | undefined,
): readonly Scored[] {
  const isBudgeted = budget > 0n && isWhole(shares);
  return [
    allOrNone('BUDGETED', 10, isBudgeted, { key: isBudgeted ? 'BUDGETED.met' : 'BUDGETED.unmet' }),
    allOrNone(
      'BUDGET_CODE',
      5,
      budgetCode !== undefined,
      budgetCode === undefined
        ? { key: 'BUDGET_CODE.unmet' }
        : { key: 'BUDGET_CODE.met', values: { code: budgetCode } },
    ),
    counterpart(award),
  ];
}

/** Whether the other parties have given half of what they promised. */
function counterpart(award: AwardRow | undefined): Scored {
  if (award?.grant === undefined) return allOrNone('COUNTERPART_VERIFIED', 5, false, { key: 'NO_AWARD' });
  const [verified, promised] = [verifiedOf(award), promisedOf(award.grant)];
  const isHalf = verified * 2n >= promised;
  const values = { pct: sharePct(verified, promised) ?? 100 };
  return allOrNone('COUNTERPART_VERIFIED', 5, isHalf, {
    key: isHalf ? 'COUNTERPART_VERIFIED.met' : 'COUNTERPART_VERIFIED.unmet',
    values,
  });
}

const MOST = 20;

/** What the programme has paid and what it should have paid by a day, in the currency of the award. */
function paidAndDue(award: AwardRow, to: LocalDate): readonly [paid: bigint, due: bigint] {
  const isOwed = isStanding(award);
  const due = award.tranches.filter(({ dueOn, payment }) => dueOn <= to && (isOwed || payment !== undefined));
  return [
    award.tranches.reduce((sum, { payment }) => sum + (payment?.own ?? 0n), 0n),
    due.reduce((sum, { own }) => sum + own, 0n),
  ];
}

/** a = paid ÷ due: all points from 70 to 110 %, fewer below, and fewer above until none at 150 %. */
function pointsFor(paid: bigint, due: bigint): number {
  if (paid * 10n < due * 7n) return Number(divideHalfUp(paid * 2000n, due * 70n));
  if (paid * 10n <= due * 11n) return MOST;
  return paid * 2n >= due * 3n ? 0 : Number(divideHalfUp(due * 150n - paid * 100n, due * 2n));
}

export function executionRules(award: AwardRow | undefined, to: LocalDate): readonly Scored[] {
  const rule = 'PAID_AS_DUE';
  if (award === undefined) return [{ rule, points: 0, of: MOST, because: { key: 'NO_AWARD' } }];
  const [paid, due] = paidAndDue(award, to);
  if (due === 0n) return [{ rule, points: MOST, of: MOST, because: { key: 'NOTHING_DUE' } }];
  const because = { key: 'PAID_AS_DUE.met', values: { pct: sharePct(paid, due) ?? 0 } } as const;
  return [{ rule, points: pointsFor(paid, due), of: MOST, because }];
}
