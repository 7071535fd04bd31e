// Small local copies of what other services own, fed by their events: organisations, exchange rates and awards.
import {
  awardGranted,
  awardTerminated,
  defineView,
  exchangeRates,
  type KnownRates,
  type LocalDate,
  type OrganisationStanding,
  organisationStandings,
  type RatedCurrency,
  ratesIn,
} from '@tributary/contracts';
import type { Eventing } from '@tributary/eventing';

/** What must be known of an award by those who promise money to it: its currency, and from when to when it takes any. */
export interface AwardStanding extends RatedCurrency {
  readonly grantedOn: LocalDate;
  readonly terminatedOn?: LocalDate;
}

/** What decisions here may know of other services, and of the installation. */
export interface Upstream extends KnownRates {
  /** where an organisation stands; undefined: no fact of it is known */
  organisation(id: string): OrganisationStanding | undefined;
  /** an award; undefined: no fact of it is known */
  award(id: string): AwardStanding | undefined;
}

const awards = defineView<AwardStanding>(
  'awards',
  () => ({ currency: '', rate: '', grantedOn: '' }),
  (when) => [
    when(awardGranted, (row, { data: { cost, grantedOn } }) => ({
      ...row,
      currency: cost.amount.currency,
      rate: cost.rate,
      grantedOn,
    })),
    when(awardTerminated, (row, { data }) => ({ ...row, terminatedOn: data.on })),
  ],
);

/** Declares the views; they are filled when eventing starts. */
export function upstreamOf(eventing: Eventing, baseCurrency: string): Upstream {
  const read = {
    organisations: eventing.view(organisationStandings),
    rates: eventing.view(exchangeRates),
    awards: eventing.view(awards),
  };
  return {
    ...ratesIn(() => read.rates.all(), baseCurrency),
    organisation: (id) => read.organisations.one(id),
    award: (id) => read.awards.one(id),
  };
}
