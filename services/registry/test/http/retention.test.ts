// Records that may no longer be needed: a clock proposes them, and a person decides.
import { type Client, type Installation, startInstallation } from '@tributary/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

const job = (name: string) => untilJobIsDone(installation.configOf('registry').mongoUrl, name);
const rules = (ministry: string, as: `${string}@${string}` = privacy) =>
  registry.put(`/v1/retention-rules/${ministry}`, {
    as,
    body: { withdrawnYears: 1, unconfirmedYears: 3 },
    headers: { 'if-none-match': '*' },
  });
const proposals = async (query = '') =>
  (await registry.get(`/v1/retention-proposals?limit=200${query}`, { as: privacy })).body.items;
const proposalOf = async (personId: string) => (await proposals()).find((one) => one['personId'] === personId);
const decide = (id: string, body: object, as: `${string}@${string}` = privacy) =>
  registry.post(`/v1/retention-proposals/${id}/keeping`, { as, body });
const inYears = (years: number) => Math.ceil(years * 366 * 86_400_000);

/** Lets a job make a pass as if so many years had gone by; tokens are of today. */
async function afterYears(years: number, name: string): Promise<void> {
  ahead = inYears(years);
  await job(name);
  ahead = 0;
}

it('proposes, keeps, proposes again, takes back and forgets, and erases nobody by itself', async () => {
  const enter = () => steps.enter({ registeredOn: '2025-11-01' });
  const [gone, quiet, confirmed, erased] = [await enter(), await enter(), await enter(), await enter()];
  const post = (id: string, what: string, body: object) =>
    registry.post(`/v1/persons/${id}/${what}`, { as: registrar, body });
  expect((await post(gone, 'closure', { reason: 'withdrawn' })).status).toBe(200);
  await afterYears(9, 'retention.propose');
  expect(await proposals()).toEqual([]);
  expect(await rules('MFOR', 'privacy@MLAB')).toMatchObject({ status: 403 });
  expect(await rules('MFOR')).toMatchObject({ status: 201 });
  await job('retention.propose');
  expect(await proposals()).toEqual([]);

  await afterYears(1, 'retention.propose');
  expect(await proposals()).toMatchObject([{ personId: gone, ground: 'withdrawn', status: 'open' }]);
  expect((await registry.get('/v1/retention-proposals', { as: 'privacy@MLAB' })).body.items).toEqual([]);
  expect((await registry.get('/v1/retention-proposals', { as: registrar })).status).toBe(403);

  await afterYears(3, 'retention.propose');
  const all = [gone, quiet, confirmed, erased].sort();
  expect((await proposals('&status=open')).map((one) => one['personId']).sort()).toEqual(all);
  // nobody was erased by it
  expect((await steps.read(gone)).status).toBe(200);

  // what is confirmed anew loses its ground
  expect((await post(confirmed, 'confirmation', { contactable: true, channel: 'web' })).status).toBe(200);
  await afterYears(2.99, 'retention.review');
  expect(await proposalOf(confirmed)).toMatchObject({ status: 'lapsed' });
  ahead = inYears(2.99);
  const internal = installation.configOf('registry').peers.get('registry');
  const metrics = await (await fetch(`${internal}/metrics`)).text();
  ahead = 0;
  expect(metrics).toMatch(/^tributary_retention_proposals_open(\{.*\})? 3$/m);

  // who is erased by the route of persons leaves nothing to decide, and is not proposed again
  expect((await steps.erase(erased)).status).toBe(200);
  expect(await proposalOf(erased)).toMatchObject({ status: 'lapsed' });
  await afterYears(3, 'retention.propose');
  expect(await proposalOf(erased)).toMatchObject({ status: 'lapsed' });
  expect((await registry.get(`/v1/persons/${quiet}?purpose=SERVICE`, { as: ofAnother })).status).toBe(404);
}, 120_000);

it('keeps a record until a day for a reason, and proposes it again on that day', async () => {
  const quiet = await steps.enter({ registeredOn: '2015-01-01' });
  await job('retention.propose');
  const { id = '' } = (await proposalOf(quiet)) ?? {};
  const day = (years: number) => new Date(Date.now() + inYears(years)).toISOString().slice(0, 10);
  const keeping = { keptUntil: day(1), reasonCode: 'OPEN_CASE' };
  expect(await decide(id, keeping, 'privacy@MLAB')).toMatchObject({ status: 404 });
  expect(await decide(id, { ...keeping, keptUntil: day(0) })).toMatchObject({ status: 422 });
  expect(await decide(id, keeping)).toMatchObject({ status: 200, body: { status: 'kept' } });
  expect(await decide(id, keeping)).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
  await job('retention.propose');
  expect(await proposalOf(quiet)).toMatchObject({ status: 'kept', reasonCode: 'OPEN_CASE' });
  await afterYears(1.01, 'retention.propose');
  expect(await proposalOf(quiet)).toMatchObject({ status: 'open' });
}, 120_000);
