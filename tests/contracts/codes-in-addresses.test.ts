// The codes of a plan in addresses: however a caller spells one, and through the front door, it is the same code.
import { services } from '@tributary/contracts';
import { createFrontDoor } from '@tributary/launcher/front-door';
import { compose } from '@tributary/strategy';
import { type Ask, type Client, type Installation, startInstallation, testLimits } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CODE = '3.2 (b)/c';
const LONGEST = `${CODE} ${'&'.repeat(64 - CODE.length - 1)}`;
const planner = 'planner@MPLA' as const;

let installation: Installation;
let strategy: Client;
let door: { readonly address: string; close(): Promise<unknown> };

beforeAll(async () => {
  installation = await startInstallation();
  strategy = await installation.start('strategy', (config) => compose(config, { limits: testLimits }));
  const upstreams = Object.fromEntries(services.map((service) => [service, strategy.address]));
  const frontDoor = await createFrontDoor({
    upstreams: upstreams as Parameters<typeof createFrontDoor>[0]['upstreams'],
    issuer: strategy.address,
  });
  const address = await frontDoor.listen({ port: 0, host: '127.0.0.1' });
  door = { address, close: () => frontDoor.close() };

  const plan = { code: 'NDP', kind: 'national', title: { en: 'Plan' }, levels: [{ en: 'Goal' }], programmeLevel: 1 };
  const node = { kind: 'node', code: '1', level: 1, title_en: 'Goal', responsibleMinistry: 'MHEA' };
  const kpis = [CODE, LONGEST].map((code) => ({ kind: 'kpi', code, parent: '1', title_en: 'A KPI' }));
  await strategy.post('/v1/plans', { as: planner, body: plan });
  await strategy.post('/v1/plans/NDP/versions/1/import', { as: planner, body: { rows: [node, ...kpis] } });
}, 60_000);
afterAll(async () => {
  await door.close();
  await installation.close();
});

const everySign = (code: string) => [...Buffer.from(code)].map((byte) => `%${byte.toString(16)}`).join('');
const actual: Ask['body'] = { value: '1', source: 'Census' };
const valueAt = (spelling: string) => `/v1/kpis/NDP/${spelling}/actuals/2025-12-31`;

describe('a code with a slash, a space and brackets', () => {
  it.each([
    ['3.2%20(b)%2Fc', CODE],
    ['3.2%20%28b%29%2fc', CODE],
    [everySign(CODE), CODE],
    [encodeURIComponent(LONGEST), LONGEST],
    [everySign(LONGEST), LONGEST],
  ])('is reached as %s, and through the front door', async (spelling, code) => {
    const direct = await strategy.put(valueAt(spelling), { as: planner, body: actual });
    expect(direct.status).toBeLessThan(202);
    const response = await fetch(`${door.address}/strategy${valueAt(spelling)}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await installation.token(planner)}`, 'content-type': 'application/json' },
      body: JSON.stringify(actual),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ id: direct.body.id, seq: direct.body.seq + 1 });
    expect(code.length).toBeLessThanOrEqual(64);
  });
});
