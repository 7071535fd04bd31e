// How records of a ministry grow stale, for requests about it.
import { expectStatus } from '../journeys/steps.ts';
import type { Tributary } from '../platform/tributary.ts';
import { requestFor } from './authorisation-requests.ts';

/** Sets the rules of a ministry where it has none. @returns their id */
export async function freshnessRulesOf(tributary: Tributary, owner: string): Promise<string> {
  const registrar = await tributary.api('registrar', owner);
  const path = `/registry/v1/freshness-rules/${owner}`;
  const { query: _none, ...call } = requestFor('PUT /registry/v1/freshness-rules/{ministryCode}');
  const put = await registrar.send('PUT', path, call);
  if (put.status !== 201 && put.status !== 412) expectStatus(put, 201);
  return expectStatus(await registrar.get(path), 200).json<{ id: string }>().id;
}
