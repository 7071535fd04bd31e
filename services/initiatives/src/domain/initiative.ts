// An initiative as it is entered: its budget is converted once, with the rate of the day, and never again.
import {
  activityStatus,
  type Decision,
  type Holding,
  initiativeRegistered,
  type LinkStatus,
  type LocalDate,
  Money,
  type NewInitiative,
  type OrganisationStanding,
  type PlanLink,
  type Rate,
  type RuleFault,
  refusalFor,
  reject,
  type SectorShare,
  type Valued,
  valued,
} from '@tributary/contracts';
import { type Areas, areasOf } from './areas.ts';
import { sectorsOf } from './sectors.ts';

/** What is asked to be entered, on its business date. */
export type Registration = NewInitiative & { readonly registeredOn: LocalDate };

/** A link with what has been said of it so far. */
export interface DecidedLink extends PlanLink {
  readonly decision: Exclude<LinkStatus, 'withdrawn' | 'drifted'>;
}

/** The newest proposal for one plan. */
export interface Proposal {
  readonly planCode: string;
  readonly planVersion: string;
  /** counts the proposals for this plan, from 1 */
  readonly revision: number;
  readonly proposedOn: LocalDate;
  readonly links: readonly DecidedLink[];
}

export interface Initiative extends Omit<Registration, 'budget' | 'sectors' | 'area' | 'areas'>, Areas, Holding {
  readonly budget: Valued;
  readonly sectors: SectorShare[];
  /** IATI ActivityStatus */
  readonly status: number;
  /** the day of its newest change of status */
  readonly statusOn?: LocalDate;
  /** at most one per plan, in the order of their first proposal */
  readonly proposals: readonly Proposal[];
}

/** What a registration must know of the world. */
export interface Surroundings {
  readonly today: LocalDate;
  readonly baseCurrency: string;
  /** undefined: no fact of the organisation named is known */
  readonly organisation: OrganisationStanding | undefined;
  /** the latest rate from the budget's currency on or before the business date */
  readonly rate: Rate | undefined;
  /** brings shares that do not sum to 100 to it */
  readonly normalise: boolean;
}

/**
 * Enters an initiative as proposed. A budget in the base currency keeps rate 1 of its own day. It holds its IATI
 * identifier until it is cancelled.
 */
export function register(registration: Registration, known: Surroundings): Decision<Initiative> {
  const { budget, area, areas, sectors, ...described } = registration;
  const { iatiIdentifier, registeredOn, plannedStart, plannedEnd, organisationId } = described;
  if (registeredOn > known.today) return reject('FUTURE_DATE', { date: registeredOn, today: known.today });
  if (plannedEnd !== undefined && plannedEnd < plannedStart) {
    return reject('DATES_REVERSED', { start: plannedStart, end: plannedEnd });
  }
  const whereabouts = areasOf(area, areas, known.normalise);
  if ('rejected' in whereabouts) return whereabouts;
  const shares = sectorsOf(sectors, known.normalise);
  if ('rejected' in shares) return shares;
  const refused =
    organisationId === undefined ? undefined : refusalFor(organisationId, known.organisation, registeredOn);
  if (refused !== undefined) return refused;
  const rate = budget.currency === known.baseCurrency ? { rate: '1', rateDate: registeredOn } : known.rate;
  if (rate === undefined) return rateMissing(budget, known.baseCurrency, registeredOn);
  const entered = {
    ...described,
    ...whereabouts,
    sectors: shares.sectors,
    budget: valued(budget, rate, known.baseCurrency),
  };
  if (!Money.safeParse(entered.budget.base).success) return reject('VALIDATION', {}, [tooLong(known.baseCurrency)]);
  return {
    state: {
      ...entered,
      ...(iatiIdentifier === undefined ? {} : { holds: [iatiIdentifier] }),
      status: activityStatus.proposed,
      proposals: [],
    },
    events: [initiativeRegistered(entered)],
  };
}

function rateMissing({ currency }: Money, base: string, date: LocalDate) {
  return reject('RATE_MISSING', { currency, base, date }, [
    { pointer: '/budget/currency', code: 'RATE_MISSING', detail: `has no rate to ${base} on or before ${date}` },
  ]);
}

/** An amount that is money itself, and no longer after a rate far above 1. */
const tooLong = (currency: string): RuleFault => ({
  pointer: '/budget/amount',
  code: 'TOO_LONG_IN_BASE',
  values: { currency },
});
