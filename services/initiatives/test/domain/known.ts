// What the tests of decisions start from: an initiative of the fictional country Istmara, and its plan.
import { isRejection } from '@tributary/contracts';
import { type Initiative, type Registration, register, type Surroundings } from '../../src/domain/initiative.ts';
import type { PlanInForce } from '../../src/domain/plan-in-force.ts';
import { described } from '../sample.ts';

export const today = '2026-06-30';
export const organisationId = '0190a1b2-0000-7000-8000-000000000002';

export const registration = (changed: Partial<Registration> = {}): Registration => ({
  ...described,
  sectors: [],
  registeredOn: '2025-06-09',
  ...changed,
});

export const surroundings = (changed: Partial<Surroundings> = {}): Surroundings => ({
  today,
  baseCurrency: 'EUR',
  organisation: undefined,
  rate: undefined,
  normalise: false,
  ...changed,
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
