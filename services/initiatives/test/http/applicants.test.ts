// Who applies sees and changes its own application, and learns nothing of others, of reviews, scores and the ranking.
import { randomUUID } from 'node:crypto';
import { representativeEnded } from '@tributary/contracts';
import type { Answered, Ask, Caller } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, organisationOf, representing, started, submission, submitted, toldOf } from './application-steps.ts';
import { callOf, drafted, opened, openProgramme } from './call-steps.ts';
import { type Harness, startHarness } from './harness.ts';
import { ana } from './programme-steps.ts';

const scoring = [{ code: 'need', label: { en: 'Need' }, points: 100 }];
const absent = '0190a1b2-0000-7000-8000-000000000001';
const why = { reasonCode: 'WRONG_ENTRY' };

let harness: Harness;
let programmeId: string;
let callId: string;
let marsh: { readonly id: string; readonly token: string };
beforeAll(async () => {
  harness = await startHarness();
  programmeId = await openProgramme(harness.initiatives, 'OWN', { scoring });
  callId = await opened(harness.initiatives, callOf(programmeId, 'OWN-1'));
  marsh = await organisationOf(harness, 'Marsh Enders (sample)', 'recognised');
  // it is known here from now on
  await started(harness, callId, marsh);
});
afterAll(() => harness.installation.close());

const subject = (role: 'person' | 'association'): Caller => `${role}@#${role}-${randomUUID()}`;
const start = (as: Caller, body: object = { applicantKind: 'person' }, headers: Ask['headers'] = {}) =>
  harness.initiatives.post('/v1/applications', { as, body: { callId, ...body }, headers });
async function begun(as: Caller, body?: object): Promise<string> {
  const answer = await start(as, body);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.id;
}
const read = (as: Caller, id: string) => harness.initiatives.get(`/v1/applications/${id}`, { as });
const list = async (as: Caller, query = '') => (await harness.initiatives.get(`/v1/applications${query}`, { as })).body;
const patch = (as: Caller, id: string, fields: object, headers: Ask['headers'] = { 'if-match': '"1"' }) =>
  harness.initiatives.patch(`/v1/applications/${id}`, { as, body: { ...why, ...fields }, headers });
const send = (as: Caller, id: string, action: string, body: object = {}) =>
  act(harness.initiatives, id, action, body, as);

