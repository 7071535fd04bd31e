// A partner: a donor, a foundation, a bank, a twin town; where it is an organisation of the diaspora, a recognised one.
import {
  type Decision,
  type Holding,
  identifierText,
  type LocalDate,
  type NewPartner,
  type OrganisationStanding,
  partnerRegistered,
  refusalFor,
} from '@tributary/contracts';

export type Partner = NewPartner & Holding;

/** What a registration must know of the world. */
export interface Surroundings {
  readonly today: LocalDate;
  /** undefined: no fact of the organisation named is known */
  readonly organisation: OrganisationStanding | undefined;
}

/** Enters a partner, which holds its identifier; an organisation that it names must be recognised today. */
export function register(partner: NewPartner, { today, organisation }: Surroundings): Decision<Partner> {
  const { identifier, organisationId } = partner;
  const refused = organisationId === undefined ? undefined : refusalFor(organisationId, organisation, today);
  const held = identifier === undefined ? {} : { holds: [identifierText(identifier)] };
  return refused ?? { state: { ...partner, ...held }, events: [partnerRegistered(partner)] };
}
