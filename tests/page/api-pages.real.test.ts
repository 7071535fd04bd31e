// The five API pages in a real browser: reached from the page of integrators, complete, and of use with a token.
import { services } from '@tributary/contracts';
import { portOffsets } from '@tributary/launcher/process-table';
import { type Browser, type Page, startBrowser, type Visit } from '@tributary/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plan } from '../platform/sample.ts';
import { startTributary, type Tributary } from '../platform/tributary.ts';

let tributary: Tributary;
let browser: Browser;
let visit: Visit;

beforeAll(async () => {
  [tributary, browser] = await Promise.all([startTributary(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await tributary?.remove();
});

/** Opens the page of integrators in a new window and goes on to the API page of a service. */
async function follow(service: string): Promise<Page> {
  visit = await browser.open({ locale: 'en' });
  await visit.page.goto(`${tributary.address}/page/integrate`);
  await visit.page.locator(`a[href="/${service}/docs"]`).click();
  return visit.page;
}

/** Opens the API page of reporting at one request. */
async function openAt(id: string): Promise<Page> {
  visit = await browser.open({ locale: 'en' });
  await visit.page.goto(`${tributary.address}/reporting/docs#/reporting/${id}`);
  return visit.page;
}

/** The requests that a service describes, as the API page names their places. */
async function described(service: string): Promise<string[]> {
  const response = await fetch(`${tributary.address}/${service}/openapi.json`);
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, { operationId: string }>> };
  return Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .map(({ operationId }) => `operations-${service}-${operationId}`);
}

const operation = (page: Page, service: string, id: string) => page.locator(`#operations-${service}-${id}`);

/** Gives the token of a planner to the dialog that asks for one. */
async function authorise(page: Page): Promise<void> {
  const { token } = await tributary.api('planner', 'MPLA');
  await page.getByRole('button', { name: 'Authorize', exact: true }).click();
  const dialog = page.locator('.dialog-ux');
  const bearer = dialog.locator('.auth-container', { has: page.getByLabel('auth-bearer-value') });
  await bearer.getByLabel('auth-bearer-value').fill(token);
  await bearer.getByRole('button', { name: 'Apply credentials' }).click();
  await dialog.locator('.close-modal').click();
  await dialog.waitFor({ state: 'detached' });
}

/** Sends the request that is open, and gives what the page shows of the answer. */
async function send(place: ReturnType<typeof operation>) {
  await place.getByRole('button', { name: 'Execute' }).click();
  const live = place.locator('.live-responses-table');
  await live.waitFor();
  const [status = ''] = await live.locator('tbody .response-col_status').allTextContents();
  return { status: Number.parseInt(status, 10), text: (await live.allTextContents()).join() };
}

describe.each(services)('the API page of %s', (service) => {
  it('shows every request that the service describes, and nothing goes wrong or elsewhere', async () => {
    const page = await follow(service);
    await page.locator('.opblock').first().waitFor();
    const places = await page.locator('.opblock').evaluateAll((all) => all.map(({ id }) => id));
    expect(places.sort()).toEqual((await described(service)).sort());
    for (const place of await page.locator('.opblock').all()) expect(await place.isVisible()).toBe(true);
    expect(await page.title()).toBe(`Tributary ${service}`);
    expect({ faults: visit.faults, strays: visit.strays }).toEqual({ faults: [], strays: [] });
    await visit.close();
  });
});

describe('an API page', () => {
  it.each(['getFreshness', 'planAlignmentReport', 'freezeReport', 'listReports'])(
    'opens at %s, where it is named',
    async (id) => {
      const page = await openAt(id);
      await operation(page, 'reporting', id).getByRole('button', { name: 'Try it out' }).waitFor();
      expect(await page.locator('.opblock.is-open').count()).toBe(1);
      expect({ faults: visit.faults, strays: visit.strays }).toEqual({ faults: [], strays: [] });
      await visit.close();
    },
  );

  it('sends a request with the token that it was given: 401 before, 200 after', async () => {
    const page = await openAt('getFreshness');
    const place = operation(page, 'reporting', 'getFreshness');
    await place.getByRole('button', { name: 'Try it out' }).click();
    const before = await send(place);
    expect(before.status).toBe(401);
    expect(before.text).toContain('tributary token');
    await authorise(page);
    await place.getByRole('button', { name: 'Clear' }).click();
    const after = await send(place);
    expect(after.status).toBe(200);
    expect(after.text).toContain('"lagEvents"');
    expect(await place.locator('.request-url').textContent()).toContain(`${tributary.address}/reporting/v1/freshness`);
    expect(visit.faults.filter((fault) => !fault.includes('401'))).toEqual([]);
    expect(visit.strays).toEqual([]);
    await visit.close();
  });

  it('sends a request on the port of its service as well as through the one address', async () => {
    const address = `http://127.0.0.1:${tributary.port + portOffsets.strategy}`;
    visit = await browser.open({ locale: 'en' });
    const { page } = visit;
    await page.goto(`${address}/docs#/strategy/listPlans`);
    await authorise(page);
    const place = operation(page, 'strategy', 'listPlans');
    await place.getByRole('button', { name: 'Try it out' }).click();
    expect((await send(place)).status).toBe(200);
    expect(await place.locator('.request-url').textContent()).toContain(`${address}/strategy/v1/plans`);
    expect({ faults: visit.faults, strays: visit.strays }).toEqual({ faults: [], strays: [] });
    await visit.close();
  });

  it('writes a fact with the body and the key that are typed in', async () => {
    const page = await follow('strategy');
    await authorise(page);
    const place = operation(page, 'strategy', 'createPlan');
    await place.locator('.opblock-summary-control').click();
    await place.getByRole('button', { name: 'Try it out' }).click();
    await place.locator('tr[data-param-name="Idempotency-Key"] input').fill('from-the-page');
    await place.locator('textarea').fill(JSON.stringify(plan));
    expect((await send(place)).status).toBe(201);
    const planner = await tributary.api('planner', 'MPLA');
    expect((await planner.get('/strategy/v1/plans/NDP')).json()).toMatchObject({ code: 'NDP' });
    expect({ faults: visit.faults, strays: visit.strays }).toEqual({ faults: [], strays: [] });
    await visit.close();
  });
});
