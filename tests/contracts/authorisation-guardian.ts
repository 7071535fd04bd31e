// A minor with a guardian and the age of majority of a ministry, for requests about them.
import { expectStatus } from '../journeys/steps.ts';
import type { Call } from '../platform/api.ts';
import type { Tributary } from '../platform/tributary.ts';

export const guardianRequests: Readonly<Record<string, Call>> = {
  'POST /registry/v1/persons/{id}/guardians': {
    body: {
      guardianId: '018f0000-0000-7000-8000-000000000000',
      relation: 'mother',
      evidence: 'BIRTH_CERTIFICATE',
    },
  },
  'POST /registry/v1/persons/{id}/guardians/{no}/end': { body: { reasonCode: 'COURT_DECISION' } },
  'PUT /registry/v1/majority-rules/{ministryCode}': {
    body: { ageOfMajority: 18, source: 'Civil code, article 25' },
    headers: { 'if-none-match': '*' },
  },
};

/** Enters a minor of a ministry, for whom a person of it acts. @returns the record of the minor, by its id */
export async function minorOf(tributary: Tributary, owner: string, guardianId: string): Promise<string> {
  const registrar = await tributary.api('registrar', owner, `counter-of-${owner}`);
  const minor = {
    names: [{ given: 'Ilinca', family: 'Torvald' }],
    birthDate: String(new Date().getUTCFullYear() - 5),
    sex: 'female',
    residence: { country: 'FR' },
    channel: 'counter',
    contactable: false,
  };
  const { id } = expectStatus(await registrar.post('/registry/v1/persons', minor), 201).json<{ id: string }>();
  const named = { guardianId, relation: 'mother', evidence: 'BIRTH_CERTIFICATE' };
  expectStatus(await registrar.post(`/registry/v1/persons/${id}/guardians`, named), 200);
  return id;
}

/** Sets the age of majority of a ministry where it has none. @returns its id */
export async function majorityOf(tributary: Tributary, owner: string): Promise<string> {
  const privacy = await tributary.api('privacy', owner);
  const path = `/registry/v1/majority-rules/${owner}`;
  const put = await privacy.send('PUT', path, guardianRequests['PUT /registry/v1/majority-rules/{ministryCode}'] ?? {});
  if (put.status !== 201 && put.status !== 412) expectStatus(put, 201);
  return expectStatus(await privacy.get(path), 200).json<{ id: string }>().id;
}
