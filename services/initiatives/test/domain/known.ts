// What the tests of decisions start from: an initiative of the fictional country Istmara, and its plan.
import { type Initiative, isRejection, type Known, type OrganisationStanding, type Rate } from '@tributary/contracts';
import { register } from '../../src/initiative/registration.ts';
import type { PlanInForce } from '../../src/upstream/plan-in-force.ts';
import type { Upstream } from '../../src/upstream/upstream.ts';
import { described } from '../sample.ts';

export const today = '2026-06-30';
export const organisationId = '0190a1b2-0000-7000-8000-000000000002';

type Registration = Parameters<typeof register>[0];

export const registration = (changed: Partial<Registration> = {}): Registration => ({
  ...described,
  sectors: [],
  registeredOn: '2025-06-09',
  normalise: false,
  ...changed,
});

/** What a decision knows: the same organisation, rate and plan, whatever it asks for. */
export const surroundings = ({
  organisation,
  rate,
  plan,
}: {
  readonly organisation?: OrganisationStanding;
  readonly rate?: Rate;
  readonly plan?: PlanInForce | undefined;
} = {}): Known<Upstream> => ({
  now: new Date(`${today}T12:00:00Z`),
  today,
  newId: () => 'none',
  by: 'ana',
  baseCurrency: 'EUR',
  organisation: () => organisation,
  represents: () => false,
  rate: () => rate,
  planInForce: () => plan,
  nodesOf: () => plan?.nodes,
});

/** An initiative just registered. */
export function registered(changed: Partial<Initiative> = {}): Initiative {
  const decision = register(registration(), surroundings());
  if (isRejection(decision)) throw new Error(decision.rejected);
  return { ...decision.state, ...changed };
}

export const planInForce = (version = '1', ...nodes: string[]): PlanInForce => ({
  version,
  nodes: new Set(nodes.length > 0 ? nodes : ['2', '2.1', '2.2', '3.1']),
});