describe('a person', () => {
  it('starts, submits, reads and withdraws its own application, which the ministry of the call owns', async () => {
    const ada = subject('person');
    const id = await begun(ada);
    expect((await read(ada, id)).body).toMatchObject({
      ministry: 'MLOC',
      status: 'started',
      applicantId: ada.slice('person@#'.length),
    });
    expect(await send(ada, id, 'submission', submission)).toMatchObject({ status: 200, body: { status: 'submitted' } });
    expect((await read(ada, id)).body).toMatchObject({ submission: { requested: submission.requested } });
    expect((await read(ana, id)).body).toMatchObject({ status: 'submitted' });
    expect((await read(ana, id)).body).not.toHaveProperty('applicantId');
    expect(await send(ada, id, 'withdrawal')).toMatchObject({ status: 200, body: { status: 'withdrawn' } });
    const told = JSON.stringify(await toldOf(harness, id, 'withdrawn'));
    expect(told).not.toContain(ada.slice('person@#'.length));
    expect(told).not.toContain('organisationId');
  });

  it('applies for no organisation, and an association for no person', async () => {
    const named = { applicantKind: 'association', organisationId: marsh.id };
    for (const answer of [await start(subject('person'), named), await start(subject('association'))]) {
      expect(answer).toMatchObject({
        status: 422,
        body: { code: 'APPLICANT_NOT_TAKEN', errors: [{ pointer: '/applicantKind' }] },
      });
    }
  });

  it('is told of a draft of a call as of one that does not exist', async () => {
    const ada = subject('person');
    const draft = await drafted(harness.initiatives, callOf(programmeId, `OWN-${randomUUID().slice(0, 8)}`));
    const [ofDraft, ofNone] = [
      await start(ada, { callId: draft, applicantKind: 'person' }),
      await start(ada, { callId: absent, applicantKind: 'person' }),
    ];
    expect([ofDraft.status, ofDraft.body.code]).toEqual([422, 'CALL_UNKNOWN']);
    const unnamed = ({ text }: Answered, id: string) => text.replaceAll(id, '').replace(/"traceId":"\w+"/, '');
    expect(unnamed(ofDraft, draft)).toBe(unnamed(ofNone, absent));
  });

  it('says nothing of when a paper application came in', async () => {
    const ada = subject('person');
    const id = await begun(ada);
    const paper = { ...submission, receivedAt: '2025-03-01T12:00:00+01:00', reasonCode: 'PAPER' };
    const refused = await send(ada, id, 'submission', paper);
    expect(refused).toMatchObject({ status: 403, body: { code: 'FORBIDDEN', errors: [{ pointer: '/receivedAt' }] } });
    expect((await read(ada, id)).body).toMatchObject({ status: 'started', seq: 1 });
  });

  it('pages through its own applications alone', async () => {
    const [ada, bo] = [subject('person'), subject('person')];
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.push(await begun(ada));
      await begun(bo);
    }
    for (const narrowed of ['', `&callId=${callId}`, '&status=started&sort=-updatedAt']) {
      const seen: string[] = [];
      let after = '';
      do {
        const page = await list(ada, `?limit=2${narrowed}${after}`);
        seen.push(...page.items.map(({ id }) => id));
        after = page.next === null ? '' : `&after=${page.next}`;
      } while (after !== '');
      expect([narrowed, seen.sort()]).toEqual([narrowed, [...ids].sort()]);
    }
    expect(await list(subject('person'))).toEqual({ items: [], next: null });
  });
});

