// Renewals over HTTP: an agreement that follows another one is written by one person and signed by a second.
import { type Caller, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ana, analyst, askingAward, ben, type Harness, partnerOf, send, startHarness, today } from './harness.ts';

let harness: Harness;
let partnerId: string;
beforeAll(async () => {
  harness = await startHarness();
  partnerId = await partnerOf(harness);
});
afterAll(() => harness.installation.close());

let last = 0;
function terms(changed: object = {}) {
  last += 1;
  return {
    partnerId,
    type: 'financing',
    title: { en: 'Wells of Upper Torva (sample)' },
    reference: `MFIN-2026/${last}`,
    startsOn: '2026-01-01',
    endsOn: '2026-08-31',
    ...changed,
  };
}
const following = (renews: string, changed: object = {}) =>
  terms({ renews, startsOn: '2026-08-01', endsOn: '2028-08-31', ...changed });
const write = (body: object, as: Caller = ana) => harness.partnerships.post('/v1/agreements', { as, body });
const sign = (id: string, as: Caller = ben) =>
  harness.partnerships.post(`/v1/agreements/${id}/signature`, { as, body: {} });
const read = async (id: string) => (await harness.partnerships.get(`/v1/agreements/${id}`, { as: analyst })).body;

async function written(body: object): Promise<string> {
  const answer = await write(body);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.id;
}
async function signed(body: object = terms()): Promise<string> {
  const id = await written(body);
  const answer = await sign(id);
  if (answer.status !== 200) throw new Error(answer.text);
  return id;
}
const renewedBy = (id: string, successor: string) =>
  until('the agreement before notes what follows it', async () => {
    const before = await read(id);
    return before['renewedBy'] === successor ? before : undefined;
  });

describe('an agreement that renews another', () => {
  it('is signed by a second person, and is linked with it both ways', async () => {
    const before = await signed();
    expect(await read(before)).toMatchObject({ phase: 'expiring', expiresInDays: 62 });
    const successor = await written(following(before));
    expect(await read(successor)).toMatchObject({ status: 'draft', renews: before });
    expect(await read(before)).toMatchObject({ phase: 'expiring' });
    expect(await sign(successor, ana)).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    expect((await sign(successor)).status).toBe(200);
    expect(await renewedBy(before, successor)).toMatchObject({
      status: 'signed',
      phase: 'renewed',
      inForce: true,
      expiresInDays: 62,
    });
    const told = await until('the renewal to be told', async () => {
      const { items } = (await harness.partnerships.get('/v1/changes?limit=200', { as: analyst })).body;
      const renewals = items.filter(({ type }) => type === 'partnerships.agreement.renewed.v1');
      return renewals.length > 0 ? renewals : undefined;
    });
    expect(told).toMatchObject([
      { subject: expect.stringContaining(before), data: { successorId: successor, renewedOn: today } },
    ]);
  });

  it('leaves what was committed under the one before as it is, and that one in force until its last day', async () => {
    const before = await signed();
    const awardId = await askingAward(harness);
    const amount = { amount: '1000.00', currency: 'EUR' };
    const commit = () => send(harness, '/v1/commitments', { agreementId: before, awardId, amount });
    const made = await commit();
    expect(made.status).toBe(201);
    const successor = await signed(following(before));
    await renewedBy(before, successor);
    const paid = await send(harness, `/v1/commitments/${made.body.id}/disbursements`, {
      amount,
      reference: 'RENEWED-1',
    });
    expect(paid.status).toBe(200);
    expect((await commit()).status).toBe(201);
  });

  it('is one alone, of many that are signed at once', async () => {
    const before = await signed();
    const drafts = await Promise.all(Array.from({ length: 8 }, () => written(following(before))));
    const answers = await Promise.all(drafts.map((id) => sign(id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'ALREADY_EXISTS')).toHaveLength(7);
    const successor = drafts[answers.findIndex(({ status }) => status === 200)] ?? '';
    await renewedBy(before, successor);
    expect(await write(following(before))).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS', errors: [{ pointer: '/renews' }] },
    });
  });

  it('follows a signed agreement with the same partner, and ends no earlier', async () => {
    const [before, draft] = [await signed(), await written(terms())];
    const other = await partnerOf(harness, 'Harbour Dark Foundation (sample)');
    const unknown = '0190a1b2-0000-7000-8000-00000000ffff';
    const refused = async (body: object) => {
      const { status, body: answer } = await write(body);
      return [status, answer.code, answer.errors?.[0]?.['pointer']];
    };
    expect(await refused(following(unknown))).toEqual([422, 'AGREEMENT_UNKNOWN', '/renews']);
    expect(await refused(following(before, { partnerId: other }))).toEqual([422, 'AGREEMENT_UNKNOWN', '/renews']);
    expect(await refused(following(draft))).toEqual([409, 'WRONG_STATE', undefined]);
    expect(await refused(following(before, { endsOn: '2026-08-30' }))).toEqual([422, 'DATES_REVERSED', '/endsOn']);
    expect(await refused(following(before, { startsOn: '2025-12-31' }))).toEqual([422, 'DATES_REVERSED', '/startsOn']);
  });

  it('leaves the one before free to be renewed anew once it was terminated itself', async () => {
    const before = await signed();
    const first = await signed(following(before));
    await renewedBy(before, first);
    const ending = { as: ana, body: { reasonCode: 'FUNDS_WITHDRAWN' } };
    expect((await harness.partnerships.post(`/v1/agreements/${first}/termination`, ending)).status).toBe(200);
    await until('the one before to stand as it did', async () => {
      const { phase, renewedBy: successor } = await read(before);
      return successor === undefined && phase === 'expiring' ? true : undefined;
    });
    const second = await signed(following(before));
    expect(await renewedBy(before, second)).toMatchObject({ phase: 'renewed' });
    expect(await read(first)).toMatchObject({ status: 'terminated', renews: before });
  });

  it('is not signed any more once the one before was terminated', async () => {
    const before = await signed();
    const successor = await written(following(before));
    const ending = { as: ana, body: { reasonCode: 'FUNDS_WITHDRAWN' } };
    expect((await harness.partnerships.post(`/v1/agreements/${before}/termination`, ending)).status).toBe(200);
    expect(await sign(successor)).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
  });
});
