// Applications over HTTP, decided on: reviewed by persons, approved by bodies, ranked, within the envelope of the call.
import { languages } from '@tributary/contracts';
import { type Caller, until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, organisationOf, submission, submitted, toldOf } from './application-steps.ts';
import { callOf, opened, openProgramme } from './call-steps.ts';
import { type Harness, startHarness } from './harness.ts';
import { ana } from './programme-steps.ts';

const scoring = [{ code: 'need', label: { en: 'Need' }, points: 100 }];
const approvals = { bodies: ['BOARD', 'COUNCIL'] };

let harness: Harness;
let programmeId: string;
let marsh: { readonly id: string; readonly token: string };
beforeAll(async () => {
  harness = await startHarness();
  programmeId = await openProgramme(harness.initiatives, 'DECIDED', { scoring, approvals });
  marsh = await organisationOf(harness, 'Marsh Enders (sample)', 'recognised');
});
afterAll(() => harness.installation.close());

const review = (id: string, points: number, as: Caller = 'reviewer@MLOC:eva') =>
  act(harness.initiatives, id, 'reviews', { conflictOfInterest: false, scores: [{ criterion: 'need', points }] }, as);
const approve = (id: string, body: string, as: Caller) => act(harness.initiatives, id, 'approvals', { body }, as);
const machine = (role: string): Caller => `${role}@MLOC:tributary-cli`;

async function eligible(callId: string): Promise<string> {
  const id = await submitted(harness, callId, marsh);
  await act(harness.initiatives, id, 'eligibility');
  return id;
}

async function reviewed(callId: string, points = 70): Promise<string> {
  const id = await eligible(callId);
  await review(id, points);
  return id;
}

describe('reviews', () => {
  it('are one for each natural person, of many that one sends at once', async () => {
    const callId = await opened(harness.initiatives, callOf(programmeId, 'DECIDED-1'));
    const id = await eligible(callId);
    const answers = await Promise.all(Array.from({ length: 10 }, () => review(id, 70)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'REVIEWED_ALREADY')).toHaveLength(9);
    expect(await review(id, 50, machine('reviewer'))).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    expect(await review(id, 81, 'reviewer@MECO:leo')).toMatchObject({ status: 404 });
    expect(await review(id, 81, 'reviewer@MLOC:leo')).toMatchObject({ status: 200 });
    const read = await harness.initiatives.get(`/v1/applications/${id}`, { as: ana });
    expect(read.body).toMatchObject({
      status: 'reviewed',
      scored: { reviews: 2, meanScore: '75.50', spread: { lowest: 70, highest: 81, apart: 11 } },
    });
    expect(read.text).not.toContain('eva');
    const told = () => toldOf(harness, id, 'reviewed').then((events) => JSON.stringify(events));
    await expect.poll(told).toContain('75.50');
    expect(await told()).not.toContain('eva');
  });
});

