// How fresh a record is, over HTTP: the score of its read, the rules of a ministry, and active ⇄ dormant.
import { type Caller, type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ofAnother, privacy, registrar, stepsOn } from './person-steps.ts';
import { startRegistry } from './started.ts';
import { untilJobIsDone } from './stored.ts';

let installation: Installation;
let registry: Client;
let steps: ReturnType<typeof stepsOn>;
let ahead = 0;

beforeAll(async () => {
  installation = await startInstallation();
  registry = await startRegistry(installation, { now: () => new Date(Date.now() + ahead) });
  steps = stepsOn(registry);
});
afterAll(() => installation.close());

const after = (path: string, body: object) => registry.post(`/v1/persons/${path}`, { as: registrar, body });
const freshness = async (id: string) => (await steps.read(id)).body['freshness'];
const status = async (id: string) => (await steps.read(id)).body['status'];
const rules = (months: number) => ({
  dueAfterMonths: { self: months, assisted: months, consular: months, eid: months },
  dormantAfterMonths: 12,
});
const set = (ministry: string, body: object, headers: Record<string, string>, as: Caller = registrar) =>
  registry.put(`/v1/freshness-rules/${ministry}`, { as, body, headers });
const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

describe('the freshness of a record', () => {
  it('is worked out for each read, by the rules of the release until the ministry has set its own', async () => {
    const id = await steps.enter({ registeredOn: dayAgo(200) });
    expect(await freshness(id)).toMatchObject({ seenOn: dayAgo(200), isDue: false });
    expect((await set('MFOR', rules(1), { 'if-none-match': '*' })).status).toBe(201);
    expect(await freshness(id)).toMatchObject({ seenOn: dayAgo(200), isDue: true });
    expect((await after(`${id}/confirmation`, { contactable: true, channel: 'counter' })).status).toBe(200);
    expect(await freshness(id)).toMatchObject({ seenOn: dayAgo(0), isDue: false, staleness: 0 });
    const of = (await registry.get('/v1/freshness-rules/MFOR', { as: privacy })).body;
    expect((await set('MFOR', rules(12), { 'if-match': `"${of['seq']}"` })).status).toBe(200);
  });

  it('has rules that another ministry neither sets nor reads', async () => {
    expect((await set('MFOR', rules(2), { 'if-none-match': '*' }, ofAnother)).body.code).toBe('FORBIDDEN');
    expect((await registry.get('/v1/freshness-rules/MFOR', { as: ofAnother })).status).toBe(404);
    expect((await registry.get('/v1/freshness-rules', { as: ofAnother })).body.items).toEqual([]);
  });

  it('is told of a dormant record, which a confirmation makes active again', async () => {
    const id = await steps.enter({ registeredOn: dayAgo(60) });
    await after(`${id}/verification`, { assurance: 'consular', evidence: 'PASSPORT' });
    await after(`${id}/confirmation`, { contactable: true, channel: 'counter' });
    const waiting = await steps.enter();
    const { mongoUrl } = installation.configOf('registry');
    await untilJobIsDone(mongoUrl, 'persons.dormancy');
    expect(await status(id)).toBe('active');
    ahead = 740 * 86_400_000;
    await untilJobIsDone(mongoUrl, 'persons.dormancy');
    ahead = 0;
    expect([await status(id), await status(waiting)]).toEqual(['dormant', 'registered']);
    const moved = await after(`${id}/residence`, { country: 'DE' });
    expect(moved.body['status']).toBe('dormant');
    expect((await after(`${id}/confirmation`, { contactable: true, channel: 'post' })).body['status']).toBe('active');
  });
});
