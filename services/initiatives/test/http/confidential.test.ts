// What is nobody else's business: an application is its own ministry's alone, and a private answer is nobody's to read.
import inKip from '@tributary/match-engine/programmes/catalogue/in-kip.json' with { type: 'json' };
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, organisationOf, startedByPerson, submission, submitted, toldOf } from './application-steps.ts';
import { callOf, opened, openProgramme } from './call-steps.ts';
import { type Harness, startHarness } from './harness.ts';
import { ana, inForce } from './programme-steps.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.installation.close());

describe('an application of another ministry', () => {
  it('is not there, by any route, list or feed', async () => {
    const programmeId = await openProgramme(harness.initiatives, 'HIDDEN');
    const callId = await opened(harness.initiatives, callOf(programmeId, 'HIDDEN-1'));
    const id = await submitted(harness, callId, await organisationOf(harness, 'Marsh Enders (sample)', 'recognised'));
    const own = await toldOf(harness, id, 'submitted');
    expect(own.map(({ type }) => type)).toEqual(
      ['started', 'submitted'].map((fact) => `initiatives.application.${fact}.v1`),
    );

    const get = (path: string) => harness.initiatives.get(path, { as: 'officer@MECO' });
    expect(await get(`/v1/applications/${id}`)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect((await get('/v1/applications')).body.items).toEqual([]);
    expect((await get(`/v1/applications?callId=${callId}`)).body.items).toEqual([]);
    const bodies = {
      submission,
      return: { reasonCode: 'X' },
      eligibility: {},
      decline: { reasonCodes: ['X'] },
      withdrawal: {},
    };
    for (const [action, body] of Object.entries(bodies)) {
      const answer = await act(harness.initiatives, id, action, body, 'officer@MECO');
      expect([action, answer.status, answer.body.code]).toEqual([action, 404, 'NOT_FOUND']);
      expect(answer.text).not.toContain(id);
    }
    for (const [role, action, body] of [
      ['reviewer', 'reviews', { conflictOfInterest: true }],
      ['approver', 'approvals', { body: 'BOARD' }],
    ] as const) {
      expect(await act(harness.initiatives, id, action, body, `${role}@MECO:eva`)).toMatchObject({ status: 404 });
    }
    const { body } = await get('/v1/changes?limit=200');
    expect(body.items.length).toBeGreaterThan(0);
    expect(body.items.filter(({ type }) => String(type).startsWith('initiatives.application.'))).toEqual([]);
    const asked = await get('/v1/changes?limit=200&type=initiatives.application.submitted.v1');
    expect(asked.body.items).toEqual([]);
  });
});

describe('a private answer', () => {
  const born = '2005-07-23';

  it('judges, and is in no answer, list, feed or refusal', async () => {
    const programmeId = await inForce(harness.initiatives, inKip);
    const envelope = { amount: '400000.00', currency: inKip.programme.currency };
    const callId = await opened(harness.initiatives, { ...callOf(programmeId, 'KIP-1'), envelope });
    const id = await startedByPerson(harness, callId);
    const money = { amount: '50000.00', currency: inKip.programme.currency };
    const asked = { cost: money, requested: money, area: 'Torva' };
    const wrong = await act(harness.initiatives, id, 'submission', {
      ...asked,
      answers: { birthDate: `born ${born}`, startOn: '2026-09-15' },
    });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'ANSWER_NOT_TAKEN' } });
    const answers = { birthDate: born, startOn: '2026-09-15' };
    const sent = await act(harness.initiatives, id, 'submission', { ...asked, answers });
    expect(sent.status).toBe(200);
    const judged = await act(harness.initiatives, id, 'eligibility');
    expect(judged).toMatchObject({ status: 200, body: { status: 'eligible' } });

    const one = await harness.initiatives.get(`/v1/applications/${id}`, { as: ana });
    const list = await harness.initiatives.get(`/v1/applications?callId=${callId}`, { as: ana });
    const told = await toldOf(harness, id, 'found-eligible');
    expect(one.body).toMatchObject({ submission: { answers: [{ name: 'startOn' }] } });
    for (const text of [wrong.text, sent.text, judged.text, one.text, list.text, JSON.stringify(told)]) {
      expect(text).not.toContain(born);
      expect(text).not.toContain('privateAnswers');
    }
    expect(JSON.stringify(told)).not.toContain('organisationId');
  });
});
