// An import of persons whose file has not come, and a mapping of columns, for requests about them.
import { expectStatus } from '../journeys/steps.ts';
import type { Tributary } from '../platform/tributary.ts';
import { requestFor } from './authorisation-requests.ts';

const imports = '/registry/v1/person-imports';

/** Opens an import. @returns its id */
export async function importOf(tributary: Tributary, owner: string): Promise<string> {
  const registrar = await tributary.api('registrar', owner);
  const { body } = requestFor(`POST ${imports}`);
  return expectStatus(await registrar.post(imports, body), 201).json<{ id: string }>().id;
}

/** The mapping that a registrar has kept before. @returns its id */
export async function mappingOf(tributary: Tributary, owner: string, path: string): Promise<string> {
  const registrar = await tributary.api('registrar', owner);
  const { query: _none, ...call } = requestFor('PUT /registry/v1/person-import-mappings/{ministryCode}/{name}');
  const put = await registrar.send('PUT', path, call);
  if (put.status !== 201 && put.status !== 412) expectStatus(put, 201);
  return expectStatus(await registrar.get(path), 200).json<{ id: string }>().id;
}