describe('an association', () => {
  const body = () => ({ applicantKind: 'association', organisationId: marsh.id });

  it('corrects who applies until it submits, and again after a return', async () => {
    const other = await organisationOf(harness, 'Torva Circle (sample)', 'recognised');
    const club = await representing(harness, 'Torva Circle (sample)');
    await representing(harness, 'Marsh Enders (sample)', { subjectOf: club });
    const id = await begun(club, body());
    expect(await patch(club, id, { organisationId: other.id })).toMatchObject({ status: 200, body: { seq: 2 } });
    expect((await read(club, id)).body).toMatchObject({ organisationId: other.id, seq: 2 });
    expect(
      await patch(club, id, { applicantKind: 'person', organisationId: null }, { 'if-match': '"2"' }),
    ).toMatchObject({
      status: 422,
      body: { code: 'APPLICANT_NOT_TAKEN' },
    });
    expect(await patch(club, id, { organisationId: absent }, { 'if-match': '"2"' })).toMatchObject({
      status: 403,
      body: { code: 'NOT_A_REPRESENTATIVE', errors: [{ pointer: '/organisationId' }] },
    });
    await send(club, id, 'submission', submission);
    expect(await patch(club, id, { organisationId: marsh.id }, { 'if-match': '"3"' })).toMatchObject({
      status: 409,
      body: { code: 'FIELDS_FROZEN', errors: [{ pointer: '/organisationId', code: 'FROZEN_BY_SUBMISSION' }] },
    });
    await send(ana, id, 'return', { reasonCode: 'COSTS_UNCLEAR' });
    expect(await patch(club, id, { organisationId: marsh.id }, { 'if-match': '"4"' })).toMatchObject({ status: 200 });
    expect(await send(club, id, 'submission', submission)).toMatchObject({ status: 200 });
    const [corrected] = (await toldOf(harness, id, 'corrected')).filter(({ type }) =>
      String(type).includes('corrected'),
    );
    expect(corrected).toMatchObject({ data: { changed: { organisationId: other.id }, reasonCode: 'WRONG_ENTRY' } });
  });

  it('applies in no name but that of an organisation for which it may act', async () => {
    const other = await organisationOf(harness, 'Torva Circle (sample)', 'recognised');
    const club = await representing(harness, 'Torva Circle (sample)');
    const refusals = [
      await start(club, body()),
      await start(subject('association'), body()),
      await start(club, { ...body(), organisationId: absent }),
    ];
    for (const refused of refusals) {
      expect(refused).toMatchObject({
        status: 403,
        body: { code: 'NOT_A_REPRESENTATIVE', errors: [{ pointer: '/organisationId' }] },
      });
    }
    const [known, , unknown] = refusals.map(({ text }) => text.replaceAll(/[0-9a-f-]{32,36}/g, ''));
    expect(unknown).toBe(known);
    const id = await begun(club, { ...body(), organisationId: other.id });
    expect(await patch(club, id, { organisationId: marsh.id })).toMatchObject({ status: 403 });
    expect((await read(club, id)).body).toMatchObject({ organisationId: other.id, seq: 1 });
  });

  it('loses every act with the end of its right, and keeps what it may read of its own', async () => {
    const torva = await organisationOf(harness, 'Torva Ending (sample)', 'recognised');
    const club = await representing(harness, 'Torva Ending (sample)');
    const id = await begun(club, { ...body(), organisationId: torva.id });
    const ended = representativeEnded({
      no: 1,
      until: new Date().toISOString().slice(0, 10),
      reasonCode: 'ELECTED_OUT',
    });
    const { token } = await harness.registry.publish('organisation', 'Torva Ending (sample)', ended);
    const headers = { 'consistency-token': token };
    const late = await harness.initiatives.post(`/v1/applications/${id}/submission`, {
      as: club,
      body: submission,
      headers,
    });
    expect(late).toMatchObject({ status: 403, body: { code: 'NOT_A_REPRESENTATIVE' } });
    for (const answer of [
      await send(club, id, 'withdrawal'),
      await send(club, id, 'appeals', { grounds: ['COST_READ_WRONGLY'] }),
      await patch(club, id, { applicantKind: 'association' }),
      await start(club, { ...body(), organisationId: torva.id }),
    ]) {
      expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_A_REPRESENTATIVE' } });
    }
    expect((await read(club, id)).body).toMatchObject({ status: 'started', seq: 1 });
    expect(await send(ana, id, 'submission', submission)).toMatchObject({ status: 200 });
  });

  it('reads whether it is eligible, and never what reviewers and bodies found', async () => {
    const club = await representing(harness, 'Marsh Enders (sample)');
    const id = await begun(club, body());
    await send(club, id, 'submission', submission);
    await send(ana, id, 'eligibility');
    const scores = [{ criterion: 'need', points: 77 }];
    await send('reviewer@MLOC:eva', id, 'reviews', { conflictOfInterest: false, scores });
    expect((await read(ana, id)).body).toMatchObject({ status: 'reviewed', scored: { meanScore: '77.00' } });
    const own = await read(club, id);
    expect(own.body).toMatchObject({ status: 'reviewed', eligibility: { outcome: 'eligible' } });
    for (const one of [own, { text: JSON.stringify(await list(club)) }]) {
      for (const hidden of ['reviews', 'scored', 'approvals', '77.00', 'eva'])
        expect(one.text).not.toContain(`"${hidden}`);
    }
    const changed = await harness.initiatives.post(`/v1/applications/${id}/withdrawal`, {
      as: club,
      body: {},
      headers: { prefer: 'return=representation' },
    });
    expect(changed.body).toMatchObject({ id, status: 'withdrawn' });
    expect(changed.text).not.toContain('"reviews"');
    for (const [action, asked] of [
      ['reviews', { conflictOfInterest: true }],
      ['approvals', { body: 'BOARD' }],
      ['eligibility', {}],
      ['decline', { reasonCodes: ['X'] }],
      ['return', { reasonCode: 'X' }],
    ] as const) {
      expect([action, (await send(club, id, action, asked)).status]).toEqual([action, 403]);
    }
    expect((await harness.initiatives.get(`/v1/calls/${callId}/ranking`, { as: club })).status).toBe(403);
    expect((await harness.initiatives.get('/v1/changes', { as: club })).status).toBe(403);
  });
});

