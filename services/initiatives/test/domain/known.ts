// What the tests of decisions start from: an initiative of the fictional country Istmara, and its plan.
import { isRejection, type NewInitiative } from '@tributary/contracts';
import { type Initiative, type Registration, register, type Surroundings } from '../../src/domain/initiative.ts';
import type { PlanInForce } from '../../src/domain/plan-in-force.ts';

export const today = '2026-06-30';
export const organisationId = '0190a1b2-0000-7000-8000-000000000002';

const described: NewInitiative = {
  title: { en: 'Water for Upper Torva (sample)' },
  area: 'Torva',
  budget: { amount: '90000.00', currency: 'EUR' },
  plannedStart: '2025-07-01',
  plannedEnd: '2026-12-31',
  sectors: [],
};

export const registration = (changed: Partial<Registration> = {}): Registration => ({
  ...described,
  registeredOn: '2025-06-09',
  ...changed,
});

export const surroundings = (changed: Partial<Surroundings> = {}): Surroundings => ({
  today,
  baseCurrency: 'EUR',
  organisation: undefined,
  rate: undefined,
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
