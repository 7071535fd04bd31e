// Corrections of initiatives over HTTP: by the rules of a registration, as of its day.
import { exchangeRateSet } from '@tributary/contracts';
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, officer, register, startHarness, tellDecision, tellPlan } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.installation.close());

const patch = (id: string, fields: object, seq = 1, as: `${string}@${string}` = officer, query = '') =>
  harness.initiatives.patch(`/v1/initiatives/${id}${query}`, {
    as,
    body: { reasonCode: 'TYPING_ERROR', ...fields },
    headers: { 'if-match': `"${seq}"`, 'content-type': 'application/merge-patch+json' },
  });
const read = async (id: string) => (await harness.initiatives.get(`/v1/initiatives/${id}`, { as: officer })).body;
const move = (id: string, status: number) =>
  harness.initiatives.post(`/v1/initiatives/${id}/status`, { as: officer, body: { status } });

const setRate = (date: string, rate: string) =>
  harness.strategy.publish(
    'exchange-rate',
    `rate:USD:${date}`,
    exchangeRateSet({ currency: 'USD', base: 'EUR', date, rate, source: 'Central Bank' }),
  );

describe('PATCH /v1/initiatives/{id}', () => {
  it('corrects a language of the title, the days and the budget, which keeps the rate of its day', async () => {
    const { token } = await setRate('2025-01-01', '0.90');
    const id = await register(harness.initiatives, { registeredOn: '2025-06-09' });
    const fields = { title: { fr: 'De l’eau' }, plannedEndOn: null, budget: { amount: '100.00', currency: 'USD' } };
    const answer = await harness.initiatives.patch(`/v1/initiatives/${id}`, {
      as: officer,
      body: { reasonCode: 'CHANGED_AT_SOURCE', ...fields },
      headers: { 'if-match': '"1"', 'consistency-token': token },
    });
    expect(answer).toMatchObject({ status: 200, body: { seq: 2 } });
    const now = await read(id);
    expect(now).toMatchObject({
      title: { en: 'Water for Upper Torva (sample)', fr: 'De l’eau' },
      budget: {
        amount: fields.budget,
        base: { amount: '90.00', currency: 'EUR' },
        rate: '0.90',
        rateDate: '2025-01-01',
      },
    });
    expect(now).not.toHaveProperty('plannedEndOn');
    const later = await setRate('2025-06-01', '0.50');
    const again = await harness.initiatives.patch(`/v1/initiatives/${id}`, {
      as: officer,
      body: { reasonCode: 'TYPING_ERROR', budget: { amount: '200.00' } },
      headers: { 'if-match': '"2"', 'consistency-token': later.token },
    });
    expect(again.status).toBe(200);
    expect(await read(id)).toMatchObject({ budget: { base: { amount: '180.00' }, rate: '0.90' } });
  });

  it('tells what changed under the names of its events, each with its whole value', async () => {
    const id = await register(harness.initiatives);
    await patch(id, { plannedStartOn: '2025-08-01', title: { fr: 'De l’eau' }, area: 'Torva' });
    const told = await until('the event', async () => {
      const query = 'type=initiatives.initiative.corrected.v1&limit=200';
      const { items } = (await harness.initiatives.get(`/v1/changes?${query}`, { as: officer })).body;
      return items.find(({ subject }) => subject === id)?.['data'];
    });
    expect(told).toMatchObject({
      changed: { plannedStart: '2025-08-01', title: { en: 'Water for Upper Torva (sample)', fr: 'De l’eau' } },
    });
    expect(Object.keys(Object(told).changed)).toHaveLength(2);
  });

  it.each([
    ['DATES_REVERSED', 422, { plannedEndOn: '2025-06-30' }],
    ['RATE_MISSING', 422, { budget: { currency: 'CHF' } }],
    ['SECTORS_NOT_100', 422, { sectors: [1, 2].map((code) => ({ vocabulary: '1', code: `1403${code}`, pct: 40 })) }],
    ['ORGANISATION_UNKNOWN', 422, { organisationId: '0190a1b2-0000-7000-8000-00000000ffff' }],
    ['VALIDATION', 400, { title: { en: null } }],
    ['VALIDATION', 400, { budget: { amount: '1.001' } }],
    ['VALIDATION', 400, { registeredOn: '2025-01-01' }],
    ['VALIDATION', 400, { area: null }],
  ])('refuses with %s (%i): %j', async (code, status, fields) => {
    const id = await register(harness.initiatives);
    expect(await patch(id, fields)).toMatchObject({ status, body: { code } });
    expect(await read(id)).toMatchObject({ seq: 1 });
  });

  it('takes areas anew, the largest of which is its area, and one area again', async () => {
    const id = await register(harness.initiatives);
    const areas = [
      { area: 'Torva', pct: 1 },
      { area: 'Elmar', pct: 3 },
    ];
    expect(await patch(id, { areas })).toMatchObject({ status: 422, body: { code: 'AREAS_NOT_100' } });
    expect(await patch(id, { areas }, 1, officer, '?normalise=true')).toMatchObject({ status: 200 });
    expect(await read(id)).toMatchObject({ area: 'Elmar', areas: [{ area: 'Elmar', pct: 75 }, { area: 'Torva' }] });
    expect(await patch(id, { area: 'Torva' }, 2)).toMatchObject({ body: { errors: [{ code: 'AREA_CONTRADICTED' }] } });
    expect(await patch(id, { area: 'Torva', areas: null }, 2)).toMatchObject({ status: 200 });
    expect(await read(id)).toMatchObject({ area: 'Torva' });
    expect(await read(id)).not.toHaveProperty('areas');
  });

  it('leaves alone what money leans on once it is active, and all but the title once it has ended', async () => {
    const id = await register(harness.initiatives);
    await move(id, 2);
    const refused = await patch(id, { budget: { amount: '1.00' }, budgetCode: 'B-1', area: 'Elmar' }, 2);
    expect(refused).toMatchObject({ status: 409, body: { code: 'FIELDS_FROZEN' } });
    expect(refused.body.errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/budget', 'FROZEN_BY_MONEY'],
      ['/budgetCode', 'FROZEN_BY_MONEY'],
    ]);
    expect(refused.body.errors[0]?.['detail']).toContain('active');
    expect(await patch(id, { area: 'Elmar' }, 2)).toMatchObject({ status: 200 });
    await move(id, 5);
    expect(await patch(id, { area: 'Torva' }, 4)).toMatchObject({
      status: 409,
      body: { errors: [{ pointer: '/area', code: 'FROZEN_BY_END', detail: expect.stringContaining('cancelled') }] },
    });
    expect(await patch(id, { title: { en: 'Water (sample)' } }, 4)).toMatchObject({ status: 200 });
  });

  it('leaves alone what a ministry decided on, until the links are sent anew', async () => {
    const plan = { planCode: 'CORR', planVersion: '1' };
    const headers = { 'consistency-token': await tellPlan(harness.strategy, plan) };
    const id = await register(harness.initiatives);
    const link = (seq: number) =>
      harness.initiatives.put(`/v1/initiatives/${id}/plan-links/CORR`, {
        as: officer,
        body: { planVersion: '1', links: [{ nodeCode: '2.1', weightPct: 100 }] },
        headers: { ...headers, 'if-match': `"${seq}"` },
      });
    expect((await link(1)).status).toBe(200);
    await tellDecision(harness.strategy, 'accepted', { ...plan, initiativeId: id, nodeCode: '2.1', revision: 1 });
    await until('the decision', async () => ((await read(id)).seq === 3 ? true : undefined));
    expect(await patch(id, { budget: { amount: '1.00' } }, 3)).toMatchObject({
      status: 409,
      body: { errors: [{ pointer: '/budget', code: 'FROZEN_BY_DECISION' }] },
    });
    expect((await link(3)).status).toBe(200);
    expect(await patch(id, { budget: { amount: '1.00' } }, 4)).toMatchObject({ status: 200 });
  });

  it('moves its identifier, and is for its own ministry', async () => {
    const id = await register(harness.initiatives, { iatiIdentifier: 'QM-MLOC-OLD' });
    expect(await patch(id, { iatiIdentifier: 'QM-MLOC-NEW' }, 1, 'officer@MHEA')).toMatchObject({ status: 403 });
    expect(await patch(id, { iatiIdentifier: 'QM-MLOC-NEW' })).toMatchObject({ status: 200 });
    const other = await register(harness.initiatives, { iatiIdentifier: 'QM-MLOC-OLD' });
    expect(await patch(other, { iatiIdentifier: 'QM-MLOC-NEW' })).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS', links: { holder: `/initiatives/v1/initiatives/${id}` } },
    });
  });
});
