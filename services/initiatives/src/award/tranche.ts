// One tranche among those of its award.
import type { Award, Tranche } from '@tributary/contracts';

/** The tranche at a place; undefined where there is none. */
export const trancheIn = ({ tranches }: Award, no: number): Tranche | undefined =>
  tranches.find((one) => one.no === no);

/** The award with one tranche changed. */
export const withTranche = (award: Award, tranche: Tranche): Award => ({
  ...award,
  tranches: award.tranches.map((one) => (one.no === tranche.no ? tranche : one)),
});

/** Whether the bank has it, or has paid it: it stands still, whatever else changes. */
export const isUnderWay = (tranche: Pick<Tranche, 'status'>): boolean =>
  isPaid(tranche) || tranche.status === 'instructed';

/** Whether the programme has paid it. */
export const isPaid = ({ status }: Pick<Tranche, 'status'>): boolean => status === 'paid' || status === 'acquitted';
