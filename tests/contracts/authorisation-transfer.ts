// Records that a ministry asks another one to take over: one that requests of the table answer, and one that waits.
import { expectStatus } from '../journeys/steps.ts';
import type { Tributary } from '../platform/tributary.ts';
import { requestFor } from './authorisation-requests.ts';

/** The transfers, by their ids. */
export async function transfersTo(tributary: Tributary, owner: string, to: string): Promise<[string, string]> {
  const registrar = await tributary.api('registrar', owner, 'ana');
  const one = async (family: string) => {
    const body = { ...Object(requestFor('POST /registry/v1/persons').body), names: [{ family }] };
    const { id } = expectStatus(await registrar.post('/registry/v1/persons', body), 201).json<{ id: string }>();
    const at = `/registry/v1/persons/${id}`;
    expectStatus(await registrar.post(`${at}/transfer`, { to, reasonCode: 'MOVED_ABROAD' }), 200);
    return expectStatus(await registrar.get(`${at}?purpose=SERVICE`), 200).json<{ transferId: string }>().transferId;
  };
  return [await one('Moves'), await one('Waits')];
}
