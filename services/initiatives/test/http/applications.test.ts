// Applications over HTTP: started, submitted once, returned, judged, declined and withdrawn.
import { languages } from '@tributary/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, organisationOf, started, submission, submitted, toldOf } from './application-steps.ts';
import { callOf, drafted, opened, openProgramme } from './call-steps.ts';
import { type Harness, startHarness } from './harness.ts';
import { ana } from './programme-steps.ts';

let harness: Harness;
let programmeId: string;
let callId: string;
let marsh: { readonly id: string; readonly token: string };
beforeAll(async () => {
  harness = await startHarness();
  programmeId = await openProgramme(harness.initiatives, 'APPLIED');
  callId = await opened(harness.initiatives, callOf(programmeId, 'APPLIED-1'));
  marsh = await organisationOf(harness, 'Marsh Enders (sample)', 'recognised');
});
afterAll(() => harness.installation.close());

const read = async (id: string, lang = 'en') =>
  (await harness.initiatives.get(`/v1/applications/${id}?lang=${lang}`, { as: ana })).body;

describe('POST /v1/applications', () => {
  it('starts an application under a call that was opened, for a kind of applicant that it takes', async () => {
    const id = await started(harness, callId, marsh);
    expect(await read(id)).toMatchObject({ callId, programmeId, status: 'started', organisationId: marsh.id });
    const draft = await drafted(harness.initiatives, callOf(programmeId, 'APPLIED-DRAFT'));
    const start = (body: object, as: `${string}@${string}` = ana) =>
      harness.initiatives.post('/v1/applications', { as, body });
    const person = { callId, applicantKind: 'person' };
    expect(await start({ ...person, callId: draft })).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    expect(await start({ ...person, callId: marsh.id })).toMatchObject({ status: 422, body: { code: 'CALL_UNKNOWN' } });
    expect(await start({ ...person, organisationId: marsh.id })).toMatchObject({
      status: 422,
      body: { code: 'APPLICANT_NOT_TAKEN', errors: [{ pointer: '/organisationId' }] },
    });
    expect(await start(person, 'officer@MECO')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });
});

describe('the submission of an application', () => {
  it('is taken once, of fifty that are sent at once', async () => {
    const id = await started(harness, callId, marsh);
    const sent = Array.from({ length: 50 }, () => act(harness.initiatives, id, 'submission', submission));
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(49);
    const told = await toldOf(harness, id, 'submitted');
    expect(told.filter(({ type }) => type === 'initiatives.application.submitted.v1')).toHaveLength(1);
  });

  it('is refused after the call was closed, and what was submitted before goes on', async () => {
    const closing = await opened(harness.initiatives, callOf(programmeId, 'APPLIED-2'));
    const [inTime, late] = [await submitted(harness, closing, marsh), await started(harness, closing, marsh)];
    await harness.initiatives.post(`/v1/calls/${closing}/closure`, { as: ana, body: {} });
    const refused = await act(harness.initiatives, late, 'submission', submission);
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'OUTSIDE_WINDOW', errors: [{ pointer: '/receivedAt', code: 'OUTSIDE_WINDOW' }] },
    });
    const { closedAt } = (await harness.initiatives.get(`/v1/calls/${closing}`, { as: ana })).body;
    expect(refused.text).toContain(String(closedAt));
    const paper = { ...submission, receivedAt: '2025-03-01T12:00:00+01:00', reasonCode: 'PAPER' };
    expect(await act(harness.initiatives, late, 'submission', paper)).toMatchObject({ status: 200 });
    expect(await read(late)).toMatchObject({ submission: { submittedOn: '2025-03-01', paperReason: 'PAPER' } });
    expect(await act(harness.initiatives, inTime, 'eligibility')).toMatchObject({ body: { status: 'eligible' } });
  });

  it('is corrected after a return', async () => {
    const id = await submitted(harness, callId, marsh);
    expect(await act(harness.initiatives, id, 'return', { reasonCode: 'COSTS_UNCLEAR' })).toMatchObject({
      status: 200,
    });
    const corrected = { ...submission, requested: { amount: '30000.00', currency: 'EUR' } };
    expect(await act(harness.initiatives, id, 'submission', corrected)).toMatchObject({
      status: 200,
      body: { status: 'submitted' },
    });
    expect(await read(id)).toMatchObject({ submission: { requested: corrected.requested, rulesVersion: '2025' } });
  });
});

describe('eligibility', () => {
  it('is decided with a trace that reads in six languages', async () => {
    const id = await submitted(harness, callId, marsh);
    expect(await act(harness.initiatives, id, 'eligibility')).toMatchObject({
      status: 200,
      body: { status: 'eligible' },
    });
    const traces = await Promise.all(
      languages.map(async (lang) => (await read(id, lang))['eligibility'] as { conditions: { detail: string }[] }),
    );
    for (const at of [0, 1]) expect(new Set(traces.map(({ conditions }) => conditions[at]?.detail)).size).toBe(6);
    expect(await act(harness.initiatives, id, 'eligibility')).toMatchObject({ status: 409 });
    const told = await toldOf(harness, id, 'found-eligible');
    expect(told.at(-1)).toMatchObject({ data: { callId, programmeId, rulesVersion: '2025', reasonCodes: [] } });
  });

  it.each(['applied', 'suspended'] as const)(
    'takes a submission of an organisation that is %s, and finds it ineligible',
    async (standing) => {
      const id = await submitted(
        harness,
        callId,
        await organisationOf(harness, `Gorge Bridge ${standing} (sample)`, standing),
      );
      expect(await act(harness.initiatives, id, 'eligibility')).toMatchObject({ body: { status: 'ineligible' } });
      expect(await read(id)).toMatchObject({ eligibility: { reasonCodes: ['APPLICANT_NOT_RECOGNISED'] } });
      expect(await act(harness.initiatives, id, 'withdrawal')).toMatchObject({
        status: 409,
        body: { code: 'WRONG_STATE' },
      });
    },
  );
});

describe('the end of an application', () => {
  it('is declined with its reasons, or withdrawn', async () => {
    const [first, second] = [await submitted(harness, callId, marsh), await submitted(harness, callId, marsh)];
    const reasons = { reasonCodes: ['SCORE_BELOW_THRESHOLD'] };
    expect(await act(harness.initiatives, first, 'decline', reasons)).toMatchObject({ status: 409 });
    await act(harness.initiatives, first, 'eligibility');
    expect(await act(harness.initiatives, first, 'decline', reasons)).toMatchObject({ body: { status: 'declined' } });
    expect(await act(harness.initiatives, second, 'withdrawal')).toMatchObject({ body: { status: 'withdrawn' } });
    expect((await toldOf(harness, second, 'withdrawn')).at(-1)).toMatchObject({ data: { callId, from: 'submitted' } });
  });
});