describe('approvals', () => {
  it('are of two natural persons, and the last one approves once', async () => {
    const callId = await opened(harness.initiatives, callOf(programmeId, 'DECIDED-2'));
    const id = await reviewed(callId);
    expect(await approve(id, 'BOARD', machine('approver'))).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    const both = await Promise.all(['BOARD', 'COUNCIL'].map((body) => approve(id, body, 'approver@MLOC:ada')));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
    const [{ body }] = [await harness.initiatives.get(`/v1/applications/${id}`, { as: ana })];
    const [first] = body['approvals'] as { body: string }[];
    const left = first?.body === 'BOARD' ? 'COUNCIL' : 'BOARD';
    expect(body['status']).toBe('reviewed');
    const last = await Promise.all(
      Array.from({ length: 10 }, (_, at) => approve(id, left, `approver@MLOC:person-${at}`)),
    );
    expect(last.filter(({ status }) => status === 200)).toMatchObject([{ body: { status: 'approved' } }]);
    expect(last.filter(({ status }) => status === 409)).toHaveLength(9);
    const told = await toldOf(harness, id, 'approved');
    const approved = told.filter(({ type }) => type === 'initiatives.application.approved.v1');
    expect(approved).toMatchObject([{ data: { callId, bodies: ['BOARD', 'COUNCIL'] } }]);
    expect(JSON.stringify(told)).not.toMatch(/\bada\b|person-/);
  });

  it('answer a repeated request as before, although its person has approved by then', async () => {
    const id = await reviewed(await opened(harness.initiatives, callOf(programmeId, 'DECIDED-3')));
    const ask = () =>
      harness.initiatives.post(`/v1/applications/${id}/approvals`, {
        as: 'approver@MLOC:ada',
        body: { body: 'BOARD' },
        headers: { 'idempotency-key': 'board' },
      });
    const first = await ask();
    expect(first.status).toBe(200);
    expect((await ask()).text).toBe(first.text);
  });

  it('never take more than the envelope together, and give back what is withdrawn', async () => {
    const envelope = { amount: '100000.00', currency: 'EUR' };
    const callId = await opened(harness.initiatives, {
      ...callOf(programmeId, 'DECIDED-4'),
      bodies: ['BOARD'],
      envelope,
    });
    const ids = [await reviewed(callId), await reviewed(callId), await reviewed(callId)];
    const answers = await Promise.all(ids.map((id, at) => approve(id, 'BOARD', `approver@MLOC:ada-${at}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409]);
    const refused = answers.findIndex(({ status }) => status === 409);
    expect(answers[refused]).toMatchObject({ body: { code: 'ENVELOPE_EXHAUSTED' } });
    expect(answers[refused]?.text).toContain('20000.00 EUR');
    const waiting = ids[refused] ?? '';
    await act(harness.initiatives, ids.find((id) => id !== waiting) ?? '', 'withdrawal');
    await until('room in the envelope', async () => {
      const { status } = await approve(waiting, 'BOARD', 'approver@MLOC:ada');
      return status === 200 ? true : undefined;
    });
  });
});

describe('the ranking of a call', () => {
  it('is by the mean score, says its rule in six languages, and is for the own ministry', async () => {
    const callId = await opened(harness.initiatives, callOf(programmeId, 'DECIDED-5'));
    const [low, high, even] = [await reviewed(callId, 40), await reviewed(callId, 90), await reviewed(callId, 40)];
    await eligible(callId);
    const path = `/v1/calls/${callId}/ranking`;
    const answers = await Promise.all(
      languages.map((lang) => harness.initiatives.get(`${path}?lang=${lang}`, { as: 'approver@MLOC' })),
    );
    const [first] = answers;
    expect(first?.body.items).toMatchObject([
      { rank: 1, applicationId: high, meanScore: '90.00', requested: submission.requested },
      { rank: 2, applicationId: low, meanScore: '40.00' },
      { rank: 3, applicationId: even, meanScore: '40.00' },
    ]);
    const read = (query: string) => harness.initiatives.get(path + query, { as: 'approver@MLOC' });
    const { body: page } = await read('?limit=2');
    expect(page.items).toHaveLength(2);
    const { body: rest } = await read(`?limit=2&after=${page.next}`);
    expect(rest).toMatchObject({ items: [{ rank: 3, applicationId: even }], next: null });
    await act(harness.initiatives, low, 'withdrawal');
    // where a page ended stays a place, also when what stood there is gone or has been scored again
    expect((await read(`?limit=2&after=${page.next}`)).body).toMatchObject({ items: [{ applicationId: even }] });
    expect((await read('')).body.items).toMatchObject([
      { rank: 1, applicationId: high },
      { rank: 2, applicationId: even },
    ]);
    expect(new Set(answers.map(({ body }) => body['rule'])).size).toBe(6);
    expect(await harness.initiatives.get(path, { as: 'approver@MECO' })).toMatchObject({ status: 404 });
  });
});
