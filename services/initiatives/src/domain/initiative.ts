// An initiative as it is entered: its budget is converted once, with the rate of the day, and never again.
import {
  activityStatus,
  type Decision,
  type FieldError,
  initiativeRegistered,
  type LocalDate,
  Money,
  type NewInitiative,
  type OrganisationStanding,
  type Rate,
  refusalFor,
  reject,
  type SectorShare,
  toHundredths,
  type Valued,
  valued,
} from '@tributary/contracts';
import type { Proposal } from './plan-links.ts';

/** What is asked to be entered, on its business date. */
export type Registration = NewInitiative & { readonly registeredOn: LocalDate };

export type Initiative = Omit<Registration, 'budget'> & {
  readonly budget: Valued;
  /** IATI ActivityStatus */
  readonly status: number;
  /** the day of its newest change of status */
  readonly statusOn?: LocalDate;
  /** at most one per plan, in the order of their first proposal */
  readonly proposals: readonly Proposal[];
};

/** What a registration must know of the world. */
export interface Surroundings {
  readonly today: LocalDate;
  readonly baseCurrency: string;
  /** undefined: no fact of the organisation named is known */
  readonly organisation: OrganisationStanding | undefined;
  /** the latest rate from the budget's currency on or before the business date */
  readonly rate: Rate | undefined;
}

/** Enters an initiative as proposed. A budget in the base currency keeps rate 1 of its own day. */
export function register(registration: Registration, known: Surroundings): Decision<Initiative> {
  const { budget, ...described } = registration;
  const { registeredOn, plannedStart, plannedEnd, organisationId } = described;
  if (registeredOn > known.today) return reject('FUTURE_DATE', { date: registeredOn, today: known.today });
  if (plannedEnd !== undefined && plannedEnd < plannedStart)
    return reject('DATES_REVERSED', { start: plannedStart, end: plannedEnd });
  const refused =
    refuseSectors(registration.sectors) ??
    (organisationId === undefined ? undefined : refusalFor(organisationId, known.organisation, registeredOn));
  if (refused !== undefined) return refused;
  const rate = budget.currency === known.baseCurrency ? { rate: '1', rateDate: registeredOn } : known.rate;
  if (rate === undefined) return rateMissing(budget, known.baseCurrency, registeredOn);
  const entered = { ...described, budget: valued(budget, rate, known.baseCurrency) };
  if (!Money.safeParse(entered.budget.base).success) return reject('VALIDATION', {}, [tooLarge(known.baseCurrency)]);
  return {
    state: { ...entered, status: activityStatus.proposed, proposals: [] },
    events: [initiativeRegistered(entered)],
  };
}

function rateMissing({ currency }: Money, base: string, date: LocalDate) {
  return reject('RATE_MISSING', { currency, base, date }, [
    { pointer: '/budget/currency', code: 'RATE_MISSING', detail: `has no rate to ${base} on or before ${date}` },
  ]);
}

/** An amount that is money itself, and no longer after a rate far above 1. */
const tooLarge = (base: string): FieldError => ({
  pointer: '/budget/amount',
  code: 'REFUSED',
  detail: `has more than 18 digits in ${base}`,
});

/** Each sector once; where a vocabulary is used, its percentages sum to exactly 100.00 (IATI sector). */
function refuseSectors(sectors: readonly SectorShare[]) {
  const names = sectors.map(({ vocabulary, code }) => `${vocabulary} ${code}`);
  const twice = names.flatMap((name, index): FieldError[] =>
    names.indexOf(name) === index
      ? []
      : [{ pointer: `/sectors/${index}/code`, code: 'REPEATED', detail: `${name} is given more than once` }],
  );
  if (twice.length > 0) return reject('VALIDATION', {}, twice);
  const totals = new Map<string, number>();
  for (const { vocabulary, pct } of sectors) {
    totals.set(vocabulary, (totals.get(vocabulary) ?? 0) + toHundredths(pct));
  }
  const wrong = [...totals].find(([, total]) => total !== 100_00);
  return wrong && reject('SECTORS_NOT_100', { vocabulary: wrong[0], total: (wrong[1] / 100).toFixed(2) });
}
