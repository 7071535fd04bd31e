// Frozen reports: what a run is, and that nothing changes it.
import { createHash } from 'node:crypto';
import { until } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initiative, links, plan, review } from '../reports/country.ts';
import { analyst, type Harness, idOf, startHarness } from './harness.ts';

const path = '/v1/reports/runs';
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  await harness.publish(
    ...plan('NDP'),
    ...initiative(idOf('a'), '1000.00'),
    ...links(idOf('a'), { '1.1': 100 }),
    ...review(idOf('a'), '1.1', 100, 'awaiting'),
  );
  await untilFrozenShows('1000.00');
});
afterAll(() => harness.installation.close());

let keys = 0;
const nextKey = () => {
  keys += 1;
  return `key-${keys}`;
};

const freeze = (body: object, key = nextKey()) =>
  harness.reporting.post(path, { as: analyst, body, headers: { 'idempotency-key': key } });

const read = (id: string, headers: Record<string, string> = {}) =>
  harness.reporting.get(`${path}/${id}`, { as: analyst, headers });

/** W follows the facts within a second or two. */
const untilFrozenShows = (portfolioBudget: string) =>
  until(`a run with ${portfolioBudget}`, async () => {
    const run = await freeze({ key: 'plan/alignment', params: { plan: 'NDP', to: '2026-06-30' } });
    if (run.status !== 201) return undefined;
    const { text } = await read(run.body.id);
    return text.includes(`"portfolioBudget":"${portfolioBudget}"`) ? { ...run, bytes: text } : undefined;
  });

describe('rule 38: POST /v1/reports/runs', () => {
  it('freezes a report: its id, the hash of its bytes, and the instant that it is as of', async () => {
    const run = await freeze({ key: 'plan/alignment', params: { to: '2026-06-30' } });
    expect(run.status).toBe(201);
    expect(Object.keys(run.body).sort()).toEqual(['asOf', 'id', 'sha256']);
    expect(run.headers.get('location')).toBe(`/reporting${path}/${run.body.id}`);
    const { text, headers, status } = await read(run.body.id);
    expect(status).toBe(200);
    expect(createHash('sha256').update(text).digest('hex')).toBe(run.body['sha256']);
    expect(headers.get('etag')).toBe(`"${run.body['sha256']}"`);
    expect(headers.get('x-data-as-of')).toBe(run.body['asOf']);
    expect(headers.get('x-parked')).toBe('0');
    const live = await harness.reporting.get(`/v1/reports/plan/alignment?to=2026-06-30&asOf=${run.body['asOf']}`, {
      as: analyst,
    });
    expect(text).toBe(live.text);
  });

  it('I9: answers the same request under the same key with the same run, whatever has happened since', async () => {
    const key = nextKey();
    const body = { key: 'plan/alignment', params: { plan: 'NDP', to: '2026-06-30' } };
    const first = await freeze(body, key);
    await harness.publish(...initiative(idOf('b'), '500.00'));
    await untilFrozenShows('1500.00');
    const again = await freeze(body, key);
    expect(again).toMatchObject({ status: 201, text: first.text });
    expect((await harness.reporting.post(path, { as: analyst, body })).body.id).not.toBe(first.body.id);
  });

  it('freezes the same basis only once: two requests for one instant are one run', async () => {
    const { body: run } = await freeze({ key: 'plan/alignment', params: { plan: 'NDP', to: '2026-06-30' } });
    const again = { key: 'plan/alignment', params: { plan: 'NDP', to: '2026-06-30', asOf: run['asOf'] } };
    expect((await freeze(again)).body).toEqual(run);
    const { body: other } = await freeze({ ...again, params: { ...again.params, to: '2026-06-29' } });
    expect(other.id).not.toBe(run.id);
  });

  it.each([
    ['VALIDATION', 400, { key: 'plan/nothing' }, '/key'],
    ['VALIDATION', 400, {}, '/key'],
    ['VALIDATION', 400, { key: 'plan/alignment', params: { to: 'now' } }, '/params/to'],
    ['VALIDATION', 400, { key: 'plan/alignment', params: { node: '1' } }, '/params/node'],
    ['NO_ACTIVE_VERSION', 404, { key: 'plan/alignment', params: { plan: 'NONE' } }, undefined],
    ['PLAN_REQUIRED', 400, { key: 'plan/alignment', params: { to: '2024-01-01' } }, undefined],
    ['AS_OF_BEYOND_WATERMARK', 422, { key: 'plan/alignment', params: { asOf: '2999-01-01T00:00:00.000Z' } }, undefined],
  ])('refuses with %s (%i) %j', async (code, status, body, pointer) => {
    const answer = await freeze(body);
    expect(answer).toMatchObject({ status, body: { code } });
    if (pointer !== undefined) expect(answer.body.errors.map(({ pointer }) => pointer)).toContain(pointer);
  });

  it('refuses a key that came with another request', async () => {
    const key = nextKey();
    await freeze({ key: 'plan/alignment', params: { plan: 'NDP' } }, key);
    const other = await freeze({ key: 'plan/alignment', params: { plan: 'NDP', to: '2026-01-01' } }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });
});

describe('rule 38: GET /v1/reports/runs/{id}', () => {
  it('is the same bytes for ever, on another process too', async () => {
    const { body: run, bytes } = await untilFrozenShows('1500.00');
    await harness.publish(...review(idOf('a'), '1.1', 100, 'accepted'), ...initiative(idOf('c'), '7.00'));
    await untilFrozenShows('1507.00');
    expect((await read(run.id)).text).toBe(bytes);
    expect(await read(run.id, { 'if-none-match': `"${run['sha256']}"` })).toMatchObject({ status: 304 });
    const other = await harness.another({ role: 'api' });
    expect((await other.get(`${path}/${run.id}`, { as: analyst })).text).toBe(bytes);
  });

  it('is in the form and the language that were frozen', async () => {
    const params = { plan: 'NDP', to: '2026-06-30', format: 'csv', lang: 'pt' };
    const { body: run } = await freeze({ key: 'plan/alignment', params });
    const { text, headers } = await read(run.id, { 'accept-language': 'ru' });
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-language')).toBe('pt');
    expect(headers.get('content-disposition')).toBe('attachment; filename="plan-alignment-NDP-2026-06-30.csv"');
    expect(text).toContain('Código,Nível');
  });

  it('knows no run that nobody froze', async () => {
    expect(await read('0'.repeat(64))).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await read('latest')).toMatchObject({ status: 400, body: { code: 'VALIDATION' } });
    expect(await harness.reporting.get(`${path}/${'0'.repeat(64)}`)).toMatchObject({ status: 401 });
  });
});
