// Small local copies of what other services own, fed by their events: organisations, exchange rates and awards.
import {
  awardCoFundingRequested,
  awardGranted,
  awardOpened,
  awardTerminated,
  defineView,
  exchangeRates,
  organisationStandings,
  ratesIn,
} from '@tributary/contracts';
import type { Eventing } from '@tributary/eventing';
import type { AwardStanding, Upstream } from './upstream.ts';

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
    when(awardOpened, (row, { data: { cost, openedOn } }) => ({
      ...row,
      currency: cost.amount.currency,
      rate: cost.rate,
      grantedOn: openedOn,
    })),
    when(awardCoFundingRequested, (row, { data }) => (data.role === 'partner' ? { ...row, asksPartners: true } : row)),
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
