// An emergency access of MFOR that was used once, for the runbook about it.
import { expectStatus } from '../journeys/steps.ts';
import type { Tributary } from '../platform/tributary.ts';

/** What is declared where departments of France are flooded. */
export const flood = {
  incident: 'FL-2026-000045-FRA',
  reasonCode: 'FLOOD',
  reason: 'Two departments are flooded and are being evacuated',
  purpose: 'EVACUATION',
  places: [{ country: 'FR' }],
  roles: ['registrar'],
  hours: 24,
};

/** Declares an access for the place where a person lives, and looks at the person under it. @returns its id */
export async function emergencyUsed(tributary: Tributary, personId: string): Promise<string> {
  // another person than the one who reviews it
  const declarer = await tributary.api('privacy', 'MFOR', 'declarer-of-MFOR');
  const declared = expectStatus(await declarer.post('/registry/v1/emergency-accesses', flood), 201);
  const { id } = declared.json<{ id: string }>();
  const registrar = await tributary.api('registrar', 'MFOR');
  expectStatus(await registrar.get(`/registry/v1/persons/${personId}?emergencyAccess=${id}`), 200);
  return id;
}
