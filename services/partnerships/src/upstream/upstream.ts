// What decisions here are told of other services.
import type { KnownRates, LocalDate, OrganisationStanding, RatedCurrency } from '@tributary/contracts';

/** What must be known of an award by those who promise money to it: its currency, and from when to when it takes any. */
export interface AwardStanding extends RatedCurrency {
  readonly grantedOn: LocalDate;
  readonly terminatedOn?: LocalDate;
  /** it has asked partners for a share: what they are asked for is here, or is about to be */
  readonly asksPartners?: true;
}

/** What decisions here may know of other services, and of the installation. */
export interface Upstream extends KnownRates {
  /** where an organisation stands; undefined: no fact of it is known */
  organisation(id: string): OrganisationStanding | undefined;
  /** an award; undefined: no fact of it is known */
  award(id: string): AwardStanding | undefined;
}
