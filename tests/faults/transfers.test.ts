// kill -9 of the registry after each single thing that it writes while a record moves to another ministry: at any moment one
// ministry has it, whole, and the other one finds nothing. Accepted again, it has moved.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStatus } from '../journeys/steps.ts';
import { type Fleet, prepareFleet } from './fleet.ts';

/** It serves and has no jobs, so that what it writes is what was asked for. */
const REGISTRY = 'registry-api-1';

let fleet: Fleet;
const registrar = (ministry: string) => fleet.api(REGISTRY, 'registrar', ministry);
const read = async (id: string, ministry: string) =>
  (await registrar(ministry)).get(`/v1/persons/${id}?purpose=SERVICE`);

beforeAll(async () => {
  fleet = await prepareFleet();
  await fleet.start('embedded');
  await fleet.start(REGISTRY);
});
afterAll(() => fleet?.remove());

/** A record of MFOR that MROM is asked to take over. */
async function proposed() {
  const email = `${randomUUID()}@example.org`;
  const body = {
    names: [{ given: 'Amina', family: `Torvald-${randomUUID().slice(0, 8)}` }],
    emails: [email],
    sex: 'female',
    residence: { country: 'IT' },
    channel: 'counter',
    contactable: true,
  };
  const api = await registrar('MFOR');
  const { id } = expectStatus(await api.post('/v1/persons', body), 201).json<{ id: string }>();
  expectStatus(await api.post(`/v1/persons/${id}/transfer`, { to: 'MROM', reasonCode: 'MOVED_ABROAD' }), 200);
  const { transferId } = (await read(id, 'MFOR')).json<{ transferId: string }>();
  return { id, email, transferId };
}

const accept = async (transferId: string) =>
  (await registrar('MROM')).post(`/v1/person-transfers/${transferId}/acceptance`, {});

/** The records that a ministry finds by an address. */
async function foundBy(email: string, ministry: string): Promise<number> {
  const answer = await (await registrar(ministry)).post('/v1/persons/search', { purpose: 'SERVICE', email });
  return expectStatus(answer, 200).json<{ items: object[] }>().items.length;
}

describe('a registry that ends by signal 9 while a record moves', () => {
  it.each([
    ['the entry of the audit', 'after-record:1', 'MFOR'],
    ['the note of what is to follow', 'after-record:2', 'MFOR'],
    ['the row that is sealed anew', 'after-record:3', 'MFOR'],
    ['the note that it is to be compared', 'after-record:4', 'MFOR'],
    ['the record', 'after-write-before-reply:1', 'MROM'],
  ])('after %s leaves it with one ministry, whole, and it is accepted again', async (_what, place, owner) => {
    const { id, email, transferId } = await proposed();
    await fleet.stop(REGISTRY);
    await fleet.start(REGISTRY, { TRIBUTARY_TEST_CUT: place });
    await expect(accept(transferId)).rejects.toThrow();
    expect(await fleet.ended(REGISTRY)).toMatch(/SIGKILL|not running/);
    await fleet.start(REGISTRY);
    const vault = { vault: { emails: { value: [email] } } };
    for (const ministry of ['MFOR', 'MROM']) {
      const answer = await read(id, ministry);
      if (ministry === owner) expect(answer.json()).toMatchObject({ ministry, ...vault });
      else expect(answer.status).toBe(404);
      expect(await foundBy(email, ministry)).toBe(ministry === owner ? 1 : 0);
    }
    expectStatus(await accept(transferId), 200);
    expect((await read(id, 'MROM')).json()).toMatchObject({ ministry: 'MROM', ...vault });
    expect([await foundBy(email, 'MFOR'), await foundBy(email, 'MROM')]).toEqual([0, 1]);
  });
});
