// An emergency access of a ministry and its rules, for requests about them.
import { expectStatus } from '../journeys/steps.ts';
import type { Call } from '../platform/api.ts';
import type { Tributary } from '../platform/tributary.ts';

const declaration = {
  incident: 'EQ-2026-000212-TUR',
  reasonCode: 'EARTHQUAKE',
  reason: 'Buildings have collapsed and the network is down',
  purpose: 'WELFARE_CHECK',
  places: [{ country: 'TR', subdivisions: ['TR-31'] }],
  roles: ['registrar'],
  hours: 24,
};

export const emergencyRequests: Readonly<Record<string, Call>> = {
  'POST /registry/v1/emergency-accesses': { body: declaration },
  'POST /registry/v1/emergency-accesses/{id}/end': { body: { reasonCode: 'ALL_ACCOUNTED_FOR' } },
  'POST /registry/v1/emergency-accesses/{id}/review': {
    body: { outcome: 'justified', reasonCode: 'LOOKS_MATCH_CALL_LIST' },
  },
  'PUT /registry/v1/emergency-access-rules/{ministryCode}': {
    body: { accessHours: 72, reviewHours: 72 },
    headers: { 'if-none-match': '*' },
  },
};

/** Declares an access of a ministry, and sets its rules where it has none. @returns both, by their ids */
export async function emergencyOf(
  tributary: Tributary,
  owner: string,
): Promise<readonly [access: string, rules: string]> {
  // another person than the one who reviews it
  const declarer = await tributary.api('privacy', owner, `declarer-of-${owner}`);
  const declared = expectStatus(await declarer.post('/registry/v1/emergency-accesses', declaration), 201);
  const path = `/registry/v1/emergency-access-rules/${owner}`;
  const put = await declarer.send(
    'PUT',
    path,
    emergencyRequests['PUT /registry/v1/emergency-access-rules/{ministryCode}'] ?? {},
  );
  if (put.status !== 201 && put.status !== 412) expectStatus(put, 201);
  const { id } = expectStatus(await declarer.get(path), 200).json<{ id: string }>();
  return [declared.json<{ id: string }>().id, id];
}
