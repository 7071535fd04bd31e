// Tranches as an amendment plans them anew. What is not paid is parted otherwise, but no unit of money is paid before
// what the rules of the award ask for until then.
import {
  type Award,
  fromMinor,
  type Money,
  type PlannedTranche,
  type Rejection,
  refuseReversed,
  rejectField,
  type Tranche,
  toMinor,
  valued,
} from '@tributary/contracts';
import { type PlannedPart, partsPlanned } from './plan.ts';
import { isUnderWay } from './tranche.ts';
import { centralOf } from './verified.ts';

type Refused = Rejection<'AMENDMENT_NOT_TAKEN' | 'DATES_REVERSED'>;

const written = ({ amount, currency }: Money): string => `${amount} ${currency}`;
const refuse = (pointer: string, rule: string, passes: string, given: string) =>
  rejectField('AMENDMENT_NOT_TAKEN', pointer, { rule, passes: passes || '–', given: given || '–' });
const isOpen = (tranche: Tranche): boolean => !isUnderWay(tranche) && tranche.status !== 'cancelled';
const sumOf = (amounts: readonly Money[]): bigint => amounts.reduce((sum, amount) => sum + toMinor(amount), 0n);

/** The tranches that are not paid, as an amendment would plan them. */
export const plannedNow = ({ tranches }: Award): PlannedTranche[] =>
  tranches
    .filter(isOpen)
    .map(({ no, value, dueOn, counterpart, requires }) => ({ no, amount: value.amount, dueOn, counterpart, requires }));

/**
 * The tranches after an amendment, none of which is approved; those that were not paid and are not named are cancelled.
 * @param asked every tranche that is to be paid yet, in the order of their days; undefined where they stay
 * @param madeBy who proposed it
 */
export function tranchesAmended(
  award: Award,
  asked: readonly PlannedTranche[] | undefined,
  madeBy: string,
): readonly Tranche[] | Refused {
  const refused = refusePlan(award, asked ?? plannedNow(award), asked === undefined);
  if (refused !== undefined) return refused;
  if (asked === undefined) return award.tranches;
  const { tranches } = award;
  const rate = tranches[0]?.value ?? award.cost;
  let last = Math.max(0, ...tranches.map(({ no }) => no));
  const named = asked.map(({ no, amount, dueOn, counterpart, requires }): Tranche => {
    const before = tranches.find((one) => one.no === no);
    if (before === undefined) last += 1;
    const { accepted = [], retracted, heldFor, reversals, recalledFrom } = before ?? {};
    return {
      no: before?.no ?? last,
      value: valued(amount, rate, award.cost.base.currency),
      dueOn,
      counterpart: fromMinor(toMinor(counterpart), counterpart.currency),
      requires,
      accepted: accepted.filter(({ code }) => requires.includes(code)),
      status: 'eligible',
      approvals: [],
      madeBy,
      ...(retracted !== undefined && { retracted }),
      ...(heldFor !== undefined && { heldFor }),
      ...(reversals !== undefined && { reversals }),
      ...(recalledFrom !== undefined && { recalledFrom }),
    };
  });
  const kept = tranches
    .filter(({ no }) => named.every((one) => one.no !== no))
    .map((tranche): Tranche => {
      if (!isOpen(tranche)) return tranche;
      const { reasonCode: _hold, heldFor: _held, ...rest } = tranche;
      return { ...rest, status: 'cancelled', approvals: [] };
    });
  return [...kept, ...named].sort((one, other) => one.no - other.no);
}

/** Refuses tranches that are not what is left to pay, or are less strict than the rules. */
function refusePlan(award: Award, asked: readonly PlannedTranche[], isSame: boolean): Refused | undefined {
  const { tranches, cost, signedOn } = award;
  const { currency } = cost.amount;
  const paid = tranches.filter(isUnderWay);
  const done = sumOf(paid.map(({ value }) => value.amount));
  const left = toMinor(centralOf(award)) - done;
  const foreign = asked.findIndex(({ amount, counterpart }) =>
    [amount, counterpart].some((one) => one.currency !== currency),
  );
  if (foreign >= 0)
    return refuse(`/tranches/${foreign}`, 'SAME_CURRENCY', currency, asked[foreign]?.amount.currency ?? '');
  const given = sumOf(asked.map(({ amount }) => amount));
  if (given !== left) {
    const [passes, sum] = [fromMinor(left, currency), fromMinor(given, currency)].map(written);
    return refuse('/tranches', 'SUM_IS_LEFT', passes ?? '', sum ?? '');
  }
  if (isSame) return undefined;
  const parts = partsPlanned(award);
  const open = plannedNow(award).map(({ no }) => String(no));
  let before = done;
  for (const [at, { no, amount, dueOn }] of asked.entries()) {
    const pointer = `/tranches/${at}`;
    if (no !== undefined && (!open.includes(String(no)) || asked.findIndex((one) => one.no === no) < at)) {
      return refuse(`${pointer}/no`, 'NOT_PAID_NAMED_ONCE', open.join(', '), String(no));
    }
    const reversed = refuseReversed(asked[at - 1]?.dueOn ?? signedOn ?? dueOn, dueOn, `${pointer}/dueOn`);
    if (reversed !== undefined) return reversed;
    before += toMinor(amount);
    const refused = refuseLooser(parts, { paid, asked: asked.slice(0, at + 1), until: before }, pointer);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** What is asked until a tranche is paid, with which the programme will have paid so much. */
interface Reached {
  readonly paid: readonly Tranche[];
  readonly asked: readonly PlannedTranche[];
  readonly until: bigint;
}

/** Refuses a tranche before which less is asked for than the rules ask before the programme has paid so much. */
function refuseLooser(parts: readonly PlannedPart[], { paid, asked, until }: Reached, pointer: string) {
  const reached = parts.slice(0, parts.findIndex(({ until: most }) => until <= most) + 1);
  const counterpart = reached.at(-1)?.counterpart;
  const given = asked.at(-1)?.counterpart;
  if (counterpart !== undefined && given !== undefined && toMinor(given) < toMinor(counterpart)) {
    return refuse(`${pointer}/counterpart`, 'COUNTERPART_OF_RULES', `≥ ${written(counterpart)}`, written(given));
  }
  const named = [...paid, ...asked].flatMap(({ requires }) => requires);
  const missing = reached.flatMap(({ requires }) => requires);
  for (const code of named) {
    const at = missing.indexOf(code);
    if (at >= 0) missing.splice(at, 1);
  }
  const last = asked.at(-1)?.requires ?? [];
  return missing.length === 0
    ? undefined
    : refuse(`${pointer}/requires`, 'REQUIREMENTS_OF_RULES', [...last, ...missing].join(', '), last.join(', '));
}
