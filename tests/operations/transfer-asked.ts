// A record that MFOR is asked to take over, for the runbook about those that wait.
import { expectStatus } from '../journeys/steps.ts';
import type { Tributary } from '../platform/tributary.ts';

/** Enters somebody at MROM and asks MFOR to take the record over. @returns the transfer, by its id */
export async function transferAsked(tributary: Tributary): Promise<string> {
  const registrar = await tributary.api('registrar', 'MROM');
  const entered = expectStatus(
    await registrar.post('/registry/v1/persons', {
      names: [{ given: 'Bo', family: 'Torvald' }],
      sex: 'male',
      residence: { country: 'RO' },
      channel: 'counter',
      contactable: false,
    }),
    201,
  );
  const { id } = entered.json<{ id: string }>();
  const asking = { to: 'MFOR', reasonCode: 'MOVED_ABROAD' };
  expectStatus(await registrar.post(`/registry/v1/persons/${id}/transfer`, asking), 200);
  const read = expectStatus(await registrar.get(`/registry/v1/persons/${id}?purpose=SERVICE`), 200);
  return read.json<{ transferId: string }>().transferId;
}
