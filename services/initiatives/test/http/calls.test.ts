// Calls over HTTP: who may write, open, close and cancel one, and what is read and told of it.
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callOf, drafted, opened, openProgramme } from './call-steps.ts';
import { type Harness, startHarness } from './harness.ts';
import { ana } from './programme-steps.ts';

let harness: Harness;
let programmeId: string;
beforeAll(async () => {
  harness = await startHarness();
  programmeId = await openProgramme(harness.initiatives, 'CALLED');
});
afterAll(() => harness.installation.close());

const post = (path: string, body: object, as: `${string}@${string}` = ana) =>
  harness.initiatives.post(path, { as, body });
const read = async (id: string) => (await harness.initiatives.get(`/v1/calls/${id}`, { as: 'analyst@MFIN' })).body;

describe('POST /v1/calls', () => {
  it('writes a call, whose code no other has, and every government role reads it', async () => {
    const body = callOf(programmeId, 'CODE');
    const id = await drafted(harness.initiatives, body);
    expect(await read(id)).toMatchObject({ ...body, status: 'draft', phase: 'draft', ministry: 'MLOC' });
    expect(await post('/v1/calls', body)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS', errors: [{ pointer: '/code' }] },
    });
    const { body: list } = await harness.initiatives.get(`/v1/calls?programmeId=${programmeId}&status=draft`, {
      as: 'analyst@MFIN',
    });
    expect(list.items).toMatchObject([{ id }]);
  });

  it('is refused for a programme of another ministry', async () => {
    expect(await post('/v1/calls', callOf(programmeId, 'FOREIGN'), 'officer@MECO')).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN' },
    });
  });

  it('is refused with the field and what would pass, in the language of the reader', async () => {
    const { body } = await post('/v1/calls?lang=fr', { ...callOf(programmeId, 'ZONE'), timeZone: 'Europe/Nowhere' });
    expect(body.errors).toMatchObject([{ pointer: '/timeZone', code: 'UNKNOWN_TIME_ZONE' }]);
    expect(String(body.errors[0]?.['detail'])).toContain('fuseau horaire');
    const high = { ...callOf(programmeId, 'HIGH'), ceiling: { amount: '500000.00', currency: 'EUR' } };
    expect(await post('/v1/calls', high)).toMatchObject({
      status: 422,
      body: { code: 'ABOVE_LIMIT', errors: [{ pointer: '/ceiling/amount' }] },
    });
  });
});

describe('the life of a call', () => {
  it('is opened by whichever of many presses first, and told once', async () => {
    const id = await drafted(harness.initiatives, callOf(programmeId, 'RACE'));
    const presses = Array.from({ length: 10 }, () => post(`/v1/calls/${id}/opening`, {}));
    const statuses = (await Promise.all(presses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(9);
    expect(await read(id)).toMatchObject({ status: 'published', phase: 'open' });
    const told = await until('the opening in the feed', async () => {
      const { body } = await harness.initiatives.get('/v1/changes?type=initiatives.call.opened.v1&limit=200', {
        as: 'analyst@MFIN',
      });
      const found = body.items.filter(({ data }) => (data as { code: string }).code === 'RACE');
      return found.length > 0 ? found : undefined;
    });
    const { timeZone: _zone, applicantKinds: _kinds, ...facts } = { timeZone: '', ...callOf(programmeId, 'RACE') };
    expect(told.map(({ data }) => data)).toEqual([facts]);
  });

  it('is closed or cancelled by its own ministry alone', async () => {
    const id = await opened(harness.initiatives, callOf(programmeId, 'OWN'));
    for (const [action, body] of [
      ['closure', {}],
      ['cancellation', { reasonCode: 'BUDGET_WITHDRAWN' }],
    ] as const) {
      expect(await post(`/v1/calls/${id}/${action}`, body, 'officer@MECO')).toMatchObject({ status: 403 });
    }
    expect(await post(`/v1/calls/${id}/closure`, {})).toMatchObject({ status: 200, body: { status: 'closed' } });
    expect(await post(`/v1/calls/${id}/cancellation`, { reasonCode: 'LATE' })).toMatchObject({
      status: 409,
      body: { code: 'WRONG_STATE' },
    });
    expect(await read(id)).toMatchObject({ status: 'closed', phase: 'closed' });
  });
});
