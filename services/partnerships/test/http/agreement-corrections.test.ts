// Corrections of agreements over HTTP: all of a draft, and of what was signed only what nothing rests on.
import { agreementTypes } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ana, analyst, type Harness, partnerOf, signedAgreement, startHarness } from './harness.ts';

let harness: Harness;
let partnerId: string;

beforeAll(async () => {
  harness = await startHarness();
  partnerId = await partnerOf(harness);
});
afterAll(() => harness.installation.close());

const reasonCode = 'TYPING_ERROR';
const correcting = (id: string, body: object, ifMatch: string | undefined, as = ana) =>
  harness.partnerships.patch(`/v1/agreements/${id}`, {
    as,
    body: { reasonCode, ...body },
    headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
  });
const read = async (id: string) => (await harness.partnerships.get(`/v1/agreements/${id}`, { as: analyst })).body;

/** Writes an agreement. @returns its id */
async function drafted(changed: object = {}): Promise<string> {
  const body = {
    partnerId,
    type: 'mou',
    title: { en: 'Wells (sample)' },
    reference: 'MFIN-2026/90',
    startsOn: '2026-01-01',
    endsOn: '2026-08-31',
    ...changed,
  };
  const answer = await harness.partnerships.post('/v1/agreements', { as: ana, body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.id;
}

describe('PATCH /v1/agreements/{id}', () => {
  it('corrects every term of a draft', async () => {
    const id = await drafted();
    const changed = { type: 'financing', endsOn: '2026-09-30', title: { fr: 'Puits (exemple)' } };
    expect(await correcting(id, { ...changed, reason: 'as on paper' }, '"1"')).toMatchObject({
      status: 200,
      body: { seq: 2, status: 'draft' },
    });
    expect(await read(id)).toMatchObject({ ...changed, title: { en: 'Wells (sample)', fr: 'Puits (exemple)' } });
    expect(await correcting(id, { endsOn: '2025-12-31' }, '"2"')).toMatchObject({
      status: 422,
      body: { code: 'DATES_REVERSED', errors: [{ pointer: '/endsOn' }] },
    });
    expect(await correcting(id, { endsOn: '2026-10-31' }, '"1"')).toMatchObject({ status: 412 });
    expect(await correcting(id, { endsOn: '2026-10-31' }, undefined)).toMatchObject({ status: 428 });
    expect(await correcting(id, { endsOn: '2026-10-31' }, '"2"', 'partner-officer@MECO:ugo')).toMatchObject({
      status: 403,
    });
  });

  it('leaves as it is what was signed, and says what rests on it', async () => {
    const id = await signedAgreement(harness, partnerId, { reference: 'MFIN-2026/91' });
    const frozen = { type: 'mou', startsOn: '2026-02-01', endsOn: '2027-12-31' };
    const refused = await correcting(id, frozen, '"2"');
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'FIELDS_FROZEN',
        errors: Object.keys(frozen).map((field) => ({ pointer: `/${field}`, code: 'FROZEN_BY_SIGNATURE' })),
      },
    });
    const ceiling = { amount: '5.00', currency: 'EUR' };
    expect(await correcting(id, { ceiling }, '"2"')).toMatchObject({ body: { code: 'FIELDS_FROZEN' } });
    expect((await correcting(id, { reference: 'MFIN-2026/92' }, '"2"')).status).toBe(200);
    expect(await read(id)).toMatchObject({ reference: 'MFIN-2026/92', endsOn: '2026-12-31', phase: 'in-force' });
  });

  it('frees a reference that it changes, and takes none of another agreement with the partner', async () => {
    const [one, other] = [await drafted({ reference: 'R-1' }), await drafted({ reference: 'R-2' })];
    expect(await correcting(one, { reference: 'R-2' }, '"1"')).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS', errors: [{ pointer: '/reference' }] },
    });
    expect((await correcting(other, { reference: 'R-3' }, '"1"')).status).toBe(200);
    expect((await correcting(one, { reference: 'R-2' }, '"1"')).status).toBe(200);
  });
});

describe('the types of agreements', () => {
  it.each(agreementTypes)('can be written and signed: %s', async (type) => {
    const id = await signedAgreement(harness, partnerId, { type, endsOn: '2026-09-28' });
    expect(await read(id)).toMatchObject({ type, phase: 'expiring', inForce: true, expiresInDays: 90 });
  });
});
