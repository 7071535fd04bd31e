// What the awards of one programme come to: counts and sums that add up, so that the totals are those of all programmes.
import type { ApplicationRow } from '../../read-models/applications.ts';
import type { StandingAward } from '../../read-models/awards.ts';
import { isCash, paidOf, promisedOf, verifiedOf } from '../award-money.ts';

/** Figures of a programme that add up. */
const figures = [
  'awards',
  'committedCentral',
  'committedLocal',
  'committedDiaspora',
  'committedPartner',
  'committedTotal',
  'verifiedCashLocal',
  'verifiedCashDiaspora',
  'verifiedCashPartner',
  'verifiedInKind',
  'centralPaid',
  'capsBindingMaxAmount',
  'capsBindingMaxPct',
  'capsBindingRatio',
  'floorsBinding',
  'floorRejections',
  'outstanding',
] as const;
type FigureName = (typeof figures)[number];

/** Counts, and amounts in minor units of the base currency. */
export type ProgrammeMoney = Readonly<Record<FigureName, bigint>>;

const each = (figureOf: (name: FigureName) => bigint) =>
  Object.fromEntries(figures.map((name) => [name, figureOf(name)])) as Record<FigureName, bigint>;

export const nothing: ProgrammeMoney = each(() => 0n);

export const plus = (one: ProgrammeMoney, other: Partial<ProgrammeMoney>): ProgrammeMoney =>
  each((name) => one[name] + (other[name] ?? 0n));

/** What one award adds. A limit counts once for each award, however many of its shares have reached it. */
export function moneyOf(award: StandingAward): ProgrammeMoney {
  const { shares, bounds } = award.grant;
  const committed = (role: string) => shares.reduce((sum, one) => (one.role === role ? sum + one.value : sum), 0n);
  const cash = (role: string) => verifiedOf(award, (one) => one.role === role && isCash(one));
  const binding = (...limits: readonly string[]) => (bounds.some(({ limit }) => limits.includes(limit)) ? 1n : 0n);
  const promised = promisedOf(award.grant);
  const committedCentral = committed('central');
  return {
    awards: 1n,
    committedCentral,
    committedLocal: committed('local'),
    committedDiaspora: committed('diaspora'),
    committedPartner: committed('partner'),
    committedTotal: committedCentral + promised,
    verifiedCashLocal: cash('local'),
    verifiedCashDiaspora: cash('diaspora'),
    verifiedCashPartner: cash('partner'),
    verifiedInKind: verifiedOf(award, (one) => !isCash(one)),
    centralPaid: paidOf(award),
    capsBindingMaxAmount: binding('maxAmount'),
    capsBindingMaxPct: binding('maxPct'),
    capsBindingRatio: binding('ratio'),
    floorsBinding: binding('minPct', 'minAmount'),
    floorRejections: 0n,
    outstanding: promised - verifiedOf(award),
  };
}

/** Whether an application was refused because a share is below its floor. */
export const isBelowFloor = ({ eligibility }: ApplicationRow): boolean =>
  eligibility?.isEligible === false && eligibility.reasonCodes.includes('SHARE_BELOW_FLOOR');
