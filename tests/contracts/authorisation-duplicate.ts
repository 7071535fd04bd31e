// A pair of records that may be of one person, as a worker finds it.
import { expectStatus } from '../journeys/steps.ts';
import type { Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';

/** The pair that is found of a person and another record with the same name. */
export async function duplicateOf(tributary: Tributary, owner: string, person: string): Promise<string> {
  const registrar = await tributary.api('registrar', owner);
  return eventually('the pair that is found', async () => {
    const { items } = (await registrar.get('/registry/v1/duplicates?limit=200')).json<{
      items: { id: string; personId: string; otherId: string }[];
    }>();
    return items.find(({ personId, otherId }) => [personId, otherId].includes(person))?.id;
  });
}

/** The rules of a ministry, which were set before, by their id. */
export async function rulesOf(tributary: Tributary, owner: string): Promise<string> {
  const privacy = await tributary.api('privacy', owner);
  const answer = await privacy.get(`/registry/v1/duplicate-rules/${owner}`);
  return expectStatus(answer, 200).json<{ id: string }>().id;
}
