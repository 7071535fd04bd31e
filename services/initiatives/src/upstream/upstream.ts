// What decisions here are told of other services.
import type { KnownRates, LocalDate, OrganisationStanding } from '@tributary/contracts';
import type { PlanInForce } from './plan-in-force.ts';

/** What decisions here may know of other services, and of the installation. */
export interface Upstream extends KnownRates {
  /** The version of a plan that can be linked to on a day; undefined before all of one has arrived. */
  planInForce(planCode: string, on: LocalDate): PlanInForce | undefined;
  /** The codes of the nodes of a version that have arrived. */
  nodesOf(planCode: string, planVersion: string): ReadonlySet<string> | undefined;
  organisation(id: string): OrganisationStanding | undefined;
  /** Whether a subject may act for an organisation on a day, as far as it has arrived. */
  represents(organisationId: string, subjectId: string, on: LocalDate): boolean;
}
