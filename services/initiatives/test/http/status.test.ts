// The life of an initiative over HTTP.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, officer, register, startHarness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.installation.close());

const move = (id: string, body: object, as: `${string}@${string}` = officer) =>
  harness.initiatives.post(`/v1/initiatives/${id}/status`, { as, body });

describe('POST /v1/initiatives/{id}/status', () => {
  it('moves an initiative through its life', async () => {
    const id = await register(harness.initiatives);
    for (const [index, status] of [2, 6, 2, 3, 4].entries()) {
      const answer = await move(id, { status, changedOn: `2026-01-0${index + 1}` });
      expect(answer).toMatchObject({ status: 200, body: { id, status, seq: index + 2 } });
    }
    const read = await harness.initiatives.get(`/v1/initiatives/${id}`, { as: 'analyst@MFIN' });
    expect(read.body).toMatchObject({ status: 4, seq: 6 });
  });

  it.each([
    ['WRONG_STATE', 409, { status: 4 }],
    ['WRONG_STATE', 409, { status: 2 }],
    ['FUTURE_DATE', 422, { status: 3, changedOn: '2200-01-01' }],
    ['DATES_REVERSED', 422, { status: 3, changedOn: '2025-12-31' }],
    ['VALIDATION', 400, { status: 7 }],
    ['VALIDATION', 400, { status: '3' }],
  ])('refuses an active initiative with %s (%i): %j', async (code, status, body) => {
    const id = await register(harness.initiatives);
    await move(id, { status: 2, changedOn: '2026-01-01' });
    expect(await move(id, body)).toMatchObject({ status, body: { code } });
  });

  it('takes today where no day is given, and each change once', async () => {
    const id = await register(harness.initiatives);
    const headers = { 'idempotency-key': 'start' };
    const first = await harness.initiatives.post(`/v1/initiatives/${id}/status`, {
      as: officer,
      body: { status: 2 },
      headers,
    });
    const second = await harness.initiatives.post(`/v1/initiatives/${id}/status`, {
      as: officer,
      body: { status: 2 },
      headers,
    });
    expect(first).toMatchObject({ status: 200, body: { seq: 2 } });
    expect(second.text).toBe(first.text);
    expect(await move(id, { status: 2 })).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
  });

  it('is for the officers of the ministry that owns the initiative', async () => {
    const id = await register(harness.initiatives);
    for (const as of ['officer@MECO', 'finance@MLOC'] as const) {
      expect(await move(id, { status: 2 }, as)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    }
    expect(await move('0190a1b2-0000-7000-8000-00000000ffff', { status: 2 })).toMatchObject({ status: 404 });
  });
});
