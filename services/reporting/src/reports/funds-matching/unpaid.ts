// The tranches that are due and not paid, each with the reason. What an award that was terminated has not paid is
// cancelled, and is not due.
import {
  daysBetween,
  fundsUnpaidMessages,
  type Language,
  show,
  TRANCHE_APPROVALS,
  type UnpaidTranche,
} from '@tributary/contracts';
import { type Pausing, sorting } from '@tributary/eventing';
import { isStanding, type StandingAward, type TrancheRow } from '../../read-models/awards.ts';
import type { InitiativeRow } from '../../read-models/initiatives.ts';
import { promisedOf, verifiedOf } from '../award-money.ts';
import { refuseOtherCurrency, sharePct, writtenIn } from '../figures.ts';
import type { ReportScope } from '../report.ts';
import type { fundsMatching } from './funds-matching.ts';

type Rows = Parameters<(typeof fundsMatching)['fold']>[0];

/** What is due by a day, in the base currency, and the tranches that are not paid. */
export interface Unpaid {
  readonly due: string;
  readonly paid: string;
  readonly unpaid: string;
  readonly paidPct: number | null;
  /** in the order of `placeOf` */
  readonly items: readonly UnpaidTranche[];
}

/** The columns of an item, in the order in which they are shown. */
export const unpaidColumns = [
  'programme',
  'awardId',
  'initiativeId',
  'title',
  'lang',
  'no',
  'dueOn',
  'daysLate',
  'amount',
  'currency',
  'reasonCode',
  'reason',
  'counterpartPct',
  'approvals',
] as const satisfies readonly (keyof UnpaidTranche)[];

/** The sort order of items, the longest due first, and the place of one in it. */
export const placeOf = ({ dueOn, awardId, no }: Pick<UnpaidTranche, 'dueOn' | 'awardId' | 'no'>): string =>
  `${dueOn} ${awardId} ${String(no).padStart(3, '0')}`;

/** What is due by `to` and was not paid by then. */
export function* unpaidBy(rows: Rows, { to, language, currency }: Omit<ReportScope, 'plan'>): Pausing<Unpaid> {
  const write = writtenIn(currency);
  const items: UnpaidTranche[] = [];
  let [due, paid] = [0n, 0n];
  for (const award of rows.awards.values()) {
    yield;
    if (!isStanding(award)) continue;
    refuseOtherCurrency([award.grant], currency);
    for (const tranche of award.tranches) {
      if (tranche.dueOn > to) continue;
      due += tranche.value;
      if (tranche.payment !== undefined) paid += tranche.value;
      else items.push({ ...itemOf(award, tranche), amount: write(tranche.value) });
    }
  }
  return {
    due: write(due),
    paid: write(paid),
    unpaid: write(due - paid),
    paidPct: sharePct(paid, due),
    items: yield* sorting(items, (one, other) => (placeOf(one) < placeOf(other) ? -1 : 1)),
  };

  function itemOf(award: StandingAward, tranche: TrancheRow): Omit<UnpaidTranche, 'amount'> {
    const { initiativeId } = award.signature;
    const counterpartPct = sharePct(verifiedOf(award), promisedOf(award.grant));
    return {
      programme: rows.programmes.get(award.grant.programmeId)?.code ?? '',
      awardId: award.id,
      initiativeId,
      ...titleOf(rows.initiatives.get(initiativeId), language),
      no: tranche.no,
      dueOn: tranche.dueOn,
      daysLate: daysBetween(tranche.dueOn, to),
      currency,
      ...reasonOf(tranche, counterpartPct ?? 0, language),
      counterpartPct,
      approvals: tranche.approvals,
    };
  }
}

function titleOf(initiative: InitiativeRow | undefined, language: Language): Pick<UnpaidTranche, 'title' | 'lang'> {
  if (initiative?.registration === undefined) return { title: '', lang: language };
  const { text, lang } = show(initiative.registration.title, language);
  return { title: text, lang };
}

/** Why a tranche is not paid, as a code and as a sentence. */
function reasonOf(
  { heldFor, approvals }: TrancheRow,
  pct: number,
  language: Language,
): Pick<UnpaidTranche, 'reasonCode' | 'reason'> {
  const reasonCode = heldFor ?? (approvals < TRANCHE_APPROVALS ? 'AWAITING_APPROVAL' : 'AWAITING_PAYMENT');
  const key = `reasons.${reasonCode}`;
  const filled: Readonly<Record<string, string | number>> = { pct, approvals, needed: TRANCHE_APPROVALS };
  const reason = fundsUnpaidMessages.has(key)
    ? fundsUnpaidMessages.sayWith(language, key, (argument) => filled[argument])
    : fundsUnpaidMessages.say(language, 'held', { code: reasonCode });
  return { reasonCode, reason };
}
