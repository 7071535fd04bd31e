// An organisation dissolves and another one follows it: what was entered for it stays with it, and reports count it once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../platform/api.ts';
import { initiative } from '../platform/sample.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';
import { eventually } from '../platform/wait.ts';
import { planToDecision, reportOf } from './plan-to-report.ts';
import { expectStatus, tokenOf } from './steps.ts';

let tributary: Tributary;
let registrar: Api;
let officer: Api;

beforeAll(async () => {
  tributary = await startTributary();
  registrar = await tributary.api('registrar', 'MFOR');
  officer = await tributary.api('officer', 'MLOC');
});
afterAll(() => tributary?.remove());

const organisations = '/registry/v1/organisations';
const recognition = { startsOn: '2020-01-01', endsOn: '2099-12-31', registerNumber: 'A-1' };

/** The initiatives, once their service knows what an answer changed. */
const listed = (token: string): Promise<readonly object[]> =>
  eventually(`${token} in initiatives`, async () => {
    const answer = await officer.get('/initiatives/v1/initiatives', { 'consistency-token': token });
    return answer.status === 503 ? undefined : expectStatus(answer, 200).json<{ items: readonly object[] }>().items;
  });

/** Enters an organisation and recognises it. @returns its id, once initiatives are registered for it */
async function recognised(name: string): Promise<string> {
  const body = { name, kind: 'association', country: 'IT' };
  const { id } = expectStatus(await registrar.post(organisations, body), 201).json<{ id: string }>();
  const token = tokenOf(expectStatus(await registrar.post(`${organisations}/${id}/recognition`, recognition), 200));
  await listed(token);
  return id;
}

describe('an organisation that another one follows', () => {
  it('keeps its initiatives, which reports count once, and nothing more is registered for it', async () => {
    const [organisationId, successor] = [
      await recognised('Marsh Circle (sample)'),
      await recognised('Marsh Union (sample)'),
    ];
    const decision = await planToDecision(tributary, 'NDP', { organisationId });
    const before = await reportOf(tributary, 'NDP', decision);
    expect(await listed(decision)).toMatchObject([{ organisationId }]);

    const at = `${organisations}/${organisationId}`;
    expectStatus(await registrar.post(`${at}/withdrawal`, { reasonCode: 'MERGED' }), 200);
    const succession = { successorIds: [successor], reasonCode: 'MERGED' };
    const told = tokenOf(expectStatus(await registrar.post(`${at}/succession`, succession), 200));

    expect(await reportOf(tributary, 'NDP', told)).toEqual(before);
    expect(await listed(told)).toMatchObject([{ organisationId }]);
    const refused = await officer.post('/initiatives/v1/initiatives', { ...initiative, organisationId });
    expect(expectStatus(refused, 422).json()).toMatchObject({ code: 'ORGANISATION_NOT_RECOGNISED' });
    expectStatus(await officer.post('/initiatives/v1/initiatives', { ...initiative, organisationId: successor }), 201);
    const analyst = await tributary.api('analyst', 'MFIN');
    const read = async (id: string) => expectStatus(await analyst.get(`${organisations}/${id}`), 200).json();
    expect(await read(organisationId)).toMatchObject({ successors: [{ organisationId: successor }] });
    expect(await read(successor)).toMatchObject({ predecessors: [{ organisationId, status: 'withdrawn' }] });
  });
});
