// Appeals over HTTP: the applicant files, a person who had no part in the decision decides, and nobody else knows of it.
import { randomUUID } from 'node:crypto';
import type { Caller } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, organisationOf, representing, started, submission, toldOf } from './application-steps.ts';
import { callOf, opened, openProgramme } from './call-steps.ts';
import { type Harness, startHarness } from './harness.ts';
import { ana } from './programme-steps.ts';

let harness: Harness;
let callId: string;
let marsh: { readonly id: string; readonly token: string };
beforeAll(async () => {
  harness = await startHarness();
  const programmeId = await openProgramme(harness.initiatives, 'APPEALED', { appealDays: 30 });
  callId = await opened(harness.initiatives, callOf(programmeId, 'APPEALED-1'));
  // it is known here from now on
  marsh = await organisationOf(harness, 'Marsh Enders (sample)', 'recognised');
  await started(harness, callId, marsh);
});
afterAll(() => harness.installation.close());

const send = (id: string, action: string, body: object, as: Caller) => act(harness.initiatives, id, action, body, as);
const read = (id: string, as: Caller) => harness.initiatives.get(`/v1/applications/${id}`, { as });
const filing = { grounds: ['COST_READ_WRONGLY'] };
const deciding = { decision: 'uphold', reasonCode: 'RECORD_WAS_WRONG' };

async function declinedOf(applicant: Caller): Promise<string> {
  const body = { callId, applicantKind: 'association', organisationId: marsh.id };
  const { id } = (await harness.initiatives.post('/v1/applications', { as: applicant, body })).body;
  await send(id, 'submission', submission, applicant);
  await send(id, 'eligibility', {}, ana);
  const { status, text } = await send(id, 'decline', { reasonCodes: ['SCORE_TOO_LOW'] }, ana);
  if (status !== 200) throw new Error(text);
  return id;
}

describe('an appeal', () => {
  it('is filed by the applicant and upheld by another person: the application is open again', async () => {
    const club = await representing(harness, 'Marsh Enders (sample)');
    const id = await declinedOf(club);
    expect(await send(id, 'appeals', filing, `association@#association-${randomUUID()}`)).toMatchObject({
      status: 404,
    });
    expect(await send(id, 'appeals', filing, 'officer@MECO:leo')).toMatchObject({ status: 404 });
    const many = await Promise.all(Array.from({ length: 5 }, () => send(id, 'appeals', filing, club)));
    expect(many.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect((await read(id, club)).body).toMatchObject({
      status: 'declined',
      appeals: [{ no: 1, against: 'declined', status: 'filed' }],
    });
    expect(await send(id, 'appeals/1/decision', deciding, club)).toMatchObject({ status: 403 });
    expect(await send(id, 'appeals/1/decision', deciding, 'approver@MECO:max')).toMatchObject({ status: 404 });
    expect(await send(id, 'appeals/1/decision', deciding, 'approver@MLOC:ana')).toMatchObject({
      status: 403,
      body: { code: 'FOUR_EYES' },
    });
    expect(await send(id, 'appeals/1/decision', deciding, 'approver@MLOC:max')).toMatchObject({
      status: 200,
      body: { status: 'eligible' },
    });
    const own = await read(id, club);
    expect(own.body).toMatchObject({ status: 'eligible', appeals: [{ status: 'upheld' }] });
    const told = await toldOf(harness, id, 'appeal-upheld');
    for (const text of [own.text, JSON.stringify(told)])
      expect(text).not.toMatch(/filedBy|decidedBy|"max"|#association/);
  });

  it('that is rejected is final, and says why in the answer of the applicant', async () => {
    const club = await representing(harness, 'Marsh Enders (sample)');
    const id = await declinedOf(club);
    await send(id, 'appeals', filing, club);
    const rejecting = { decision: 'reject', reasonCode: 'NOTHING_NEW' };
    expect(await send(id, 'appeals/1/decision', rejecting, 'approver@MLOC:max')).toMatchObject({ status: 200 });
    expect((await read(id, club)).body).toMatchObject({
      status: 'declined',
      appeals: [{ status: 'rejected', reasonCode: 'NOTHING_NEW' }],
    });
    expect(await send(id, 'appeals', filing, club)).toMatchObject({ status: 409, body: { code: 'APPEALED_ALREADY' } });
  });
});