describe('calls and rules', () => {
  it('are read by who may apply once they are published, and drafts are answered as what does not exist', async () => {
    const draft = await drafted(harness.initiatives, callOf(programmeId, 'OWN-DRAFT'));
    const cancelled = await opened(harness.initiatives, callOf(programmeId, 'OWN-CANCELLED'));
    const closed = await opened(harness.initiatives, callOf(programmeId, 'OWN-CLOSED'));
    const end = (id: string, action: string, body: object = {}) =>
      harness.initiatives.post(`/v1/calls/${id}/${action}`, { as: ana, body });
    await end(cancelled, 'cancellation', { reasonCode: 'NO_FUNDS' });
    await end(closed, 'closure');
    const rules = `/v1/programmes/${programmeId}/rules`;
    const unpublished = { rulesVersion: 'NEXT', effectiveFrom: '2199-01-01', rules: {} };
    await harness.initiatives.post(rules, { as: ana, body: unpublished });
    for (const as of [subject('person'), subject('association')]) {
      const get = (path: string) => harness.initiatives.get(path, { as });
      expect((await get(`/v1/calls/${callId}`)).body).toMatchObject({ phase: 'open', code: 'OWN-1', ministry: 'MLOC' });
      expect((await get(`/v1/calls/${closed}`)).body).toMatchObject({ phase: 'closed' });
      const none = await get(`/v1/calls/${absent}`);
      for (const id of [draft, cancelled]) {
        const hidden = await get(`/v1/calls/${id}`);
        expect({ ...hidden.body, traceId: '' }).toEqual({ ...none.body, traceId: '' });
      }
      const codes = async (query = '') => (await get(`/v1/calls${query}`)).body.items.map(({ id }) => id).sort();
      expect(await codes()).toEqual([callId, closed].sort());
      expect(await codes('?status=closed')).toEqual([closed]);
      expect(await codes('?status=draft')).toEqual([]);
      expect(await codes('?code=OWN-DRAFT')).toEqual([]);
      expect((await get(`${rules}/2025`)).body).toMatchObject({ status: 'published', rules: { scoring } });
      expect((await get(`${rules}/NEXT`)).status).toBe(404);
      expect((await get(`/v1/programmes/${programmeId}`)).status).toBe(403);
    }
    expect((await harness.initiatives.get(`${rules}/NEXT`, { as: ana })).status).toBe(200);
  });
});

describe('an application of somebody else', () => {
  it('is answered as one that does not exist, by every route, whoever entered it', async () => {
    const own = subject('person');
    const others = [await begun(subject('person')), await submitted(harness, callId, marsh)];
    for (const id of others) {
      for (const ask of [
        (at: string) => read(own, at),
        (at: string) => send(own, at, 'submission', submission),
        (at: string) => send(own, at, 'submission', { ...submission, receivedAt: '2025-03-01T12:00:00Z' }),
        (at: string) => send(own, at, 'withdrawal'),
        (at: string) => send(own, at, 'withdrawal', { withdrawnOn: '2199-01-01' }),
        (at: string) => patch(own, at, { applicantKind: 'person' }),
        (at: string) => patch(own, at, { applicantKind: 'person' }, {}),
        (at: string) => patch(own, at, {}, { 'if-match': '"9"' }),
      ]) {
        const [anothers, none] = [await ask(id), await ask(absent)];
        expect([anothers.status, none.status]).toEqual([404, 404]);
        expect({ ...anothers.body, traceId: '' }).toEqual({ ...none.body, traceId: '' });
      }
      expect((await read(ana, id)).status).toBe(200);
    }
    expect(await list(own)).toEqual({ items: [], next: null });
    expect(await list(own, `?organisationId=${marsh.id}`)).toEqual({ items: [], next: null });
  });
});
